package io.rapport.server.voice;

import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.ReferWatcher;
import io.rapport.media.sip.call.Referral;
import io.rapport.media.sip.call.Replaces;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The leg of a call that goes by SIP, and what both sides agree on for its sound. Nothing here blocks. Thread-safe.
final class SipEnd implements FarEnd, LegWatcher {
    private static final Logger log = LoggerFactory.getLogger(SipEnd.class);

    private final PhoneLine line;
    private final LegWatcher also;
    private Optional<Leg> leg = Optional.empty();
    private Optional<Sdp> ours = Optional.empty();
    private Optional<Consumer<CallNews>> listener = Optional.empty();
    private Optional<CallNews.TheyEnded> over = Optional.empty();
    private boolean accepted;
    private boolean hungUp;

    SipEnd(PhoneLine line) {
        this(line, how -> {});
    }

    /// @param also hears of the leg as well, after what is to be done here was done
    SipEnd(PhoneLine line, LegWatcher also) {
        this.line = line;
        this.also = also;
    }

    PhoneLine line() {
        return line;
    }

    /// Somebody calls.
    ///
    /// @throws Unacceptable where what they offer can't be agreed to
    synchronized void called(Leg by) throws Unacceptable {
        leg = Optional.of(by);
        Optional<Sdp> offer = by.offer();
        ours = Optional.of(offer.isPresent() ? line.answer(offer.get()) : line.offer());
    }

    /// We call; the leg is known a moment later.
    synchronized Sdp offer() {
        return offer(false);
    }

    /// @param secret whether sound is to be protected by keys that stand in the description
    synchronized Sdp offer(boolean secret) {
        accepted = true;
        return secret ? line.protectedOffer() : line.offer();
    }

    synchronized void dials(Leg out) {
        leg = Optional.of(out);
        if (hungUp) {
            out.hangUp();
        }
    }

    synchronized boolean isHungUp() {
        return hungUp;
    }

    @Override
    public void listen(Consumer<CallNews> to) {
        Optional<CallNews.TheyEnded> already;
        synchronized (this) {
            listener = Optional.of(to);
            already = over;
        }
        already.ifPresent(to);
    }

    private void tell(CallNews news) {
        Optional<Consumer<CallNews>> to;
        synchronized (this) {
            to = listener;
            if (news instanceof CallNews.TheyEnded end) {
                over = Optional.of(end);
            }
        }
        to.ifPresent(by -> by.accept(news));
    }

    // ---------------------------------------------------------------------------------------------------- what is done

    @Override
    public synchronized void ring() {
        leg.ifPresent(Leg::ring);
    }

    @Override
    public synchronized void refuse(int status) {
        leg.ifPresent(one -> one.refuse(status));
    }

    @Override
    public synchronized void accept() {
        if (!accepted) {
            accepted = true;
            leg.ifPresent(one -> one.accept(ours.orElseThrow()));
        }
    }

    @Override
    public synchronized void hangUp() {
        hungUp = true;
        leg.ifPresent(Leg::hangUp);
    }

    @Override
    public synchronized Optional<InetAddress> remote() {
        return leg.map(one -> one.flow().remote().getAddress());
    }

    @Override
    public synchronized boolean refer(Uri to, ReferWatcher watcher) {
        leg.ifPresent(one -> one.refer(to, watcher));
        return leg.isPresent();
    }

    /// Whether this call is meant (RFC 3891).
    synchronized boolean is(Replaces named) {
        return leg.filter(one -> one.is(named)).isPresent();
    }

    // ---------------------------------------------------------------------------------------------------- what is told

    @Override
    public void up(Optional<Sdp> answer) {
        boolean theirs;
        synchronized (this) {
            theirs = leg.flatMap(Leg::offer).isEmpty();
        }
        if (theirs && answer.isPresent()) {
            try {
                line.agreed(answer.get());
            } catch (Unacceptable unheardOf) {
                log.info("call not agreed cause={}", unheardOf.getMessage());
                hangUp();
                tell(new CallNews.TheyEnded(true));
                return;
            }
        }
        tell(new CallNews.TheyAnswered());
        also.up(answer);
    }

    @Override
    public void offered(Optional<Sdp> offer) {
        Optional<Leg> by;
        synchronized (this) {
            by = leg;
        }
        by.ifPresent(one -> {
            try {
                one.answer(offer.isPresent() ? line.answer(offer.get()) : line.offerAgain());
                also.offered(offer);
            } catch (Unacceptable otherwise) {
                one.refuseOffer();
            }
        });
    }

    @Override
    public void agreed(Sdp answer) {
        try {
            line.agreed(answer);
        } catch (Unacceptable otherwise) {
            log.info("call agreed to otherwise cause={}", otherwise.getMessage());
        }
    }

    /// Keys that a customer presses mean nothing here.
    @Override
    public void pressed(char key) {}

    /// Whoever asks from a trunk is refused: who speaks with whom is decided here.
    @Override
    public void referred(Referral referral) {
        also.referred(referral);
    }

    @Override
    public void ended(Ending how) {
        tell(new CallNews.TheyEnded(how instanceof Ending.Lost));
        also.ended(how);
    }
}
