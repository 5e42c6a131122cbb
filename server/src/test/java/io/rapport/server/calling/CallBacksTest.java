package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.calling.CallingHouse.Person;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallBacksTest {
    /// A Monday far enough ahead that no job of the running server finds it late.
    private static final Instant MONDAY = CallingHouse.at("2031-11-24T09:50");

    private static CallingHouse house;
    private static AgentId nell;

    @BeforeAll
    static void open() {
        house = new CallingHouse();
        house.byDayOnly();
        nell = house.hire("nell", house.team(0));
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    private static Person person(TeamId team, String number) {
        return house.person(team, number, MONDAY);
    }

    private static CallBacks.Asked ask(Person who, Optional<Window> window, Instant now) {
        return house.ask(who, window, Optional.of(nell), now);
    }

    private static CallBacks.Asked.Promised promised(CallBacks.Asked asked) {
        assertThat(asked).isInstanceOf(CallBacks.Asked.Promised.class);
        return (CallBacks.Asked.Promised) asked;
    }

    @Test
    void a_chosen_window_becomes_a_promise_due_at_its_end_with_a_permission_that_says_all() {
        Person gwen = person(house.team(5), CallingHouse.number());
        Window window = house.callBacks().windows(gwen.id(), MONDAY).get(1);
        CallBacks.Asked.Promised made = promised(ask(gwen, Optional.of(window), MONDAY));
        Promised promise = house.bean(Promises.class).find(made.promise()).orElseThrow();
        assertThat(made.window()).isEqualTo(window);
        assertThat(promise.kind()).isEqualTo(Promised.Kind.CALL_BACK);
        assertThat(promise.deadline()).isEqualTo(window.to());
        assertThat(promise.what()).isEqualTo("Call back: about the bill");
        assertThat(promise.owner()).contains(nell);
        Permission permission =
                house.bean(CallBackStore.class).permissions(List.of(gwen.id())).getFirst();
        assertThat(permission)
                .isEqualTo(new Permission(
                        gwen.id(),
                        gwen.number(),
                        "about the bill",
                        Through.RECEIPT,
                        "receipt-1",
                        gwen.matter(),
                        window,
                        MONDAY,
                        window.to().plus(Duration.ofDays(14)),
                        Optional.empty()));
    }

    @Test
    void nobody_has_two_calls_open_the_second_choice_moves_the_first() {
        Person gwen = person(house.team(5), CallingHouse.number());
        List<Window> windows = house.callBacks().windows(gwen.id(), MONDAY);
        CallBacks.Asked.Promised first = promised(ask(gwen, Optional.of(windows.get(0)), MONDAY));
        CallBacks.Asked.Promised second = promised(ask(gwen, Optional.of(windows.get(3)), MONDAY));
        assertThat(second.promise()).isEqualTo(first.promise());
        assertThat(house.bean(Promises.class).open(gwen.id()))
                .hasSize(1)
                .allMatch(promise -> promise.deadline().equals(windows.get(3).to()));
        assertThat(house.callBacks().of(first.promise()).orElseThrow().first()).isEqualTo(windows.getFirst());
    }

    @Test
    void of_many_who_ask_for_one_window_at_once_only_so_many_get_it_as_the_roster_can_keep() throws Exception {
        // 5 agents * 0.6 there * 2 calls * 0.7 without the reserve = 4 calls.
        TeamId team = house.team(5);
        List<Person> people = IntStream.range(0, 12)
                .mapToObj(i -> person(team, CallingHouse.number()))
                .toList();
        Window wanted =
                house.callBacks().windows(people.getFirst().id(), MONDAY).getLast();
        int kept = 0;
        Set<List<Window>> others = new HashSet<>();
        try (ExecutorService all = Executors.newFixedThreadPool(6)) {
            List<Future<CallBacks.Asked>> asked = all.invokeAll(people.stream()
                    .map(one -> (Callable<CallBacks.Asked>) () -> ask(one, Optional.of(wanted), MONDAY))
                    .toList());
            for (Future<CallBacks.Asked> one : asked) {
                switch (one.get()) {
                    case CallBacks.Asked.Promised _ -> kept++;
                    case CallBacks.Asked.Gone(var instead) -> others.add(instead);
                    case CallBacks.Asked.NoNumber _, CallBacks.Asked.MayNot _ -> throw new AssertionError(one.get());
                }
            }
        }
        assertThat(kept).isEqualTo(4);
        assertThat(others)
                .allSatisfy(instead -> assertThat(instead).isNotEmpty().doesNotContain(wanted));
    }

    @Test
    void by_day_on_the_clock_of_the_number_which_need_not_be_ours() {
        Person ana = person(house.team(5), "+12125550123");
        List<Window> windows = house.callBacks().windows(ana.id(), MONDAY);
        assertThat(windows)
                .isNotEmpty()
                .allSatisfy(window -> assertThat(window.from()
                                .atZone(ZoneId.of("America/New_York"))
                                .getHour())
                        .isGreaterThanOrEqualTo(9));
        assertThat(ask(
                        ana,
                        Optional.of(
                                new Window(CallingHouse.at("2031-11-24T12:00"), CallingHouse.at("2031-11-24T13:00"))),
                        MONDAY))
                .as("seven o'clock there: the law there forbids it, though they asked")
                .isInstanceOf(CallBacks.Asked.MayNot.class);
    }

    @Test
    void a_window_that_is_over_or_in_which_nobody_works_or_of_a_number_that_is_not_theirs_is_refused() {
        TeamId team = house.team(5);
        Person gwen = person(team, CallingHouse.number());
        Person other = person(team, CallingHouse.number());
        assertThat(ask(
                        gwen,
                        Optional.of(
                                new Window(CallingHouse.at("2031-11-24T09:00"), CallingHouse.at("2031-11-24T10:00"))),
                        MONDAY))
                .isInstanceOf(CallBacks.Asked.Gone.class);
        assertThat(ask(
                        gwen,
                        Optional.of(
                                new Window(CallingHouse.at("2031-11-24T18:00"), CallingHouse.at("2031-11-24T19:00"))),
                        MONDAY))
                .isInstanceOf(CallBacks.Asked.Gone.class);
        assertThat(ask(new Person(gwen.id(), gwen.matter(), other.number()), Optional.empty(), MONDAY))
                .isInstanceOf(CallBacks.Asked.NoNumber.class);
        assertThat(house.bean(Promises.class).open(gwen.id())).isEmpty();
    }

    @Test
    void whoever_would_rather_have_it_in_writing_gets_it_in_writing() {
        Person gwen = person(house.team(5), CallingHouse.number());
        promised(ask(gwen, Optional.empty(), MONDAY));
        house.done(gwen.id(), () -> {
            house.callBacks().withdraw(gwen.id(), MONDAY);
            return true;
        });
        assertThat(house.bean(Promises.class).open(gwen.id())).singleElement().satisfies(promise -> {
            assertThat(promise.kind()).isEqualTo(Promised.Kind.SAID);
            assertThat(promise.what()).startsWith("Write to them instead of calling");
            assertThat(promise.owner()).contains(nell);
        });
        assertThat(house.bean(CallBackStore.class)
                        .permissions(List.of(gwen.id()))
                        .getFirst()
                        .withdrawn())
                .contains(MONDAY);
    }

    @Test
    void a_number_is_shown_by_its_last_three_digits_only() {
        Person gwen = person(house.team(1), "+441174960123");
        String shown = house.callBacks().numbers(gwen.id()).getFirst().shown();
        assertThat(shown).startsWith("+44 ••• ").hasSize("+44 ••• 123".length());
    }
}
