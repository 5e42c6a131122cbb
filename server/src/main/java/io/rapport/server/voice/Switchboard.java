package io.rapport.server.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.Line;
import io.rapport.media.line.Passage;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The one owner of all live calls: whatever happens to one happens here, under one lock, by [CallMachine].
/// Nothing that blocks is done under it; what is to be written down is handed to listeners. Thread-safe.
final class Switchboard {
    /// For so long it rings at a colleague who is asked to join.
    private static final Duration ASKED = Duration.ofSeconds(30);

    private final CallMachine machine;
    private final RingPolicy policy;
    private final AgentLines lines;
    private final Colleagues colleagues;
    private final Workforce workforce;
    private final Clock clock;
    private final Function<Call, CallRecorder> recorders;
    private final Map<Long, Live> calls = new LinkedHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

    Switchboard(
            CallMachine machine,
            RingPolicy policy,
            AgentLines lines,
            DeskPhones phones,
            Workforce workforce,
            Function<Call, CallRecorder> recorders,
            Clock clock) {
        this.recorders = recorders;
        this.machine = machine;
        this.policy = policy;
        this.lines = lines;
        this.colleagues = new Colleagues(lines, phones, workforce);
        this.workforce = workforce;
        this.clock = clock;
        lines.listen(this::line);
    }

    /// What is written down of one call is written by one at a time.
    ///
    /// @param cord what was recorded is had from it
    record Pen(ReentrantLock lock, Cord cord) {}

    /// Hears when a call has gone over from one kind of state into another.
    interface Listener {
        /// Called under the lock: it must not block.
        void stepped(CallState before, LiveCall now, Pen pen);

        /// One of us listens no more in this way. Called under the lock: it must not block.
        ///
        /// @param goesOn whether they listen in another way now, or have joined
        default void listened(LiveCall call, ListeningIn one, boolean goesOn, Pen pen) {}
    }

    void onStep(Listener listener) {
        listeners.add(listener);
    }

    /// Calls back when something changed that somebody may see; it must only wake somebody.
    void onChange(Runnable wake) {
        wakes.add(wake);
    }

    private void changed() {
        wakes.forEach(Runnable::run);
    }

    /// A call begins: it rings, or we dial.
    void add(Call call, CallState state, Cord cord) {
        add(call, state, cord, Optional.empty());
    }

    /// @param desk the telephone on a desk at which whoever dials is
    void add(Call call, CallState state, Cord cord, Optional<DeskLine> desk) {
        cord.recordedBy(recorders.apply(call));
        synchronized (this) {
            calls.put(call.id(), new Live(LiveCall.begun(call, state, desk), cord));
        }
        cord.listen(news -> news(call.id(), news));
        changed();
    }

    /// Something happens to a call; nothing if there is no such call any more.
    void news(long id, CallNews news) {
        synchronized (this) {
            Live live = calls.get(id);
            if (live != null) {
                step(live, news);
            }
        }
        changed();
    }

    private void step(Live live, CallNews news) {
        CallState before = live.call.state();
        CallMachine.Step step = machine.step(before, news, clock.instant());
        live.call = live.call.to(step.state());
        for (CallMachine.Deed deed : step.deeds()) {
            perform(deed, live);
        }
        live.pen.cord().seat(live.seats(lines));
        settleListeners(live);
        live.pen.cord().stands(step.state());
        live.leaveDesks();
        if (step.state() instanceof CallState.Over) {
            calls.remove(live.call.call().id());
            live.pen.cord().close();
        }
        if (before.getClass() != step.state().getClass()
                || !before.agents().equals(step.state().agents())) {
            listeners.forEach(listener -> listener.stepped(before, live.call, live.pen));
        }
        step.state()
                .agent()
                .filter(agent -> step.deeds().contains(CallMachine.Deed.CONNECT)
                        && live.seats(lines).isEmpty())
                .ifPresent(agent -> step(live, new CallNews.LineAway(agent)));
    }

    /// Who listens hears the call as long as somebody talks in it and their browser is connected.
    private void settleListeners(Live live) {
        Map<Line, ListeningIn.How> ears = new LinkedHashMap<>();
        for (ListeningIn one : live.call.listeners()) {
            Optional<BrowserLine> ear = lines.of(one.who());
            boolean joined = live.call.isWith(one.who());
            if (live.call.state() instanceof CallState.Talking && !joined && ear.isPresent()) {
                ears.put(ear.get(), one.how());
            } else {
                forget(live, one, joined);
            }
        }
        live.pen.cord().overheard(ears);
    }

    private void forget(Live live, ListeningIn one, boolean goesOn) {
        live.call = live.call.heardBy(live.call.listeners().stream()
                .filter(other -> !other.equals(one))
                .toList());
        listeners.forEach(listener -> listener.listened(live.call, one, goesOn, live.pen));
    }

    /// One of us listens to a call of others, or in another way than until now. It is written down already.
    ///
    /// @return whether they do: somebody talks in it, it is none of theirs, and they are in no other
    boolean listen(long id, ListeningIn one) {
        boolean listens;
        synchronized (this) {
            listens = listens(calls.get(id), one);
        }
        changed();
        return listens;
    }

    private boolean listens(@Nullable Live live, ListeningIn one) {
        AgentId who = one.who();
        Board board = now();
        if (live == null
                || !(live.call.state() instanceof CallState.Talking)
                || board.inHand(who).isPresent()
                || board.listenedTo(who)
                        .filter(other -> other.call().id() != live.call.call().id())
                        .isPresent()
                || lines.of(who).isEmpty()) {
            return false;
        }
        live.call.listener(who).ifPresent(before -> forget(live, before, true));
        List<ListeningIn> all = new ArrayList<>(live.call.listeners());
        all.add(one);
        live.call = live.call.heardBy(all);
        settleListeners(live);
        return true;
    }

    /// They listen no more; nothing where they did not.
    void stopListening(AgentId who) {
        synchronized (this) {
            for (Live live : calls.values()) {
                live.call.listener(who).ifPresent(one -> {
                    forget(live, one, false);
                    settleListeners(live);
                });
            }
        }
        changed();
    }

    /// Who listens is in the call from now on, and heard by all.
    ///
    /// @return whether they listened
    boolean joinListened(AgentId who) {
        boolean joined = false;
        synchronized (this) {
            for (Live live : List.copyOf(calls.values())) {
                if (live.call.listener(who).isPresent()) {
                    step(live, new CallNews.Joined(who));
                    joined = true;
                }
            }
        }
        changed();
        return joined;
    }

    private void perform(CallMachine.Deed deed, Live live) {
        Cord cord = live.pen.cord();
        switch (deed) {
            case ACCEPT -> cord.accept();
            case MUSIC -> cord.music();
            case WELCOME -> cord.welcome();
            case NEWS -> cord.news(now().news(live.call.call()));
            case GREET -> cord.greet();
            case GREET_CLOSED -> cord.greetClosed();
            case RECORD -> cord.record();
            case CONNECT -> cord.connect();
            case RINGBACK -> cord.ringing();
            case THROUGH -> cord.through();
            case HANG_UP -> cord.hangUp();
        }
    }

    /// Of several who answer at once, one gets it. It is theirs once [CallNews.Kept] follows.
    ///
    /// @param desk the telephone on their desk, if they answer there
    Claim claim(long id, AgentId by, Optional<DeskLine> desk) {
        Claim claim;
        synchronized (this) {
            claim = claimed(id, by, desk);
        }
        changed();
        return claim;
    }

    private Claim claimed(long id, AgentId by, Optional<DeskLine> desk) {
        Live live = calls.get(id);
        if (live == null) {
            return new Claim.Gone();
        }
        if (desk.isEmpty() && lines.of(by).isEmpty()) {
            return new Claim.NoLine();
        }
        Board board = now();
        if (board.listenedTo(by).isPresent()) {
            return new Claim.Listens();
        }
        if (live.call.isAsked(by)) {
            if (board.inHand(by).isPresent()) {
                return new Claim.Busy();
            }
            live.call = live.call.asking(Optional.empty());
            desk.ifPresent(one -> live.call = live.call.at(one));
            step(live, new CallNews.Joined(by));
            return new Claim.Joined();
        }
        if (!(live.call.state() instanceof CallState.Waiting)) {
            return live.call.state().agent().<Claim>map(Claim.Theirs::new).orElseGet(Claim.Gone::new);
        }
        if (board.inHand(by).isPresent()) {
            return new Claim.Busy();
        }
        Instant now = clock.instant();
        RingPolicy.Why why = Optional.ofNullable(
                        board.rings(live.call, policy, now).get(by))
                .orElse(
                        workforce
                                        .agent(by)
                                        .filter(a ->
                                                a.team().equals(live.call.call().home()))
                                        .isPresent()
                                ? RingPolicy.Why.HOME
                                : RingPolicy.Why.NEIGHBOUR);
        live.call = live.call.because(why);
        desk.ifPresent(one -> live.call = live.call.at(one));
        step(live, new CallNews.Claimed(by));
        return new Claim.Yours(live.call, live.pen);
    }

    /// One of us, who speaks with them alone, begins to put them through.
    ///
    /// @return what the call hangs on; empty where that can't be
    Optional<Pen> putThrough(long id, AgentId by) {
        Optional<Pen> pen;
        synchronized (this) {
            pen = alone(id, by).map(live -> {
                step(live, new CallNews.PutThrough(by));
                return live.pen;
            });
        }
        changed();
        return pen;
    }

    /// One of us, who speaks with them alone, leaves them to a team.
    ///
    /// @return whether that can be
    boolean queue(long id, AgentId by, TeamId team) {
        boolean queued;
        synchronized (this) {
            Optional<Live> live = alone(id, by);
            live.ifPresent(one -> {
                one.call = one.call.at(team);
                step(one, new CallNews.Queued());
            });
            queued = live.isPresent();
        }
        changed();
        return queued;
    }

    private Optional<Live> alone(long id, AgentId by) {
        return Optional.ofNullable(calls.get(id))
                .filter(live -> live.call.state() instanceof CallState.Talking talking
                        && talking.with().equals(by)
                        && talking.guests().isEmpty());
    }

    /// The call in which somebody is at this telephone.
    synchronized Optional<LiveCall> at(DeskLine desk) {
        return calls.values().stream()
                .map(live -> live.call)
                .filter(call -> call.desks().get(desk.agent()) == desk)
                .findFirst();
    }

    /// It rings at this agent no more.
    void decline(long id, AgentId agent) {
        change(id, live -> live.declinedBy(agent));
    }

    /// Lets it ring at a colleague, who joins by answering.
    Ask ask(long id, AgentId by, AgentId colleague) {
        Ask ask;
        synchronized (this) {
            ask = asked(id, by, colleague);
        }
        changed();
        return ask;
    }

    private Ask asked(long id, AgentId by, AgentId colleague) {
        Live live = calls.get(id);
        if (live == null
                || !(live.call.state() instanceof CallState.Talking)
                || live.call.asked().isPresent()
                || live.call.isWith(colleague)) {
            return Ask.NOT_NOW;
        }
        Board board = now();
        if (board.reachable().stream().noneMatch(one -> one.agent().equals(colleague))) {
            return Ask.NOT_THERE;
        }
        if (board.inHand(colleague).isPresent() || board.listenedTo(colleague).isPresent()) {
            return Ask.BUSY;
        }
        Instant until = clock.instant().plus(ASKED);
        live.call = live.call.asking(Optional.of(new LiveCall.Asked(colleague, by, until)));
        return Ask.RINGS;
    }

    /// The caller has said what they are called.
    void name(long id, String name) {
        change(id, live -> live.named(name));
    }

    void unask(long id) {
        change(id, live -> live.asking(Optional.empty()));
    }

    private void change(long id, UnaryOperator<LiveCall> change) {
        synchronized (this) {
            Optional.ofNullable(calls.get(id)).ifPresent(live -> live.call = change.apply(live.call));
        }
        changed();
    }

    /// What keeps a call, if there is such a call.
    synchronized Optional<CallRecorder> recorder(long id) {
        return Optional.ofNullable(calls.get(id))
                .flatMap(live -> live.pen.cord().recorder());
    }

    /// How what the customer of a call hears came about; empty where there is no such call.
    synchronized Optional<CompletableFuture<Passage>> passage(long id) {
        return Optional.ofNullable(calls.get(id)).map(live -> live.pen.cord().passage());
    }

    /// Presses keys for the customer.
    void press(long id, String keys) {
        synchronized (this) {
            Optional.ofNullable(calls.get(id)).ifPresent(live -> live.pen.cord().press(keys));
        }
    }

    /// How all stands.
    synchronized Board now() {
        List<LiveCall> live = calls.values().stream()
                .map(one -> one.call.sounding(one.pen.cord().sound()))
                .toList();
        return new Board(live, colleagues.reachable(live));
    }

    synchronized int count() {
        return calls.size();
    }

    /// Time has passed.
    void beat() {
        synchronized (this) {
            if (calls.isEmpty()) {
                return;
            }
            boolean reachable = !now().reachable().isEmpty();
            Instant now = clock.instant();
            for (Live live : List.copyOf(calls.values())) {
                if (live.call.asked().filter(one -> !one.until().isAfter(now)).isPresent()) {
                    live.call = live.call.asking(Optional.empty());
                }
                if (live.call.state() instanceof CallState.Talking) {
                    live.pen.cord().look(now);
                }
                step(live, live.pen.cord().isOverdue(now) ? new CallNews.Full() : new CallNews.Beat(reachable));
            }
        }
        changed();
    }

    private void line(AgentId agent, CallNews news) {
        synchronized (this) {
            for (Live live : List.copyOf(calls.values())) {
                if (live.call.isWith(agent) && !live.call.desks().containsKey(agent)) {
                    step(live, news);
                } else if (live.call.listener(agent).isPresent()) {
                    settleListeners(live);
                }
            }
        }
        changed();
    }

    /// Something is done at the telephone on a desk, or it is heard of no more; nothing where nobody is in the call
    /// there any more. Whoever loses it goes on in their browser, if that is connected.
    void atDesk(long id, DeskLine desk, CallNews news) {
        AgentId agent = desk.agent();
        synchronized (this) {
            Live live = calls.get(id);
            if (live == null || live.call.desks().get(agent) != desk) {
                return;
            }
            if (news instanceof CallNews.LineAway) {
                live.call = live.call.awayFromDesk(agent);
            }
            step(live, news);
            if (news instanceof CallNews.LineAway
                    && !desk.isReferring()
                    && live.call.state() instanceof CallState.Talking
                    && lines.of(agent).isPresent()) {
                step(live, new CallNews.LineBack(agent));
            }
        }
        changed();
    }

    /// Ends all calls: we go, and they are cut off.
    void end() {
        synchronized (this) {
            for (Live live : List.copyOf(calls.values())) {
                live.pen.cord().hangUp();
                step(live, new CallNews.TheyEnded(true));
            }
        }
    }
}
