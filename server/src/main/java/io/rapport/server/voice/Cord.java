package io.rapport.server.voice;

import io.rapport.media.line.Line;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.Passage;
import io.rapport.media.line.Room;
import io.rapport.media.line.RoomWatcher;
import io.rapport.media.line.Sound;
import io.rapport.media.quality.Fault;
import io.rapport.server.vocabulary.AgentId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// What one call hangs on: the customer's end, its sound, and the room in which they and we hear each other. Nothing
/// here blocks. Thread-safe.
final class Cord implements LineWatcher, RoomWatcher {
    private final Line line;
    private final FarEnd far;
    private final Room room;
    private final Sounds sounds;
    private final TeamVoice voice;
    private final Duration longestVoicemail;
    private final Clock clock;
    private final Hearing hearing = new Hearing();
    private Optional<Consumer<CallNews>> listener = Optional.empty();
    private CompletableFuture<Sound> recorded = CompletableFuture.completedFuture(Sound.silence(0));
    private Map<AgentId, Line> seated = Map.of();
    /// Lines of those of us who hear the call and are not in it, with those who hear them.
    private Map<Line, Set<Line>> ears = Map.of();
    private Instant looked = Instant.MAX;
    private Optional<CallRecorder> recorder = Optional.empty();
    private boolean connected;
    private boolean announcing;
    private Optional<Line> rung = Optional.empty();
    private boolean recording;
    /// Whether they hear words, which nothing that can wait interrupts.
    private boolean speaking;

    /// @param line the customer's
    /// @param far by which they are told
    /// @param voice what their team says to them by a machine
    Cord(Line line, FarEnd far, Room room, Sounds sounds, TeamVoice voice, Duration longestVoicemail, Clock clock) {
        this.line = line;
        this.far = far;
        this.room = room;
        this.sounds = sounds;
        this.voice = voice;
        this.longestVoicemail = longestVoicemail;
        this.clock = clock;
        room.watch(this);
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
        apart();
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
        apart();
        speaking = true;
        line.play(words, false);
    }

    synchronized void record() {
        recording = true;
        line.record(Math.toIntExact(longestVoicemail.toMillis()));
    }

    synchronized void connect() {
        speaking = false;
        looked = clock.instant();
        connected = true;
        room.join(line);
        announcing = recorder.filter(by -> by.state() == CallRecorder.State.ANNOUNCES)
                .isPresent();
        if (announcing) {
            line.play(sounds.recorded(voice.language()), false);
        } else {
            line.stopPlaying();
        }
        follow();
    }

    /// They hear something else than us, and what was to tell them that they are recorded is not heard to its end.
    private void apart() {
        connected = false;
        announcing = false;
        follow();
        room.leave(line);
    }

    private void follow() {
        recorder.ifPresent(by -> by.follow(line, seated, connected));
    }

    /// What is said may be kept.
    synchronized void recordedBy(CallRecorder by) {
        recorder = Optional.of(by);
    }

    synchronized Optional<CallRecorder> recorder() {
        return recorder;
    }

    /// These of us hear each other, and the customer while they are connected; others no more.
    synchronized void seat(Map<AgentId, Line> agents) {
        for (Line gone : seated.values()) {
            if (!agents.containsValue(gone)) {
                gone.stopPlaying();
                room.leave(gone);
            }
        }
        for (Line come : agents.values()) {
            if (!seated.containsValue(come)) {
                come.stopPlaying();
                room.join(come);
            }
        }
        if (!seated.equals(agents)) {
            seated = Map.copyOf(agents);
            follow();
        }
    }

    /// These hear all and are no party: nothing of them goes to the customer, or on a recording; others hear it no
    /// more.
    synchronized void overheard(Map<Line, ListeningIn.How> those) {
        Map<Line, Set<Line>> now = new LinkedHashMap<>();
        Set<Line> ours = Set.copyOf(seated.values());
        those.forEach((ear, how) -> now.put(ear, how == ListeningIn.How.WHISPERS ? ours : Set.of()));
        for (Line gone : ears.keySet()) {
            if (!now.containsKey(gone) && !ours.contains(gone)) {
                room.leave(gone);
            }
        }
        now.forEach((ear, heardBy) -> {
            if (!heardBy.equals(ears.get(ear))) {
                ear.stopPlaying();
                room.listen(ear, heardBy);
            }
        });
        ears = now;
    }

    /// Looks at how all lines sound, now and then.
    synchronized void look(Instant now) {
        if (looked.equals(Instant.MAX) || looked.plus(Hearing.EACH).isAfter(now)) {
            return;
        }
        looked = now;
        hearing.look(Party.CUSTOMER, line.quality(), now);
        seated.forEach((agent, one) -> hearing.look(Party.of(agent), one.quality(), now));
    }

    /// How what the customer heard so far came about.
    CompletableFuture<Passage> passage() {
        return line.passage();
    }

    /// How it can be heard.
    Hearing hearing() {
        return hearing;
    }

    /// The same as it is now, and whether it is recorded.
    Hearing.Now sound() {
        return hearing.now(recorder().map(CallRecorder::state).orElse(CallRecorder.State.OFF));
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
        recorder.ifPresent(CallRecorder::end);
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
        Optional<CallRecorder> announced;
        synchronized (this) {
            announced = announcing ? recorder : Optional.empty();
            announcing = false;
        }
        announced.ifPresent(CallRecorder::announced);
        tell(announced.isPresent() ? new CallNews.Sounds() : new CallNews.Played());
    }

    @Override
    public void full() {
        tell(new CallNews.Full());
    }

    @Override
    public void found(Optional<Line> at, Fault fault) {
        party(at).ifPresent(party -> {
            hearing.found(party, fault, clock.instant());
            tell(new CallNews.Sounds());
        });
    }

    @Override
    public void over(Optional<Line> at, Fault fault) {
        party(at).ifPresent(party -> {
            hearing.over(party, fault, clock.instant());
            tell(new CallNews.Sounds());
        });
    }

    /// Empty for a line that has left meanwhile.
    private synchronized Optional<Party> party(Optional<Line> at) {
        if (at.isEmpty()) {
            return Optional.of(Party.ALL);
        }
        if (at.get() == line) {
            return Optional.of(Party.CUSTOMER);
        }
        return seated.entrySet().stream()
                .filter(seat -> seat.getValue() == at.get())
                .map(seat -> Party.of(seat.getKey()))
                .findFirst();
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
