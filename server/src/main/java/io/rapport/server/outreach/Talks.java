package io.rapport.server.outreach;

import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.workforce.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What comes of one of us talking with a customer about what touches them.
final class Talks {
    private final TouchedStore touched;
    private final CallStore calls;
    private final NoticeParts parts;

    Talks(OutreachStores stores, NoticeParts parts) {
        this.touched = stores.touched();
        this.calls = stores.calls();
        this.parts = parts;
    }

    /// How one person stands to one incident.
    record Standing(Optional<TouchedStore.Row> row, Optional<TouchedStore.Opinion> opinion) {}

    Standing standing(long incident, CustomerId customer) {
        Optional<TouchedStore.Row> row = touched.row(incident, parts.merges().circle(customer));
        return new Standing(row, row.flatMap(one -> touched.opinion(incident, one.customer())));
    }

    /// @param fits null: they did not say
    /// @return whether they are touched by it
    boolean talked(long incident, CustomerId customer, @Nullable Boolean fits, String words, Agent by) {
        List<CustomerId> circle = parts.merges().circle(customer);
        Optional<CustomerId> record = touched.row(incident, circle).map(TouchedStore.Row::customer);
        record.ifPresent(one -> parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(one);
            Instant now = parts.clock().instant();
            if (touched.told(incident, one, Told.CALL, now)) {
                parts.journal().append(one, new OutreachEvent.CustomerTold(incident, one, Told.CALL), now);
            }
            if (touched.known(incident, one, Known.TALKED, now)) {
                parts.journal().append(one, new OutreachEvent.CustomerKnows(incident, one, Known.TALKED), now);
            }
            if (fits != null || !words.isEmpty()) {
                touched.opine(incident, one, fits, words, Known.TALKED, by.id().value(), now);
                parts.journal().append(one, new OutreachEvent.OpinionGiven(incident), now);
            }
            calls.doneWith(incident, one).ifPresent(promise -> keep(promise, by, now));
        }));
        return record.isPresent();
    }

    private void keep(PromiseId promise, Agent by, Instant now) {
        parts.promises()
                .find(promise)
                .filter(one -> one.state() == Promised.State.OPEN)
                .ifPresent(one -> parts.promises().keep(one, Optional.of(by.id()), now));
    }
}
