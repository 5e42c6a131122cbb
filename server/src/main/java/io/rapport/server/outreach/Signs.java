package io.rapport.server.outreach;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.channel.FateKind;
import io.rapport.server.journal.Journal;
import io.rapport.server.journal.Reactor;
import io.rapport.server.journal.Recorded;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.vocabulary.InteractionId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Hears by what people show that they know: they answered what they were told, or one of us kept the promise
/// to call
/// them about it. An automatic answer shows nothing.
final class Signs implements Reactor {
    private final TouchedStore touched;
    private final CallStore calls;
    private final Journal journal;
    private final Clock clock;

    Signs(TouchedStore touched, CallStore calls, Journal journal, Clock clock) {
        this.touched = touched;
        this.calls = calls;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outreach-signs";
    }

    @Override
    public void react(List<Recorded> events) {
        List<InteractionId> answered = new ArrayList<>();
        List<Long> kept = new ArrayList<>();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case ChannelEvent.InboundTaken taken -> {
                    if (taken.fate() == FateKind.JOINED_MATTER || taken.fate() == FateKind.NEEDS_NO_ANSWER) {
                        taken.interaction().ifPresent(answered::add);
                    }
                }
                case PromiseEvent.PromiseKept promise ->
                    kept.add(promise.promise().value());
                default -> {}
            }
        }
        Instant now = clock.instant();
        if (!answered.isEmpty()) {
            touched.answered(answered, now).forEach(one -> knows(one, Known.ANSWERED, now));
        }
        if (!kept.isEmpty()) {
            calls.done(kept).forEach(one -> talked(one, now));
        }
    }

    private void talked(TouchedStore.Touched one, Instant now) {
        if (touched.told(one.incident(), one.customer(), Told.CALL, now)) {
            journal.append(new OutreachEvent.CustomerTold(one.incident(), one.customer(), Told.CALL), now);
        }
        if (touched.known(one.incident(), one.customer(), Known.TALKED, now)) {
            knows(one, Known.TALKED, now);
        }
    }

    /// Many customers in one transaction can't all be locked first: the event belongs to none and names them.
    private void knows(TouchedStore.Touched one, Known how, Instant now) {
        journal.append(new OutreachEvent.CustomerKnows(one.incident(), one.customer(), how), now);
    }
}
