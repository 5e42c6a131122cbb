package io.rapport.server.calling;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

/// A house with teams in London, in which time is said.
final class CallingHouse implements AutoCloseable {
    static final String PASSWORD = "a long enough one";
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final AtomicInteger NEXT = new AtomicInteger();

    final RunningRapport rapport;

    CallingHouse(String... more) {
        rapport = RunningRapport.start(more);
    }

    /// Tests call by night as well; where the hours of the house are meant, they are put back.
    void byDayOnly() {
        rapport.jdbc()
                .update("update calling_rule set on_holidays = false,"
                        + " hours = array_fill('09:00-20:00'::text, array[6]) || ''::text where country = '*'");
        bean(Rules.class).read();
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }

    static String number() {
        return "+4411749" + String.format("%05d", NEXT.incrementAndGet());
    }

    <T> T bean(Class<T> type) {
        return rapport.bean(type);
    }

    CallBacks callBacks() {
        return bean(CallBacks.class);
    }

    <T> T done(Supplier<T> work) {
        return Objects.requireNonNull(bean(TransactionTemplate.class).execute(status -> work.get()));
    }

    <T> T done(CustomerId customer, Supplier<T> work) {
        return done(() -> {
            bean(Customers.class).lock(customer);
            return work.get();
        });
    }

    AgentId hire(String name, TeamId team) {
        long account = bean(Accounts.class).create(name, Role.AGENT, PASSWORD);
        return bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
    }

    /// With office hours; no agents of another test's.
    TeamId team(int agents) {
        int n = NEXT.incrementAndGet();
        TeamId id = rapport.team("Team " + n);
        Workforce workforce = bean(Workforce.class);
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

    void everybodyIsIn(TeamId team, Instant now) {
        Workforce workforce = bean(Workforce.class);
        workforce
                .agentsOf(team)
                .forEach(agent -> workforce.present(
                        new Presence(agent.id(), Presence.State.AVAILABLE, now, "", Optional.empty())));
    }

    record Person(CustomerId id, MatterId matter, long number) {}

    Person person(TeamId team, String number, Instant now) {
        Customers customers = bean(Customers.class);
        ContactPoint phone = new ContactPoint(ContactPoint.Kind.PHONE, number);
        CustomerId id = done(() -> customers
                .meet(new Knock(phone, "Gwen", Evidence.PROVEN, Optional.empty(), Optional.of(team), false), now)
                .id());
        MatterId matter = done(id, () -> bean(Matters.class).open(id, "The bill", false, now));
        return new Person(id, matter, customers.points(id).getFirst().id());
    }

    /// The same with a mail address that was proven.
    Person person(TeamId team, String number, String mail, Instant now) {
        Person who = person(team, number, now);
        long point = Objects.requireNonNull(rapport.jdbc()
                .queryForObject(
                        "insert into contact_point (kind, value) values ('EMAIL', ?) returning id", Long.class, mail));
        rapport.jdbc()
                .update(
                        "insert into customer_contact_point (contact_point, customer, proof, since)"
                                + " values (?, ?, 'VERIFIED', now())",
                        point,
                        who.id().value());
        return who;
    }

    CallBacks.Asked ask(Person who, Optional<Window> window, Optional<AgentId> owner, Instant now) {
        return done(
                who.id(),
                () -> callBacks()
                        .ask(
                                new CallBacks.Wish(
                                        who.id(),
                                        who.matter(),
                                        window,
                                        who.number(),
                                        "about the bill",
                                        Through.RECEIPT,
                                        "receipt-1",
                                        owner),
                                now));
    }

    /// A call of ours, as the telephone writes it down.
    InteractionId call(Person who, AgentId by, Instant at) {
        return done(
                who.id(),
                () -> bean(Interactions.class)
                        .keep(new Said(
                                who.id(),
                                Optional.of(who.matter()),
                                Channel.PHONE,
                                Said.Direction.OUTBOUND,
                                Optional.empty(),
                                Optional.of(who.number()),
                                Optional.of(by),
                                false,
                                "UNKNOWN",
                                at,
                                "",
                                "",
                                Optional.empty(),
                                "",
                                "",
                                "",
                                Optional.empty(),
                                false,
                                false,
                                false,
                                Optional.empty(),
                                List.of())));
    }

    @Override
    public void close() {
        rapport.close();
    }
}
