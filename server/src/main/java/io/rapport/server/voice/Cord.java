package io.rapport.server.voice;

import io.rapport.media.line.Line;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.Room;
import io.rapport.media.line.Sound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What one call hangs on: the customer's end, its sound, and the room in which they and we hear each other. Nothing
/// here blocks. Thread-safe.
final class Cord implements LineWatcher {
    private final Line line;
    private final FarEnd far;
    private final Room room;
    private final Sounds sounds;
    private final TeamVoice voice;
    private final Duration longestVoicemail;
    private Optional<Consumer<CallNews>> listener = Optional.empty();
    private CompletableFuture<Sound> recorded = CompletableFuture.completedFuture(Sound.silence(0));
    private List<Line> seated = List.of();
    private Optional<Line> rung = Optional.empty();
    private boolean recording;
    /// Whether they hear words, which nothing that can wait interrupts.
    private boolean speaking;

    /// @param line the customer's
    /// @param far by which they are told
    /// @param voice what their team says to them by a machine
    Cord(Line line, FarEnd far, Room room, Sounds sounds, TeamVoice voice, Duration longestVoicemail) {
        this.line = line;
        this.far = far;
        this.room = room;
        this.sounds = sounds;
        this.voice = voice;
        this.longestVoicemail = longestVoicemail;
    }

    /// Who hears of it from now on; at once if it has ended already.
    void listen(Consumer<CallNews> to) {
        synchronized (this) {
            listener = Optional.of(to);
        }
        line.watch(this);
        far.listen(to);
    }

    private void tell(CallNews news) {
        Optional<Consumer<CallNews>> to;
        synchronized (this) {
            to = listener;
        }
        to.ifPresent(by -> by.accept(news));
    }

    // ---------------------------------------------------------------------------------------------------- what is done

    void ring() {
        far.ring();
    }

    void refuse(int status) {
        far.refuse(status);
    }

    void accept() {
        far.accept();
    }

    /// Nobody else hears them, and they hear this.
    synchronized void music() {
        room.leave(line);
        speaking = false;
        line.play(sounds.music(), true);
    }

    /// Their team's greeting once; music where there is none.
    synchronized void welcome() {
        if (voice.greeting().isPresent()) {
            say(voice.greeting().get());
        } else {
            music();
        }
    }

    synchronized void news(QueueNews news) {
        if (!speaking) {
            say(sounds.news(voice.language(), news));
        }
    }

    /// That a message can be left.
    synchronized void greet() {
        say(voice.voicemail());
    }

    synchronized void greetClosed() {
        say(voice.closed());
    }

    private void say(Sound words) {
        room.leave(line);
        speaking = true;
        line.play(words, false);
    }

    synchronized void record() {
        recording = true;
        line.record(Math.toIntExact(longestVoicemail.toMillis()));
    }

    synchronized void connect() {
        speaking = false;
        line.stopPlaying();
        room.join(line);
    }

    /// These of us hear each other, and the customer while they are connected; others no more.
    synchronized void seat(List<Line> agents) {
        for (Line gone : seated) {
            if (!agents.contains(gone)) {
                gone.stopPlaying();
                room.leave(gone);
            }
        }
        for (Line come : agents) {
            if (!seated.contains(come)) {
                come.stopPlaying();
                room.join(come);
            }
        }
        seated = List.copyOf(agents);
    }

    /// The agent hears that it rings there.
    synchronized void ringback(Optional<? extends Line> agent) {
        rung = agent.map(one -> one);
        rung.ifPresent(one -> one.play(sounds.ringback(), true));
    }

    synchronized void press(String keys) {
        line.press(keys);
    }

    void hangUp() {
        far.hangUp();
    }

    void stands(CallState state) {
        far.stands(state);
    }

    /// Ends all of it; what was recorded can still be had.
    synchronized void close() {
        rung.ifPresent(Line::stopPlaying);
        if (recording) {
            recorded = line.stopRecording();
        }
        line.close();
    }

    synchronized CompletableFuture<Sound> recorded() {
        return recorded;
    }

    // ---------------------------------------------------------------------------------------------------- what is told

    /// Keys that a customer presses mean nothing here, by whichever way they are told.
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
        far.silent();
    }

    @Override
    public void left() {
        far.left();
    }
}
