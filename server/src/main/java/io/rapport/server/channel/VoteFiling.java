package io.rapport.server.channel;

import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

/// Files a vote: it is known whose it is and about what, and what is owed for it follows in the same transaction.
final class VoteFiling {
    private final ChannelParts parts;
    private final Postponed postponed;

    VoteFiling(ChannelParts parts, Postponed postponed) {
        this.parts = parts;
        this.postponed = postponed;
    }

    Taken take(Arrival vote, Inbox.Consequence consequence) {
        InboundStore store = parts.inbounds();
        try {
            return parts.transaction()
                    .execute(status -> store.byKey(vote.key())
                            .map(DurableInbox::taken)
                            .orElseGet(
                                    () -> file(vote, consequence, parts.clock().instant())));
        } catch (DuplicateKeyException raced) {
            return store.byKey(vote.key()).map(DurableInbox::taken).orElseThrow(() -> DurableInbox.away(vote, raced));
        } catch (DataAccessException | TransactionException | IllegalStateException failure) {
            throw DurableInbox.away(vote, failure);
        }
    }

    private Taken file(Arrival arrival, Inbox.Consequence consequence, Instant now) {
        if (!(arrival.nature() instanceof Nature.Voted voted)) {
            throw new IllegalArgumentException("not a vote: " + arrival.nature());
        }
        CustomerId customer = voted.records().getFirst();
        TeamId home = parts.customers().lock(customer);
        Optional<Matter> asked = voted.matter()
                .flatMap(parts.matters()::find)
                .filter(matter -> voted.records().contains(matter.customer()));
        Fate fate = fate(arrival, voted, customer, asked, now);
        Optional<MatterId> matter = InboundStore.matterOf(fate).or(() -> asked.map(Matter::id));
        InteractionId interaction = keep(arrival, voted, customer, matter, now);
        if (fate instanceof Fate.JoinedMatter) {
            postponed.hold(voted.records(), now);
            parts.matters().heard(asked.orElseThrow(), now);
        }
        consequence.of(new Inbox.Filed(customer, home, matter, interaction, now));
        long inbound = parts.inbounds()
                .insert(arrival, fate, Optional.of(customer), Optional.of(interaction), Optional.empty());
        parts.journal()
                .append(
                        customer,
                        new ChannelEvent.InboundTaken(
                                inbound,
                                arrival.door(),
                                FateKind.of(fate),
                                InboundStore.matterOf(fate),
                                Optional.of(interaction),
                                Optional.empty()),
                        now);
        return new Taken(inbound, fate, Optional.of(customer), Optional.of(interaction), false);
    }

    private Fate fate(Arrival arrival, Nature.Voted voted, CustomerId customer, Optional<Matter> asked, Instant now) {
        return switch (voted.expects()) {
            case NOTHING -> new Fate.NeedsNoAnswer("rule: all is well");
            case SOMETHING ->
                asked.<Fate>map(matter -> new Fate.JoinedMatter(matter.id()))
                        .orElseGet(() -> new Fate.OpenedMatter(
                                parts.matters().open(customer, arrival.content().subject(), false, now)));
        };
    }

    private InteractionId keep(
            Arrival arrival, Nature.Voted voted, CustomerId customer, Optional<MatterId> matter, Instant now) {
        Optional<Sender> sender = arrival.sender();
        Content content = arrival.content();
        return parts.interactions()
                .keep(new Said(
                        customer,
                        matter,
                        arrival.channel(),
                        Said.Direction.INBOUND,
                        Optional.of(arrival.door()),
                        voted.contactPoint(),
                        Optional.empty(),
                        false,
                        Sender.Proof.PROVEN.name(),
                        now,
                        sender.map(Sender::address).map(ContactPoint::value).orElse(""),
                        sender.map(Sender::name).orElse(""),
                        Optional.empty(),
                        content.subject(),
                        content.text(),
                        "",
                        Optional.empty(),
                        false,
                        false,
                        false,
                        Optional.empty(),
                        java.util.List.of()));
    }
}
