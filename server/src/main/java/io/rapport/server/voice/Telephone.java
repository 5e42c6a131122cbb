package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// What one of us does with the telephone; what can't be is refused with the sentence that says why.
final class Telephone {
    private final Switchboard switchboard;
    private final AgentLines lines;
    private final DeskPhones phones;
    private final OpenLines sound;
    private final CallBook book;
    private final PhoneViews views;
    private final Workforce workforce;
    private final Clock clock;

    Telephone(
            Switchboard switchboard,
            AgentLines lines,
            DeskPhones phones,
            OpenLines sound,
            CallBook book,
            PhoneViews views,
            Workforce workforce,
            Clock clock) {
        this.switchboard = switchboard;
        this.lines = lines;
        this.phones = phones;
        this.sound = sound;
        this.book = book;
        this.views = views;
        this.workforce = workforce;
        this.clock = clock;
    }

    PhoneWire.PhoneView view(Agent me) {
        return views.of(me, views.at(switchboard.now(), clock.instant()));
    }

    /// Connects my browser, in place of another of mine.
    ///
    /// @return what the browser is answered
    String open(Agent me, String offer) {
        Lines from = sound.now()
                .orElseThrow(() -> Refusal.unavailable("The telephone is not open just now. Try again in a moment."));
        if (!(SdpReader.read(offer) instanceof SdpReading.Whole(var sdp))) {
            throw Refusal.field("offer", "This is no description of a session.");
        }
        try {
            Sdp answer = lines.open(me.id(), sdp, from);
            return answer.text();
        } catch (Unacceptable otherwise) {
            throw Refusal.field("offer", "Your browser speaks in no way that we know.");
        } catch (IOException noPort) {
            throw Refusal.unavailable("The telephone is not open just now. Try again in a moment.");
        }
    }

    void close(Agent me) {
        lines.shut(me.id());
    }

    /// Answers a call in my browser; of several who do, one has it.
    void answer(Agent me, long call) {
        answer(me, call, Optional.empty());
    }

    /// @param desk the telephone on their desk that was picked up
    void answer(Agent me, long call, Optional<DeskLine> desk) {
        switch (switchboard.claim(call, me.id(), desk)) {
            case Claim.Yours(var live, var pen) -> keep(me, live, pen);
            case Claim.Joined _ -> {}
            case Claim.Theirs(var by) -> throw quicker(me, by);
            case Claim.Gone _ -> throw gone();
            case Claim.Busy _ -> throw Refusal.conflict("busy", "You have a call in hand. End it first.");
            case Claim.Listens _ -> throw listens();
            case Claim.NoLine _ ->
                throw phones.isThere(me.id())
                        ? Refusal.conflict("at-desk", "Pick it up at your desk phone: your browser is not connected.")
                        : Dialler.noLine();
        }
    }

    private void keep(Agent me, LiveCall live, Switchboard.Pen pen) {
        pen.lock().lock();
        try {
            if (!book.answered(live.call(), me.id(), clock.instant())) {
                throw gone();
            }
        } catch (Refusal gone) {
            throw gone;
        } catch (RuntimeException away) {
            switchboard.news(live.call().id(), new CallNews.NotKept());
            throw Refusal.unavailable("It could not be kept just now, and rings on. Try again in a moment.");
        } finally {
            pen.lock().unlock();
        }
        switchboard.news(live.call().id(), new CallNews.Kept());
        if (!has(me, live.call().id())) {
            throw gone();
        }
    }

    private boolean has(Agent me, long call) {
        return switchboard.now().find(call).filter(live -> live.isWith(me.id())).isPresent();
    }

    private Refusal quicker(Agent me, AgentId by) {
        return by.equals(me.id())
                ? Refusal.conflict("yours", "You have answered it already.")
                : Refusal.conflict(
                        "taken",
                        workforce.agent(by).map(Agent::firstName).orElse("A colleague") + " has answered it already.");
    }

    /// Who hears a call of others is in no call of their own.
    static Refusal listens() {
        return Refusal.conflict("listens", "You listen to a call. Stop that first.");
    }

    private static Refusal gone() {
        return Refusal.conflict("gone", "They have hung up.");
    }

    void decline(Agent me, long call) {
        switchboard.decline(call, me.id());
    }

    void hold(Agent me, long call, boolean held) {
        mine(me, call);
        if (!held && isHeldAtDesk(me, call)) {
            throw Refusal.conflict("held-at-desk", "Your desk phone holds the call. Go on there.");
        }
        switchboard.news(call, new CallNews.Held(held));
    }

    private boolean isHeldAtDesk(Agent me, long call) {
        return switchboard
                .now()
                .find(call)
                .map(live -> live.desks().get(me.id()))
                .filter(DeskLine::isHeld)
                .isPresent();
    }

    void hangUp(Agent me, long call) {
        mine(me, call);
        switchboard.news(call, new CallNews.HungUp(me.id()));
    }

    /// They have agreed to be recorded.
    void agreed(Agent me, long call) {
        if (!recorder(me, call).agreed(me.id())) {
            throw Refusal.conflict(
                    "not-recorded", "This call can't be recorded: nobody is to be asked, or it could not be kept.");
        }
        switchboard.news(call, new CallNews.Sounds());
    }

    /// What is said from now on is not recorded, or is again.
    void pause(Agent me, long call, boolean paused) {
        CallRecorder recorder = recorder(me, call);
        if (!(paused ? recorder.pause(me.id()) : recorder.resume())) {
            throw Refusal.conflict("not-recorded", "This call is not recorded.");
        }
        switchboard.news(call, new CallNews.Sounds());
    }

    private CallRecorder recorder(Agent me, long call) {
        mine(me, call);
        return switchboard.recorder(call).orElseThrow(() -> Refusal.notFound("You have no such call in hand."));
    }

    void muted(Agent me, boolean now) {
        lines.muted(me.id(), now);
    }

    /// A machine answers there.
    void machine(Agent me, long call) {
        mine(me, call);
        if (!book.machine(call, me.id())) {
            throw Refusal.conflict("not-ours", "Only a call of ours that is up can have reached a machine.");
        }
    }

    void press(Agent me, long call, String keys) {
        mine(me, call);
        if (!keys.matches("[0-9*#A-D]{1,40}")) {
            throw Refusal.field("keys", "Keys are 0 to 9, *, # and A to D, at most 40.");
        }
        switchboard.press(call, keys);
    }

    /// Asks a colleague to join the call; it rings at them.
    void ask(Agent me, long call, AgentId colleague) {
        mine(me, call);
        String name = workforce
                .agent(colleague)
                .filter(Agent::enabled)
                .map(Agent::firstName)
                .orElseThrow(() -> Refusal.field("agent", "There is no such colleague."));
        switch (switchboard.ask(call, me.id(), colleague)) {
            case RINGS -> {}
            case NOT_THERE -> throw Refusal.conflict("away", name + " is not at a telephone just now.");
            case BUSY -> throw Refusal.conflict("busy", name + " speaks with somebody just now.");
            case NOT_NOW -> throw Refusal.conflict("asked", "A colleague is asked already, or you speak with nobody.");
        }
    }

    /// Asks them no more.
    void unask(Agent me, long call) {
        mine(me, call);
        switchboard.unask(call);
    }

    private void mine(Agent me, long call) {
        if (!has(me, call)) {
            throw Refusal.notFound("You have no such call in hand.");
        }
    }
}
