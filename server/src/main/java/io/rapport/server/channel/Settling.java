package io.rapport.server.channel;

import java.time.Instant;
import java.util.Optional;

/// Writes down what an attempt came to, and tells whoever sent to many. Each runs in the caller's transaction,
/// with the
/// customer locked.
final class Settling {
    static final String NOT_KNOWN = "It is not known whether it arrived; it is not sent again. ";

    private final ChannelParts parts;
    private final Iterable<SentToMany> senders;

    Settling(ChannelParts parts, Iterable<SentToMany> senders) {
        this.parts = parts;
        this.senders = senders;
    }

    void settle(OutboundStore.Row row, Delivery delivery, Instant now) {
        switch (delivery) {
            case Delivery.Accepted(var detail) ->
                move(row, OutboundState.ACCEPTED, SentToMany.Outcome.ACCEPTED, detail, now);
            case Delivery.Deferred(var detail) -> later(row, detail, now);
            // One of us wrote to somebody: rather twice with one Message-ID than not at all. To many: rather not.
            case Delivery.Unsure(var detail) -> {
                if (row.many()) {
                    unsure(row, detail, now);
                } else {
                    later(row, detail, now);
                }
            }
            case Delivery.Refused(var detail) -> failed(row, detail, now);
        }
    }

    void unsure(OutboundStore.Row row, String detail, Instant now) {
        move(row, OutboundState.FAILED, SentToMany.Outcome.UNSURE, NOT_KNOWN + detail, now);
    }

    private void later(OutboundStore.Row row, String detail, Instant now) {
        Optional<Instant> next = Backoff.next(row.written(), row.attempts(), now);
        if (next.isEmpty()) {
            failed(row, "not taken for five days: " + detail, now);
        } else if (parts.outbounds()
                .move(row, OutboundState.SENDING, OutboundState.DEFERRED, detail, next.get(), now)) {
            tell(row, SentToMany.Outcome.LATER, detail, now);
        }
    }

    private void failed(OutboundStore.Row row, String detail, Instant now) {
        if (move(row, OutboundState.FAILED, SentToMany.Outcome.FAILED, detail, now)) {
            Undelivered.promise(parts, row, now);
        }
    }

    private boolean move(
            OutboundStore.Row row, OutboundState to, SentToMany.Outcome outcome, String detail, Instant now) {
        boolean moved = parts.outbounds().move(row, OutboundState.SENDING, to, detail, null, now);
        if (moved) {
            tell(row, outcome, detail, now);
        }
        return moved;
    }

    /// It came back, whatever we thought of it before.
    void cameBack(OutboundStore.Row row, String detail, Instant now) {
        parts.outbounds().cameBack(row, detail, now);
        tell(row, SentToMany.Outcome.BOUNCED, detail, now);
        Undelivered.promise(parts, row, now);
    }

    private void tell(OutboundStore.Row row, SentToMany.Outcome outcome, String detail, Instant now) {
        if (row.many()) {
            senders.forEach(sender -> sender.became(row.id(), row.customer(), outcome, detail, now));
        }
    }
}
