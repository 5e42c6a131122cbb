package io.rapport.server.calling;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class CallBacksTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /// A Monday far enough ahead that no job of the running server finds it late.
    private static final Instant MONDAY = at("2031-11-24T09:50");

    private static final AtomicInteger NEXT = new AtomicInteger();

    private static RunningRapport rapport;
    private static AgentId nell;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        TeamId team = rapport.team("Harbourside");
        nell = hire("nell", team);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }

    private static AgentId hire(String name, TeamId team) {
        long account = rapport.bean(Accounts.class).create(name, Role.AGENT, "a long enough one");
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    /// A team of its own for each test, so that no test takes another's windows.
    private static TeamId team(int agents) {
        int n = NEXT.incrementAndGet();
        TeamId id = rapport.team("Team " + n);
        Workforce workforce = rapport.bean(Workforce.class);
        Team team = workforce.team(id);
        workforce.changeTeam(
                id,
                new TeamDraft(
                        team.name(),
                        team.place(),
                        team.address(),
                        team.welcome(),
                        false,
                        team.answerWithin(),
                        Calendar.officeHours(LONDON),
                        team.catchment(),
                        team.page()));
        IntStream.range(0, agents).forEach(i -> hire("agent" + n + "-" + i, id));
        return id;
    }

    private record Person(CustomerId id, MatterId matter, long number) {}

    private static <T> T done(Supplier<T> work) {
        return Objects.requireNonNull(rapport.bean(TransactionTemplate.class).execute(status -> work.get()));
    }

    private static Person person(TeamId team, String number) {
        Customers customers = rapport.bean(Customers.class);
        ContactPoint phone = new ContactPoint(ContactPoint.Kind.PHONE, number);
        CustomerId id = done(() -> customers
                .meet(new Knock(phone, "Gwen", Evidence.PROVEN, Optional.empty(), Optional.of(team), false), MONDAY)
                .id());
        MatterId matter = done(() -> {
            customers.lock(id);
            return rapport.bean(Matters.class).open(id, "The bill", false, MONDAY);
        });
        return new Person(id, matter, customers.points(id).getFirst().id());
    }

    private static String number() {
        return "+4411749" + String.format("%05d", NEXT.incrementAndGet());
    }

    private static CallBacks callBacks() {
        return rapport.bean(CallBacks.class);
    }

    private static CallBacks.Asked ask(Person who, Optional<Window> window, Instant now) {
        return done(() -> {
            rapport.bean(Customers.class).lock(who.id());
            return callBacks()
                    .ask(
                            new CallBacks.Wish(
                                    who.id(),
                                    who.matter(),
                                    window,
                                    who.number(),
                                    "about the bill",
                                    Through.RECEIPT,
                                    "receipt-1",
                                    Optional.of(nell)),
                            now);
        });
    }

    private static CallBacks.Asked.Promised promised(CallBacks.Asked asked) {
        assertThat(asked).isInstanceOf(CallBacks.Asked.Promised.class);
        return (CallBacks.Asked.Promised) asked;
    }

    @Test
    void a_chosen_window_becomes_a_promise_due_at_its_end_with_a_permission_that_says_all() {
        Person gwen = person(team(5), number());
        Window window = callBacks().windows(gwen.id(), MONDAY).get(1);
        CallBacks.Asked.Promised made = promised(ask(gwen, Optional.of(window), MONDAY));
        Promised promise = rapport.bean(Promises.class).find(made.promise()).orElseThrow();
        assertThat(made.window()).isEqualTo(window);
        assertThat(promise.kind()).isEqualTo(Promised.Kind.CALL_BACK);
        assertThat(promise.deadline()).isEqualTo(window.to());
        assertThat(promise.what()).isEqualTo("Call back: about the bill");
        assertThat(promise.owner()).contains(nell);
        Permission permission = rapport.bean(CallBackStore.class)
                .permissions(List.of(gwen.id()))
                .getFirst();
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
        Person gwen = person(team(5), number());
        List<Window> windows = callBacks().windows(gwen.id(), MONDAY);
        CallBacks.Asked.Promised first = promised(ask(gwen, Optional.of(windows.get(0)), MONDAY));
        CallBacks.Asked.Promised second = promised(ask(gwen, Optional.of(windows.get(3)), MONDAY));
        assertThat(second.promise()).isEqualTo(first.promise());
        assertThat(rapport.bean(Promises.class).open(gwen.id()))
                .hasSize(1)
                .allMatch(promise -> promise.deadline().equals(windows.get(3).to()));
        assertThat(callBacks().of(first.promise()).orElseThrow().first()).isEqualTo(windows.getFirst());
    }

    @Test
    void of_many_who_ask_for_one_window_at_once_only_so_many_get_it_as_the_roster_can_keep() throws Exception {
        // 5 agents * 0.6 there * 2 calls * 0.7 without the reserve = 4 calls.
        TeamId team = team(5);
        List<Person> people =
                IntStream.range(0, 12).mapToObj(i -> person(team, number())).toList();
        Window wanted = callBacks().windows(people.getFirst().id(), MONDAY).getLast();
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
        Person ana = person(team(5), "+1212555" + String.format("%04d", NEXT.incrementAndGet()));
        List<Window> windows = callBacks().windows(ana.id(), MONDAY);
        assertThat(windows)
                .isNotEmpty()
                .allSatisfy(window -> assertThat(window.from()
                                .atZone(ZoneId.of("America/New_York"))
                                .getHour())
                        .isGreaterThanOrEqualTo(9));
        assertThat(ask(ana, Optional.of(new Window(at("2031-11-24T12:00"), at("2031-11-24T13:00"))), MONDAY))
                .as("seven o'clock there: the law there forbids it, though they asked")
                .isInstanceOf(CallBacks.Asked.MayNot.class);
    }

    @Test
    void a_window_that_is_over_or_in_which_nobody_works_or_of_a_number_that_is_not_theirs_is_refused() {
        TeamId team = team(5);
        Person gwen = person(team, number());
        Person other = person(team, number());
        assertThat(ask(gwen, Optional.of(new Window(at("2031-11-24T09:00"), at("2031-11-24T10:00"))), MONDAY))
                .isInstanceOf(CallBacks.Asked.Gone.class);
        assertThat(ask(gwen, Optional.of(new Window(at("2031-11-24T18:00"), at("2031-11-24T19:00"))), MONDAY))
                .isInstanceOf(CallBacks.Asked.Gone.class);
        assertThat(ask(new Person(gwen.id(), gwen.matter(), other.number()), Optional.empty(), MONDAY))
                .isInstanceOf(CallBacks.Asked.NoNumber.class);
        assertThat(rapport.bean(Promises.class).open(gwen.id())).isEmpty();
    }

    @Test
    void whoever_would_rather_have_it_in_writing_gets_it_in_writing() {
        Person gwen = person(team(5), number());
        promised(ask(gwen, Optional.empty(), MONDAY));
        done(() -> {
            rapport.bean(Customers.class).lock(gwen.id());
            callBacks().withdraw(gwen.id(), MONDAY);
            return true;
        });
        assertThat(rapport.bean(Promises.class).open(gwen.id())).singleElement().satisfies(promise -> {
            assertThat(promise.kind()).isEqualTo(Promised.Kind.SAID);
            assertThat(promise.what()).startsWith("Write to them instead of calling");
            assertThat(promise.owner()).contains(nell);
        });
        assertThat(rapport.bean(CallBackStore.class)
                        .permissions(List.of(gwen.id()))
                        .getFirst()
                        .withdrawn())
                .contains(MONDAY);
    }

    @Test
    void a_number_is_shown_by_its_last_three_digits_only() {
        Person gwen = person(team(1), "+441174960" + String.format("%03d", NEXT.incrementAndGet()));
        String shown = callBacks().numbers(gwen.id()).getFirst().shown();
        assertThat(shown).startsWith("+44 ••• ").hasSize("+44 ••• 123".length());
    }
}
