package io.rapport.server.voice;

import io.rapport.media.line.Line;
import io.rapport.media.line.Tape;
import io.rapport.server.recording.Basis;
import io.rapport.server.recording.Part;
import io.rapport.server.recording.RecordingRule;
import io.rapport.server.recording.Recordings;
import io.rapport.server.recording.Take;
import io.rapport.server.vocabulary.AgentId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records one call as its team's rule says, or does not. What was said before the evidence is kept is on no
/// tape, nor is what we say among ourselves while they are on hold, nor what is said in a pause. Thread-safe.
final class CallRecorder {
    private static final Logger log = LoggerFactory.getLogger(CallRecorder.class);

    private final Recordings recordings;
    private final Recordings.Subject subject;
    private final RecordingRule.Rule rule;
    private final Function<Tape.Keeper, Tape> tapes;
    private final Clock clock;
    private Optional<Running> running = Optional.empty();
    private Optional<Line> customer = Optional.empty();
    private Map<AgentId, Line> seats = Map.of();
    private boolean heard;
    private boolean paused;
    private boolean failed;
    private boolean over;

    /// How it stands.
    enum State {
        OFF,
        /// They are to be asked.
        ASKS,
        /// They are to hear that it is recorded, or hear it just now.
        ANNOUNCES,
        RECORDS,
        PAUSED,
        /// It should be recorded, and could not be.
        FAILED
    }

    private record Running(Tape tape, Take take) {}

    /// @param tapes makes one
    CallRecorder(
            Recordings recordings,
            Recordings.Subject subject,
            RecordingRule.Rule rule,
            Function<Tape.Keeper, Tape> tapes,
            Clock clock) {
        this.recordings = recordings;
        this.subject = subject;
        this.rule = rule;
        this.tapes = tapes;
        this.clock = clock;
    }

    synchronized State state() {
        if (failed) {
            return State.FAILED;
        }
        if (running.isPresent()) {
            return paused ? State.PAUSED : State.RECORDS;
        }
        return switch (rule) {
            case OFF -> State.OFF;
            case ANNOUNCED -> State.ANNOUNCES;
            case CONSENT -> State.ASKS;
        };
    }

    /// They have heard, to its end, that the call is recorded. May block.
    void announced() {
        if (state() == State.ANNOUNCES) {
            begin(new Basis.Announced());
        }
    }

    /// They have agreed. May block.
    ///
    /// @return whether it is recorded from now on
    boolean agreed(AgentId to) {
        return state() == State.ASKS && begin(new Basis.Consented(to)) || state() == State.RECORDS;
    }

    /// First the evidence, then the tape.
    private boolean begin(Basis basis) {
        Take take;
        try {
            take = recordings.begin(subject, basis, clock.instant());
        } catch (RuntimeException away) {
            log.warn("call not recorded interaction={} cause={}", subject.interaction(), away.toString());
            synchronized (this) {
                failed = basis instanceof Basis.Announced;
            }
            return false;
        }
        Tape tape = tapes.apply(piece ->
                take.part(new Part(piece.number(), piece.leftLaw(), piece.left(), piece.rightLaw(), piece.right())));
        synchronized (this) {
            if (over || running.isPresent()) {
                tape.end();
                take.end(0);
                return false;
            }
            running = Optional.of(new Running(tape, take));
            if (!heard) {
                take.held(0);
            }
            turn();
        }
        return true;
    }

    /// Who is in it now.
    ///
    /// @param hear whether the customer and we hear each other
    synchronized void follow(Line theirs, Map<AgentId, Line> ours, boolean hear) {
        customer = Optional.of(theirs);
        seats = Map.copyOf(ours);
        boolean now = hear && !ours.isEmpty();
        boolean changes = now != heard;
        heard = now;
        // It rests before the gap begins, and the gap ends before it runs: nothing is heard in between.
        if (changes && now) {
            running.ifPresent(one -> at(one, one.take()::back));
        }
        turn();
        if (changes && !now) {
            running.ifPresent(one -> at(one, one.take()::held));
        }
    }

    /// Lets it run, or not, with those who are there.
    private void turn() {
        running.ifPresent(one -> {
            Collection<Line> ours = seats.values();
            customer.ifPresent(theirs -> one.tape().sides(theirs, List.copyOf(ours)));
            one.tape().run(heard && !paused);
            seats.keySet().forEach(one.take()::agent);
        });
    }

    /// Tells the take of something at the place where the tape is.
    private static void at(Running one, IntConsumer what) {
        one.tape().millis().thenAccept(what::accept);
    }

    /// @return whether there is anything to pause
    synchronized boolean pause(AgentId by) {
        if (running.isEmpty() || paused) {
            return running.isPresent();
        }
        paused = true;
        turn();
        at(running.get(), millis -> running.get().take().paused(by, millis));
        return true;
    }

    synchronized boolean resume() {
        if (running.isEmpty() || !paused) {
            return running.isPresent();
        }
        paused = false;
        Running one = running.get();
        at(one, one.take()::resumed);
        turn();
        return true;
    }

    /// The call is over.
    synchronized void end() {
        if (!over) {
            over = true;
            running.ifPresent(one -> one.tape().end().thenAccept(one.take()::end));
        }
    }
}
