package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sip.Address;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.ReferWatcher;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts callers through to numbers: to another team of ours, or out of the house by the rules of dialling. Their trunk
/// does it where it is set up to; else both calls are joined here. Who is not put through is with us again.
final class PutThroughs {
    private static final Logger log = LoggerFactory.getLogger(PutThroughs.class);

    private final Dialler dialler;
    private final Doors doors;
    private final Trunks trunks;
    private final Switchboard switchboard;
    private final Workforce workforce;
    private final Scribe scribe;
    private final CallBook book;
    private final Edge edge;
    private final OpenLines lines;
    private final Clock clock;

    PutThroughs(
            Dialler dialler,
            Doors doors,
            Trunks trunks,
            Switchboard switchboard,
            Workforce workforce,
            Scribe scribe,
            CallBook book,
            Edge edge,
            OpenLines lines,
            Clock clock) {
        this.dialler = dialler;
        this.doors = doors;
        this.trunks = trunks;
        this.switchboard = switchboard;
        this.workforce = workforce;
        this.scribe = scribe;
        this.book = book;
        this.edge = edge;
        this.lines = lines;
        this.clock = clock;
    }

    /// Begins to put them through.
    ///
    /// @throws Refusal where it can't be
    void to(Agent me, long call, String typed, boolean anyway) {
        to(me, call, typed, anyway, status -> {});
    }

    /// The same, and how it ends: 200 where somebody answered, or 300 to 699.
    ///
    /// @param told may be called more than once: the first counts
    void to(Agent me, long call, String typed, boolean anyway, IntConsumer told) {
        mine(me, call);
        String plain = typed.strip();
        Optional<TeamId> team = team(me, plain);
        if (team.isPresent()) {
            queue(me, call, team.get(), told);
            return;
        }
        Dialler.Beyond beyond = dialler.beyond(me, plain, anyway);
        Switchboard.Pen pen = switchboard.putThrough(call, me.id()).orElseThrow(PutThroughs::notNow);
        dialler.counted(me);
        Way way = new Way(me, call, beyond, pen, told);
        log.info("call put through call={} agent={}", call, me.id());
        Optional<Trunk> asked = pen.cord().far().remote().flatMap(trunks::of).filter(Trunk::refers);
        if (asked.isEmpty() || !way.ask(asked.get())) {
            way.bridge();
        }
    }

    /// Puts them through to whom one of us has asked meanwhile; where that one has not answered yet, it rings on for
    /// them.
    ///
    /// @throws Refusal where it can't be
    void join(Agent me, long call, Consults.Consult consult, IntConsumer told) {
        Switchboard.Pen pen = switchboard.putThrough(call, me.id()).orElseThrow(PutThroughs::notNow);
        Optional<Consults.Given> given = consult.give();
        if (given.isEmpty()) {
            switchboard.news(call, new CallNews.NotThrough());
            throw Refusal.conflict("gone", "They have hung up.");
        }
        Way way = new Way(me, call, consult.beyond(), pen, told);
        way.follow(given.get().onward(), () -> told.accept(480));
        if (given.get().answered()) {
            way.through();
        }
        log.info("call joined call={} agent={}", call, me.id());
    }

    /// They are with whoever put them through again.
    void takeBack(Agent me, long call) {
        mine(me, call);
        switchboard.news(call, new CallNews.NotThrough());
    }

    private void mine(Agent me, long call) {
        if (switchboard.now().find(call).filter(live -> live.isWith(me.id())).isEmpty()) {
            throw Refusal.notFound("You have no such call in hand.");
        }
    }

    private static Refusal notNow() {
        return Refusal.conflict(
                "not-alone", "Only who speaks with them alone can put them through. Let colleagues leave first.");
    }

    /// Whose number it is, where it is one of ours.
    private Optional<TeamId> team(Agent me, String typed) {
        List<Door> open = doors.all().stream()
                .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                .toList();
        Optional<String> country = dialler.shown(me.team()).flatMap(CallerId::country);
        Optional<String> number = CallerId.number(typed, country);
        return open.stream()
                .filter(door -> door.address().equals(typed)
                        || number.filter(door.address()::equals).isPresent())
                .findFirst()
                .map(door -> door.team().orElseGet(me::team));
    }

    private void queue(Agent me, long call, TeamId team, IntConsumer told) {
        if (!workforce.team(team).calendar().isOpen(clock.instant())) {
            throw Refusal.conflict("closed", "That team does not work just now.");
        }
        LiveCall live = switchboard.now().find(call).orElseThrow(PutThroughs::notNow);
        if (!(live.state() instanceof CallState.Talking talking)
                || !talking.guests().isEmpty()) {
            throw notNow();
        }
        book.queued(live.call(), team, clock.instant());
        // A telephone wants to hear of it before it is hung up.
        told.accept(200);
        if (!switchboard.queue(call, me.id(), team)) {
            throw notNow();
        }
        log.info("call left to a team call={} agent={} team={}", call, me.id(), team);
    }

    /// One attempt.
    private final class Way implements LegWatcher {
        private final Agent me;
        private final long call;
        private final Dialler.Beyond beyond;
        private final Switchboard.Pen pen;
        private final IntConsumer told;

        Way(Agent me, long call, Dialler.Beyond beyond, Switchboard.Pen pen, IntConsumer told) {
            this.me = me;
            this.call = call;
            this.beyond = beyond;
            this.pen = pen;
            this.told = told;
        }

        private boolean isPassing() {
            return state().filter(CallState.Passing.class::isInstance).isPresent();
        }

        private Optional<CallState> state() {
            return switchboard.now().find(call).map(LiveCall::state);
        }

        /// Lets their trunk do it.
        ///
        /// @return whether it can be asked
        boolean ask(Trunk trunk) {
            return Address.of("<sip:" + beyond.number() + "@" + trunk.host() + ">")
                    .filter(to -> pen.cord().far().refer(to.uri(), new ReferWatcher() {
                        @Override
                        public void done(int status) {
                            // What follows may wait for the database.
                            Thread.ofVirtual().name("put-through").start(() -> answered(status));
                        }
                    }))
                    .isPresent();
        }

        private void answered(int status) {
            if (!isPassing()) {
                told.accept(487);
            } else if (status < 300) {
                passed(true);
                told.accept(200);
                switchboard.news(call, new CallNews.GivenAway());
            } else {
                log.info("call not put through by its trunk call={} status={}", call, status);
                switchboard.news(call, new CallNews.PutThrough(me.id()));
                try {
                    bridge();
                } catch (Refusal away) {
                    log.warn("call not put through call={} cause={}", call, away.getMessage());
                }
            }
        }

        private void passed(boolean carrier) {
            switchboard
                    .now()
                    .find(call)
                    .ifPresent(live -> scribe.passed(
                            live.call(),
                            pen,
                            new CallStore.Passed(me.id(), beyond.number(), carrier, clock.instant())));
        }

        /// Calls there, and joins both.
        void bridge() {
            Onward onward;
            try {
                Lines sound = lines.now().orElseThrow(Dialler::closed);
                PhoneLine line = sound.phone(beyond::test);
                onward = new Onward(line, new SipEnd(line, this));
            } catch (IOException | Refusal away) {
                throw failed(away);
            }
            // How it was refused comes to this way itself.
            follow(onward, () -> {});
            try {
                edge.dial(beyond.trunks(), beyond.from().address(), beyond.number(), onward.end(), trunk -> {});
            } catch (IOException away) {
                throw failed(away);
            }
        }

        /// @param gone told before it is with us again
        private void follow(Onward onward, Runnable gone) {
            pen.cord().onward(onward, state().orElseGet(() -> new CallState.Voicemail(false)));
            onward.end().listen(news -> {
                if (news instanceof CallNews.TheyAnswered) {
                    through();
                } else if (news instanceof CallNews.TheyEnded) {
                    gone.run();
                    switchboard.news(call, new CallNews.NotThrough());
                }
            });
        }

        private Refusal failed(Exception away) {
            log.warn("call not put through call={} cause={}", call, away.toString());
            told.accept(503);
            switchboard.news(call, new CallNews.NotThrough());
            return Refusal.unavailable("The trunk can't be reached just now. Try again in a moment.");
        }

        private void through() {
            if (isPassing()) {
                told.accept(200);
            }
            switchboard.news(call, new CallNews.Through());
            if (state().filter(CallState.Passed.class::isInstance).isPresent()) {
                passed(false);
            }
        }

        @Override
        public void ended(Ending how) {
            told.accept(how instanceof Ending.Refused(int status, String reason) ? status : 487);
        }

        @Override
        public void up(Optional<Sdp> answer) {}
    }
}
