package io.rapport.server.voice;

import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Connection;
import io.rapport.media.sdp.Direction;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.Referral;
import io.rapport.media.sip.call.Replaces;
import io.rapport.server.vocabulary.AgentId;
import java.util.Optional;
import java.util.function.BiConsumer;

/// One call of a telephone on the desk of one of us: it rings there, or was dialled there. Nothing here blocks.
/// Thread-safe.
final class DeskLine implements LegWatcher, LineWatcher {

    /// Hears what is done at the telephone.
    interface Watcher {
        /// It was picked up.
        void picked(DeskLine desk);

        void held(DeskLine desk, boolean held);

        /// Nothing comes from it any more after this.
        void ended(DeskLine desk, Ending how);
    }

    private enum State {
        RINGING,
        /// Somebody speaks there, or is about to.
        TAKEN,
        LET_GO
    }

    private static final long SPARED_NANOS = 2_000_000_000L;

    private final AgentId agent;
    private final PhoneLine line;
    private final SipEnd end;
    private final Watcher watcher;
    private State state = State.RINGING;
    private Optional<Ending> over = Optional.empty();
    private volatile boolean held;
    private volatile boolean dialled;
    private final BiConsumer<DeskLine, Referral> referrals;
    private volatile boolean referring;
    private volatile long referredNanos = System.nanoTime() - SPARED_NANOS;

    /// @param referrals who hears that whoever sits there puts their call through; must not block
    DeskLine(AgentId agent, PhoneLine line, Watcher watcher, BiConsumer<DeskLine, Referral> referrals) {
        this.agent = agent;
        this.referrals = referrals;
        this.line = line;
        this.watcher = watcher;
        this.end = new SipEnd(line, this);
        line.watch(this);
    }

    AgentId agent() {
        return agent;
    }

    PhoneLine line() {
        return line;
    }

    /// What can be heard there before whom they call has answered: nothing where they dialled, for the telephone makes
    /// a ring of its own.
    Optional<PhoneLine> hears() {
        return dialled ? Optional.empty() : Optional.of(line);
    }

    /// Whether whoever sits there has put the call on hold.
    boolean isHeld() {
        return held;
    }

    /// Whether a call is being put through from there.
    boolean isReferring() {
        return referring;
    }

    void refers(boolean now) {
        if (referring && !now) {
            referredNanos = System.nanoTime();
        }
        referring = now;
    }

    /// Whether hanging up there ends nothing: a call is being put through, or that has failed a moment ago, with which
    /// some telephones hang up.
    boolean spares() {
        return referring || System.nanoTime() - referredNanos < SPARED_NANOS;
    }

    /// Whether this call of the telephone is meant (RFC 3891).
    boolean is(Replaces named) {
        return end.is(named);
    }

    /// How it ended, if it has.
    synchronized Optional<Ending> over() {
        return over;
    }

    // ---------------------------------------------------------------------------------------------------- what is done

    /// What is offered when we let it ring.
    Sdp offer() {
        return end.offer();
    }

    /// It rings; answers and all else come to [#watcher].
    LegWatcher watching() {
        return end;
    }

    void rings(Leg out) {
        end.dials(out);
    }

    /// Somebody dials there.
    ///
    /// @throws Unacceptable where what the telephone offers can't be agreed to
    void dialled(Leg by) throws Unacceptable {
        dialled = true;
        end.called(by);
        by.watch(end);
        synchronized (this) {
            state = State.TAKEN;
        }
        end.ring();
    }

    /// Whom they dialled has answered; nothing where this was so already.
    void accept() {
        end.accept();
    }

    /// It need not ring any more; nothing where it was picked up a moment ago.
    void letGo() {
        synchronized (this) {
            if (state != State.RINGING) {
                return;
            }
            state = State.LET_GO;
        }
        end.hangUp();
    }

    void hangUp() {
        end.hangUp();
    }

    // ---------------------------------------------------------------------------------------------------- what is told

    @Override
    public void up(Optional<Sdp> answer) {
        boolean picked;
        synchronized (this) {
            picked = state == State.RINGING;
            state = picked ? State.TAKEN : state;
        }
        if (picked) {
            watcher.picked(this);
        }
    }

    @Override
    public void offered(Optional<Sdp> offer) {
        offer.map(DeskLine::holds).filter(now -> now != held).ifPresent(now -> {
            held = now;
            watcher.held(this, now);
        });
    }

    /// RFC 3264 section 8.4, and the older way of naming no address.
    private static boolean holds(Sdp offer) {
        return offer.media().stream()
                .filter(section -> section.kind().equals("audio"))
                .findFirst()
                .filter(section -> {
                    Direction theirs = offer.direction(section);
                    return !theirs.receives()
                            || offer.connection(section)
                                    .filter(Connection::isNowhere)
                                    .isPresent();
                })
                .isPresent();
    }

    @Override
    public void referred(Referral referral) {
        referrals.accept(this, referral);
    }

    /// Keys go the way of sound to whom they speak with, and mean nothing here.
    @Override
    public void pressed(char key) {}

    /// A telephone that holds a call often sends nothing.
    @Override
    public void unheard() {
        if (!held) {
            hangUp();
            finish(new Ending.Lost("no sound from a telephone"));
        }
    }

    @Override
    public void ended(Ending how) {
        finish(how);
    }

    private void finish(Ending how) {
        synchronized (this) {
            if (over.isPresent()) {
                return;
            }
            over = Optional.of(how);
        }
        line.close();
        watcher.ended(this, how);
    }
}
