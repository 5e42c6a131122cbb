package io.rapport.server.voice;

import io.rapport.media.sip.call.LegWatcher;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets the telephones on desks ring at whom calls ring, for just as long: whoever answers first has the call, and all
/// others fall silent. A thread of its own looks after it.
final class DeskRinger implements AutoCloseable {
    /// Busy, and declined: they don't want this call (RFC 3261 section 21.4.24, 21.6.2).
    private static final Set<Integer> DECLINED = Set.of(486, 600, 603);

    private static final Logger log = LoggerFactory.getLogger(DeskRinger.class);

    private final Switchboard switchboard;
    private final RingPolicy policy;
    private final DeskPhones phones;
    private final DeskBells bells;
    private final Telephone telephone;
    private final Workforce workforce;
    private final Clock clock;
    private final Bell bell = new Bell("desk-ringer", this::look);
    /// Kept as long as the call is to ring there, so that a telephone which does not answer is not rung over and over.
    private final Map<Place, List<DeskLine>> ringing = new HashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Place(long call, AgentId agent) {}

    DeskRinger(
            Switchboard switchboard,
            RingPolicy policy,
            DeskPhones phones,
            DeskBells bells,
            Telephone telephone,
            Workforce workforce,
            Clock clock) {
        this.switchboard = switchboard;
        this.policy = policy;
        this.phones = phones;
        this.bells = bells;
        this.telephone = telephone;
        this.workforce = workforce;
        this.clock = clock;
        bell.start();
    }

    void wake() {
        bell.ring();
    }

    private void look() {
        if (ringing.isEmpty() && phones.agents().isEmpty()) {
            return;
        }
        Map<Place, Call> wanted = wanted();
        ringing.entrySet().removeIf(entry -> {
            boolean over = !wanted.containsKey(entry.getKey());
            if (over) {
                entry.getValue().forEach(DeskLine::letGo);
            }
            return over;
        });
        wanted.forEach((place, call) -> ringing.computeIfAbsent(
                place, there -> bells.ring(there.agent(), call.name(), call.number(), new Rung(there))));
    }

    /// The oldest that rings at somebody: a telephone shows one. What rings there already goes on.
    private Map<Place, Call> wanted() {
        Map<AgentId, Place> places = new HashMap<>();
        Map<Place, Call> wanted = new HashMap<>();
        Board board = switchboard.now();
        Instant now = clock.instant();
        for (LiveCall live : board.calls()) {
            for (AgentId agent : board.rings(live, policy, now).keySet()) {
                Place place = new Place(live.call().id(), agent);
                if (phones.isThere(agent) && (!places.containsKey(agent) || ringing.containsKey(place))) {
                    Optional.ofNullable(places.put(agent, place)).ifPresent(wanted::remove);
                    wanted.put(place, live.call());
                }
            }
        }
        return wanted;
    }

    private final class Rung extends AtDesk {
        private final Place place;
        private volatile boolean taken;

        Rung(Place place) {
            super(switchboard);
            this.place = place;
        }

        @Override
        public void picked(DeskLine desk) {
            taken = true;
            threads.execute(() -> answer(desk));
        }

        private void answer(DeskLine desk) {
            Optional<Agent> agent = workforce.agent(place.agent());
            try {
                telephone.answer(
                        agent.orElseThrow(() -> Refusal.notFound("There is no such colleague.")),
                        place.call(),
                        Optional.of(desk));
                is(place.call(), desk);
                log.info("call answered at a desk phone call={} agent={}", place.call(), place.agent());
            } catch (Refusal late) {
                log.info(
                        "desk phone too late call={} agent={} cause={}",
                        place.call(),
                        place.agent(),
                        late.getMessage());
                desk.hangUp();
            }
        }

        @Override
        public void ended(DeskLine desk, LegWatcher.Ending how) {
            super.ended(desk, how);
            if (!taken
                    && how instanceof LegWatcher.Ending.Refused(int status, String reason)
                    && DECLINED.contains(status)) {
                switchboard.decline(place.call(), place.agent());
            }
        }
    }

    @Override
    public void close() {
        bell.close();
        threads.shutdown();
    }
}
