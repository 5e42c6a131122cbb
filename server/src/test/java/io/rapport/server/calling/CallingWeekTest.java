package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.calling.CallingHouse.Person;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A week of a team of 16 with people who ask to be called, by day and by night, while the team has other work as well.
/// Everything is the product's but the people: who asks when, who is away, and how long they talk is drawn.
class CallingWeekTest {
    private static final Instant MONDAY = CallingHouse.at("2031-11-24T00:00");
    private static final Instant SATURDAY = CallingHouse.at("2031-11-29T00:00");
    private static final Duration STEP = Duration.ofMinutes(2);
    private static final int AGENTS = 16;
    private static final double ASK_BY_DAY = 5;
    private static final double ASK_BY_NIGHT = 0.7;
    /// Of an agent's minutes that other customers take.
    private static final double BUSY = 0.65;

    private static final double OTHER_MINUTES = 8;
    private static final double REACHED = 0.7;

    private static CallingHouse house;

    @BeforeAll
    static void open() {
        house = new CallingHouse();
        house.byDayOnly();
        house.rapport.door(Channel.MAIL, "help@harbourside.example");
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    /// What one of us does until when.
    private static final class Hand {
        private final AgentId agent;
        private Instant free;

        Hand(AgentId agent) {
            this.agent = agent;
            this.free = MONDAY;
        }
    }

    private record Asked(Person who, PromiseId promise, Instant at, Window window) {}

    @Test
    void whoever_asks_gets_a_window_soon_and_is_first_called_within_it() {
        long seed = Long.getLong("rapport.seed", System.nanoTime());
        Random random = new Random(seed);
        TeamId team = house.team(AGENTS);
        Calendar calendar = house.bean(Workforce.class).team(team).calendar();
        List<Hand> hands = house.bean(Workforce.class).agentsOf(team).stream()
                .map(Agent::id)
                .map(Hand::new)
                .toList();
        List<Asked> asked = new ArrayList<>();
        Map<PromiseId, Instant> first = new HashMap<>();
        int soon = 0;
        boolean wasOpen = false;
        List<Hand> away = List.of();
        for (Instant now = MONDAY; now.isBefore(SATURDAY); now = now.plus(STEP)) {
            boolean open = calendar.isOpen(now);
            if (open != wasOpen) {
                // Each day another one is ill, of whom nobody knew when windows were promised.
                away = List.of(hands.get(random.nextInt(hands.size())));
                present(hands, open ? away : hands, now);
                wasOpen = open;
            }
            double perHour = awake(now) ? ASK_BY_DAY : ASK_BY_NIGHT;
            if (random.nextDouble() < perHour * STEP.toMinutes() / 60) {
                Optional<Asked> one = ask(team, random, now);
                if (one.isPresent()) {
                    asked.add(one.get());
                    soon += calendar.between(now, offered(one.get(), now)).compareTo(Duration.ofHours(4)) <= 0 ? 1 : 0;
                }
            }
            if (open) {
                work(hands, away, asked, first, random, now);
            }
            house.bean(Replanning.class).run(now);
        }
        long due = asked.stream()
                .filter(one -> one.window().to().isBefore(SATURDAY))
                .count();
        long inside = asked.stream()
                .filter(one -> Optional.ofNullable(first.get(one.promise()))
                        .filter(one.window()::holds)
                        .isPresent())
                .count();
        String said =
                "seed %d: %d asked, %d of them had a window within four working hours; of %d windows that are over"
                                .formatted(seed, asked.size(), soon, due)
                        + ", %d had their first attempt inside".formatted(inside);
        System.out.println(said);
        assertThat(asked.size()).as(said).isGreaterThan(150);
        assertThat(soon).as(said).isGreaterThanOrEqualTo((int) Math.ceil(0.90 * asked.size()));
        assertThat(inside).as(said).isGreaterThanOrEqualTo((long) Math.ceil(0.98 * due));
    }

    private static boolean awake(Instant now) {
        LocalTime time = now.atZone(CallingHouse.LONDON).toLocalTime();
        return !time.isBefore(LocalTime.of(8, 0)) && time.isBefore(LocalTime.of(20, 0));
    }

    private static void present(List<Hand> hands, List<Hand> away, Instant now) {
        for (Hand hand : hands) {
            Presence.State state = away.contains(hand) ? Presence.State.OFFLINE : Presence.State.AVAILABLE;
            house.bean(Workforce.class).present(new Presence(hand.agent, state, now, "", Optional.empty()));
        }
    }

    private static final Map<PromiseId, Instant> SOONEST = new HashMap<>();

    private static Instant offered(Asked one, Instant now) {
        return SOONEST.getOrDefault(one.promise(), now);
    }

    /// Most want it soon; others like another of the times.
    private static Optional<Asked> ask(TeamId team, Random random, Instant now) {
        String number = CallingHouse.number();
        Person who = house.person(team, number, "asks" + number.substring(1) + "@bakery.example", now);
        List<Window> windows = house.callBacks().windows(who.id(), now);
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        Window wanted = random.nextInt(10) < 6 ? windows.getFirst() : windows.get(random.nextInt(windows.size()));
        CallBacks.Asked answer = house.ask(who, Optional.of(wanted), Optional.empty(), now);
        assertThat(answer).isInstanceOf(CallBacks.Asked.Promised.class);
        PromiseId promise = ((CallBacks.Asked.Promised) answer).promise();
        SOONEST.put(promise, windows.getFirst().from());
        return Optional.of(new Asked(who, promise, now, wanted));
    }

    /// Whoever is free calls whom the desk shows first: the one whose window ends soonest. Else somebody else may ring.
    private static void work(
            List<Hand> hands,
            List<Hand> away,
            List<Asked> asked,
            Map<PromiseId, Instant> first,
            Random random,
            Instant now) {
        List<Asked> due = new ArrayList<>(asked.stream()
                .filter(one -> callable(one, now))
                .sorted(Comparator.comparing(one -> window(one).to()))
                .toList());
        for (Hand hand : hands) {
            if (away.contains(hand) || hand.free.isAfter(now)) {
                continue;
            }
            if (random.nextDouble() < BUSY * STEP.toMinutes() / OTHER_MINUTES / (1 - BUSY)) {
                hand.free = now.plusSeconds((long) (60 * -OTHER_MINUTES * Math.log(1 - random.nextDouble())));
            } else if (!due.isEmpty()) {
                Asked one = due.removeFirst();
                first.putIfAbsent(one.promise(), now);
                boolean reached = random.nextDouble() < REACHED;
                call(one, hand.agent, reached, now);
                hand.free = now.plus(reached ? Duration.ofMinutes(7) : Duration.ofMinutes(1));
            }
        }
    }

    private static Window window(Asked one) {
        return house.callBacks().of(one.promise()).orElseThrow().window();
    }

    private static boolean callable(Asked one, Instant now) {
        Promised promise = house.bean(Promises.class).find(one.promise()).orElseThrow();
        return promise.state() == Promised.State.OPEN
                && promise.asideUntil().filter(until -> until.isAfter(now)).isEmpty()
                && window(one).holds(now);
    }

    private static void call(Asked one, AgentId agent, boolean reached, Instant now) {
        InteractionId call = house.call(one.who(), agent, now);
        house.done(one.who().id(), () -> {
            house.bean(Attempts.class).began(one.promise(), agent, call, now);
            if (reached) {
                Promised promise =
                        house.bean(Promises.class).find(one.promise()).orElseThrow();
                house.bean(Promises.class).keep(promise, Optional.of(agent), now);
            }
            house.bean(Attempts.class)
                    .ended(
                            call,
                            reached ? CallingEvent.Outcome.REACHED : CallingEvent.Outcome.NO_ANSWER,
                            now.plusSeconds(40));
            return true;
        });
    }
}
