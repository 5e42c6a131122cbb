package io.rapport.server.channel;

import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Crossing;
import io.rapport.server.interaction.Matter;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Parts records that were one person, and gives each back what arrived by its own address meanwhile: where one wrote
/// in
/// a matter of the other, it gets a matter of its own with its words, and whoever waits for an answer still waits.
public final class Partings {
    private final ChannelParts parts;
    private final Merges merges;

    Partings(ChannelParts parts, Merges merges) {
        this.parts = parts;
        this.merges = merges;
    }

    /// @return the two circles; empty if the record was merged into none
    public Optional<Merges.Parted> part(CustomerId absorbed, AgentId by) {
        return Objects.requireNonNull(parts.transaction().execute(status -> {
            Instant now = parts.clock().instant();
            Optional<Merges.Parted> parted = merges.part(absorbed, by, now);
            parted.ifPresent(two -> {
                giveBack(two.branch(), two.rest(), by, now);
                giveBack(two.rest(), two.branch(), by, now);
            });
            return parted;
        }));
    }

    private record Whose(long matter, long record) implements Comparable<Whose> {
        @Override
        public int compareTo(Whose other) {
            return matter == other.matter ? Long.compare(record, other.record) : Long.compare(matter, other.matter);
        }
    }

    private void giveBack(List<CustomerId> to, List<CustomerId> from, AgentId by, Instant now) {
        Map<Whose, List<Crossing>> crossings = parts.interactions().crossings(to, from).stream()
                .collect(Collectors.groupingBy(
                        c -> new Whose(c.matter().value(), c.record().value()), TreeMap::new, Collectors.toList()));
        crossings.values().forEach(arrivals -> giveBack(arrivals, by, now));
    }

    private void giveBack(List<Crossing> arrivals, AgentId by, Instant now) {
        CustomerId record = arrivals.getFirst().record();
        Matter shared = parts.matters().find(arrivals.getFirst().matter()).orElseThrow();
        List<InteractionId> theirs =
                arrivals.stream().map(Crossing::interaction).toList();
        MatterId own = parts.matters().open(record, shared.about(), shared.sales(), now);
        parts.interactions().move(theirs, own);
        parts.inbounds().move(theirs, record, own);
        boolean waits = false;
        for (Promised answer : parts.promises().openAnswers(shared.id())) {
            boolean asked = arrivals.stream().anyMatch(arrival -> !arrival.at().isBefore(answer.madeAt()));
            if (asked) {
                waits = true;
                owe(answer, record, own, by, now);
            }
        }
        if (!waits) {
            settle(shared, own, now);
        }
    }

    private void owe(Promised answer, CustomerId record, MatterId own, AgentId by, Instant now) {
        parts.promises()
                .make(
                        new Promises.Draft(
                                record,
                                own,
                                answer.team(),
                                Promised.Kind.ANSWER,
                                answer.what(),
                                answer.deadline(),
                                answer.owner(),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        Channel.MAIL,
                        Optional.empty(),
                        now);
        if (!parts.interactions().arrivedSince(answer.matter(), answer.madeAt())) {
            parts.promises().release(answer, Optional.of(by), "what it answers came from somebody else", now);
        }
    }

    /// Nobody waits in it: it rests as the matter rests from which it came.
    private void settle(Matter shared, MatterId own, Instant now) {
        if (shared.state() != Matter.State.OPEN) {
            parts.matters().waiting(own, now);
        }
    }
}
