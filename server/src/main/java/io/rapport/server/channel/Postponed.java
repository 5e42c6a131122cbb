package io.rapport.server.channel;

import io.rapport.server.pointer.Pointers;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Replies that wait for a chosen moment. Anybody of us may change one, send it now, or call it back; when the customer
/// writes first it is held, so that nothing leaves that does not know what they said. Thread-safe.
public final class Postponed {
    private final ChannelParts parts;
    private final Pointers pointers;
    private final Runnable wake;

    Postponed(ChannelParts parts, Pointers pointers, Runnable wake) {
        this.parts = parts;
        this.pointers = pointers;
        this.wake = wake;
    }

    /// What became of a wish.
    public sealed interface Done {
        record Waits(Instant until) implements Done {}

        /// It has left, or was called back.
        record Gone() implements Done {}

        /// What it promises would be due before it leaves.
        record PromisePast() implements Done {}
    }

    /// It says this from now on, and leaves then; also where it was held.
    public Done change(InteractionId interaction, String text, Instant at) {
        return with(interaction, row -> {
            if (row.promisedBy().filter(by -> !by.isAfter(at)).isPresent()) {
                return new Done.PromisePast();
            }
            parts.outbounds().rewrite(row, text, at);
            move(row, OutboundState.SCHEDULED, "", at);
            return new Done.Waits(at);
        });
    }

    /// It leaves after the seconds in which every reply can be taken back.
    public Done sendNow(InteractionId interaction) {
        return with(interaction, row -> {
            Instant at = parts.clock().instant().plus(Outbox.UNDO);
            if (row.promisedBy().filter(by -> !by.isAfter(at)).isPresent()) {
                return new Done.PromisePast();
            }
            parts.outbounds().leavesAt(row, at);
            move(row, OutboundState.WAITING, "", at);
            return new Done.Waits(at);
        });
    }

    private Done with(InteractionId interaction, Function<OutboundStore.Row, Done> work) {
        Optional<OutboundStore.Row> known = parts.outbounds().byInteraction(interaction);
        if (known.isEmpty()) {
            return new Done.Gone();
        }
        Done done = Objects.requireNonNull(parts.transaction().execute(status -> {
            parts.customers().lock(known.get().customer());
            return parts.outbounds()
                    .byInteraction(interaction)
                    .filter(row -> row.state() == OutboundState.SCHEDULED || row.state() == OutboundState.HELD)
                    .map(work)
                    .orElseGet(Done.Gone::new);
        }));
        wake.run();
        return done;
    }

    private void move(OutboundStore.Row row, OutboundState to, String detail, Instant at) {
        if (!parts.outbounds()
                .move(row, row.state(), to, detail, at, parts.clock().instant())) {
            throw new IllegalStateException("outbound " + row.id() + " moved although its customer is locked");
        }
    }

    /// The customer wrote: what was to leave later to one of these records is held, and its writer told. In the inbox's
    /// transaction. A reply whose moment came in the same instant is either gone before or held now, never both.
    void hold(List<CustomerId> records, Instant now) {
        for (OutboundStore.Row row : parts.outbounds().scheduled(records)) {
            if (parts.outbounds()
                    .move(row, OutboundState.SCHEDULED, OutboundState.HELD, "they wrote before it left", null, now)) {
                parts.outbounds()
                        .writer(row.interaction())
                        .ifPresent(writer -> pointers.held(writer, row.customer(), row.interaction(), now));
            }
        }
    }
}
