package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.Room;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.LegWatcher;
import io.rapport.media.sip.call.Replaces;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one of us asks somebody outside, at the telephone on their desk, while a caller is on hold there: by the rules
/// of
/// dialling, and so that the caller can be put through to them. One for each of us at a time. Thread-safe.
final class Consults {
    private static final Logger log = LoggerFactory.getLogger(Consults.class);

    private final Dialler dialler;
    private final DeskBells bells;
    private final Edge edge;
    private final OpenLines lines;
    private final Map<AgentId, Consult> open = new ConcurrentHashMap<>();

    Consults(Dialler dialler, DeskBells bells, Edge edge, OpenLines lines) {
        this.dialler = dialler;
        this.bells = bells;
        this.edge = edge;
        this.lines = lines;
    }

    /// Calls there.
    ///
    /// @throws Refusal where it can't be
    void call(Agent me, Leg leg, String number) throws IOException, Unacceptable {
        if (open.containsKey(me.id())) {
            throw Refusal.conflict("busy", "You have a call in hand. End it first.");
        }
        Dialler.Beyond beyond = dialler.beyond(me, number, false);
        Lines sound = lines.now().orElseThrow(Dialler::closed);
        Consult one = new Consult(me, beyond, sound.room());
        DeskLine desk = bells.line(me.id(), leg.flow().remote().getAddress(), one);
        try {
            one.desk = Optional.of(desk);
            one.onward = Optional.of(new Onward(sound.phone(beyond::test)));
            desk.dialled(leg);
        } catch (Unacceptable | IOException no) {
            one.over();
            throw no;
        }
        dialler.counted(me);
        open.put(me.id(), one);
        one.begin();
    }

    /// The one that somebody means, by either of its ends.
    Optional<Consult> of(AgentId agent, Replaces named) {
        return Optional.ofNullable(open.get(agent))
                .filter(one -> one.desk.filter(desk -> desk.is(named)).isPresent());
    }

    /// The one that goes on at this telephone.
    Optional<Consult> at(DeskLine desk) {
        return Optional.ofNullable(open.get(desk.agent()))
                .filter(one -> one.desk.filter(desk::equals).isPresent());
    }

    /// One of them.
    final class Consult implements DeskLine.Watcher {
        private final Agent me;
        private final Dialler.Beyond beyond;
        private final Room room;
        private volatile Optional<DeskLine> desk = Optional.empty();
        private volatile Optional<Onward> onward = Optional.empty();
        private boolean answered;
        private boolean givenAway;

        Consult(Agent me, Dialler.Beyond beyond, Room room) {
            this.me = me;
            this.beyond = beyond;
            this.room = room;
        }

        Dialler.Beyond beyond() {
            return beyond;
        }

        private void begin() throws IOException {
            Onward there = onward.orElseThrow();
            there.end().listen(news -> {
                if (news instanceof CallNews.TheyAnswered) {
                    answered();
                } else if (news instanceof CallNews.TheyEnded) {
                    over();
                }
            });
            try {
                edge.dial(
                        beyond.trunks(),
                        dialler.shown(me.team()).map(Door::address).orElse("anonymous"),
                        beyond.number(),
                        there.end(),
                        trunk -> {});
            } catch (IOException away) {
                over();
                throw away;
            }
            log.info("consult begun agent={}", me.id());
        }

        private synchronized void answered() {
            answered = true;
            if (!givenAway) {
                desk.ifPresent(one -> {
                    one.accept();
                    room.join(one.line());
                });
                onward.ifPresent(one -> room.join(one.line()));
            }
        }

        /// The caller is put through to whom is asked; this is over, though they go on.
        ///
        /// @return their call, and whether they have answered; empty where it is over
        Optional<Given> give() {
            synchronized (this) {
                if (givenAway || !open.remove(me.id(), this)) {
                    return Optional.empty();
                }
                givenAway = true;
                return onward.map(one -> new Given(one, answered));
            }
        }

        /// Their telephone need not be in it any more.
        void letGo() {
            desk.ifPresent(DeskLine::hangUp);
        }

        private void over() {
            open.remove(me.id(), this);
            boolean theirs;
            synchronized (this) {
                theirs = givenAway;
            }
            if (!theirs) {
                onward.ifPresent(Onward::stop);
                desk.ifPresent(one -> {
                    one.hangUp();
                    one.line().close();
                });
            }
        }

        @Override
        public void picked(DeskLine by) {}

        @Override
        public void held(DeskLine by, boolean held) {}

        @Override
        public void ended(DeskLine by, LegWatcher.Ending how) {
            over();
        }
    }

    /// @param answered whether somebody has answered there
    record Given(Onward onward, boolean answered) {}
}
