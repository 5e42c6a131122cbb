package io.rapport.server.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Room;
import io.rapport.media.line.Sound;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.server.web.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one call hangs on: the leg to the customer, its sound, and the room in which they and we hear each
/// other. Nothing here blocks. Thread-safe.
final class Cord implements LegWatcher, LineWatcher {
    private static final Logger log = LoggerFactory.getLogger(Cord.class);

    private final PhoneLine line;
    private final Room room;
    private final Sounds sounds;
    private final Language language;
    private final Duration longestVoicemail;
    private Optional<Leg> leg = Optional.empty();
    private Optional<Sdp> ours = Optional.empty();
    private Optional<Consumer<CallNews>> listener = Optional.empty();
    private Optional<CallNews.TheyEnded> ended = Optional.empty();
    private CompletableFuture<Sound> recorded = CompletableFuture.completedFuture(Sound.silence(0));
    private List<BrowserLine> seated = List.of();
    private Optional<BrowserLine> rung = Optional.empty();
    private boolean accepted;
    private boolean hungUp;
    private boolean recording;

    /// @param language in which the customer is told that they can leave a message
    Cord(PhoneLine line, Room room, Sounds sounds, Language language, Duration longestVoicemail) {
        this.language = language;
        this.line = line;
        this.room = room;
        this.sounds = sounds;
        this.longestVoicemail = longestVoicemail;
    }

    // ------------------------------------------------------------------------------------------------------- beginning

    /// Somebody calls.
    ///
    /// @throws Unacceptable where what they offer can't be agreed to
    synchronized void called(Leg by) throws Unacceptable {
        leg = Optional.of(by);
        Optional<Sdp> offer = by.offer();
        ours = Optional.of(offer.isPresent() ? line.answer(offer.get()) : line.offer());
        line.watch(this);
    }

    /// We call; the leg is known a moment later.
    synchronized Sdp offer() {
        line.watch(this);
        accepted = true;
        return line.offer();
    }

    synchronized void dials(Leg out) {
        leg = Optional.of(out);
        if (hungUp) {
            out.hangUp();
        }
    }

    /// Who hears of it from now on; at once if it has ended already.
    void listen(Consumer<CallNews> to) {
        Optional<CallNews.TheyEnded> already;
        synchronized (this) {
            listener = Optional.of(to);
            already = ended;
        }
        already.ifPresent(to);
    }

    private void tell(CallNews news) {
        Optional<Consumer<CallNews>> to;
        synchronized (this) {
            to = listener;
            if (news instanceof CallNews.TheyEnded end) {
                ended = Optional.of(end);
            }
        }
        to.ifPresent(by -> by.accept(news));
    }

    // ----------------------------------------------------------------------------------------------------- what is
    // done

    synchronized void ring() {
        leg.ifPresent(Leg::ring);
    }

    synchronized void refuse(int status) {
        leg.ifPresent(one -> one.refuse(status));
    }

    synchronized void accept() {
        if (!accepted) {
            accepted = true;
            leg.ifPresent(one -> one.accept(ours.orElseThrow()));
        }
    }

    /// Nobody else hears them, and they hear this.
    synchronized void music() {
        room.leave(line);
        line.play(sounds.music(), true);
    }

    synchronized void greet() {
        room.leave(line);
        line.play(sounds.voicemail(language), false);
    }

    synchronized void record() {
        recording = true;
        line.record(Math.toIntExact(longestVoicemail.toMillis()));
    }

    synchronized void connect() {
        line.stopPlaying();
        room.join(line);
    }

    /// These of us hear each other, and the customer while they are connected; others no more.
    synchronized void seat(List<BrowserLine> agents) {
        for (BrowserLine gone : seated) {
            if (!agents.contains(gone)) {
                gone.stopPlaying();
                room.leave(gone);
            }
        }
        for (BrowserLine come : agents) {
            if (!seated.contains(come)) {
                come.stopPlaying();
                room.join(come);
            }
        }
        seated = List.copyOf(agents);
    }

    /// The agent hears that it rings there.
    synchronized void ringback(Optional<BrowserLine> agent) {
        rung = agent;
        agent.ifPresent(one -> one.play(sounds.ringback(), true));
    }

    synchronized void press(String keys) {
        line.press(keys);
    }

    synchronized void hangUp() {
        hungUp = true;
        leg.ifPresent(Leg::hangUp);
    }

    /// Ends all of it; what was recorded can still be had.
    synchronized void close() {
        rung.ifPresent(BrowserLine::stopPlaying);
        if (recording) {
            recorded = line.stopRecording();
        }
        line.close();
    }

    synchronized CompletableFuture<Sound> recorded() {
        return recorded;
    }

    // ------------------------------------------------------------------------------------------------------ what is
    // told

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
    }

    @Override
    public void offered(Optional<Sdp> offer) {
        Optional<Leg> by;
        synchronized (this) {
            by = leg;
        }
        by.ifPresent(one -> {
            try {
                one.answer(offer.isPresent() ? line.answer(offer.get()) : line.offer());
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

    @Override
    public void ended(Ending how) {
        tell(new CallNews.TheyEnded(how instanceof Ending.Lost));
    }

    /// Keys that a customer presses mean nothing here yet, by whichever way they are told.
    @Override
    public void pressed(char key) {}

    @Override
    public void played() {
        tell(new CallNews.Played());
    }

    @Override
    public void full() {
        tell(new CallNews.Full());
    }

    @Override
    public void unheard() {
        tell(new CallNews.Silent());
    }
}
