package io.rapport.server.feedback;

import io.rapport.outside.feedback.MailLinks;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Fate;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// An installation whose customers are served and asked how it was.
record AskedHouse(RunningRapport rapport, DoorId mail, TeamId team, AgentId nell, AgentId lead, Http admin, Http agent)
        implements AutoCloseable {
    static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger();

    static AskedHouse open(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        // All voters of a test live behind one address.
        all[arguments.length] = "--rapport.webform.posts=1000000";
        RunningRapport rapport = RunningRapport.start(all);
        TeamId team = rapport.team("Harbourside");
        AgentId lead = agent(rapport, "siobhan", Role.LEAD, team, true);
        AgentId nell = agent(rapport, "nell", Role.AGENT, team, false);
        agent(rapport, "ada", Role.ADMINISTRATOR, team, false);
        DoorId mail = rapport.door(Channel.MAIL, "support@brightline.example");
        return new AskedHouse(
                rapport,
                mail,
                team,
                nell,
                lead,
                Http.signedIn(rapport, "ada@brightline.example", PASSWORD, ""),
                Http.signedIn(rapport, "nell@brightline.example", PASSWORD, ""));
    }

    private static AgentId agent(RunningRapport rapport, String name, Role role, TeamId team, boolean lead) {
        long account = rapport.bean(Accounts.class).create(name + "@brightline.example", role, PASSWORD);
        return rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, lead);
    }

    /// A survey that asks everybody, at once.
    long survey(String scale, String more) {
        JsonNode made = ok(admin.ask(
                "POST",
                "/api/admin/surveys",
                "{\"name\":\"" + scale + " " + NEXT.incrementAndGet() + "\",\"scale\":\"" + scale
                        + "\",\"state\":\"ON\",\"sharePercent\":100,\"delayMinutes\":0,\"remindDays\":0" + more + "}"));
        return Long.parseLong(made.path("id").asString());
    }

    static JsonNode ok(Http.Answer answer) {
        if (answer.status() < 200 || answer.status() > 299) {
            throw new AssertionError(answer.status() + " " + answer.json());
        }
        return answer.json();
    }

    /// Somebody who wrote to us.
    record Person(String address, CustomerId customer, MatterId matter) {}

    static String fresh() {
        return "gwen" + NEXT.incrementAndGet() + "@bakery.example";
    }

    Person writes() {
        return writes(fresh());
    }

    Person writes(String address) {
        return writes(address, Sender.Proof.PROVEN);
    }

    Person writes(String address, Sender.Proof proof) {
        int n = NEXT.incrementAndGet();
        Taken taken = rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        mail,
                        "asked-" + n,
                        Optional.of("asked-" + n + "@bakery.example"),
                        Instant.now(),
                        new byte[0],
                        Optional.of(
                                new Sender(ContactPoint.email(address).orElseThrow(), "Gwen", proof, Optional.empty())),
                        new Nature.Written(),
                        Content.words("Question " + n, "Could you look, please?"),
                        List.of("support@brightline.example"),
                        List.of(),
                        Optional.empty()));
        MatterId matter = switch (taken.fate()) {
            case Fate.OpenedMatter(var opened) -> opened;
            case Fate.JoinedMatter(var joined) -> joined;
            default -> throw new AssertionError(taken);
        };
        return new Person(address, taken.customer().orElseThrow(), matter);
    }

    /// Somebody chats with us.
    Person chats() {
        int n = NEXT.incrementAndGet();
        DoorId chat = rapport.door(Channel.CHAT, "web" + n);
        String handle = "chat-" + n;
        Taken taken = rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.CHAT,
                        chat,
                        "asked-" + n,
                        Optional.empty(),
                        Instant.now(),
                        new byte[0],
                        Optional.of(new Sender(
                                new ContactPoint(ContactPoint.Kind.HANDLE, handle),
                                "Visitor " + n,
                                Sender.Proof.UNKNOWN,
                                Optional.empty())),
                        new Nature.Written(),
                        Content.words("", "Is anybody there?"),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        if (!(taken.fate() instanceof Fate.OpenedMatter(var matter))) {
            throw new AssertionError(taken);
        }
        return new Person(handle, taken.customer().orElseThrow(), matter);
    }

    /// Nell answers, and closes it.
    Person served(Person person) {
        answered(person);
        inTransaction(
                person.customer(),
                () -> rapport.bean(Matters.class)
                        .close(
                                person.matter(),
                                InteractionEvent.MatterClosed.Why.BY_AGENT,
                                Optional.of(nell),
                                Instant.now()));
        return person;
    }

    void answered(Person person) {
        inTransaction(person.customer(), () -> {
            rapport.bean(Interactions.class).keep(reply(person));
            Promises promises = rapport.bean(Promises.class);
            promises.openAnswers(person.matter()).forEach(one -> promises.keep(one, Optional.of(nell), Instant.now()));
            return true;
        });
    }

    interface Work {
        Object done();
    }

    void inTransaction(CustomerId customer, Work work) {
        rapport.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            rapport.bean(Customers.class).lock(customer);
            work.done();
        });
    }

    private Said reply(Person person) {
        return new Said(
                person.customer(),
                Optional.of(person.matter()),
                Channel.MAIL,
                Said.Direction.OUTBOUND,
                Optional.of(mail),
                Optional.empty(),
                Optional.of(nell),
                false,
                "PROVEN",
                Instant.now(),
                person.address(),
                "Gwen",
                Optional.empty(),
                "Re: Question",
                "I looked; it is mended.",
                "",
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    /// All that is committed has been read; other databases of the cluster may hold that up for a moment.
    void read() {
        rapport.until(
                Duration.ofSeconds(30),
                () -> rapport.count("select count(*) from event e, journal_reader r where r.name = 'feedback'"
                                + " and (e.tx, e.id) > (r.tx, r.id)")
                        == 0);
    }

    /// The lot is drawn, and whoever is due is asked.
    void ask() {
        read();
        rapport.until(Duration.ofSeconds(60), () -> {
            rapport.bean(Asks.class).askDue(Instant.now().plus(Duration.ofSeconds(1)));
            return rapport.count("select count(*) from survey_lot where outcome is null") == 0;
        });
    }

    Person asked() {
        Person person = served(writes());
        ask();
        return person;
    }

    /// The links of the last survey mail to somebody.
    MailLinks links(Person person) {
        String html = rapport.jdbc()
                .queryForObject(
                        "select o.html from outbound o join ask a on a.outbound = o.id where a.customer = ? order by o.id"
                                + " desc limit 1",
                        String.class,
                        person.customer().value());
        // Our own address goes into links; tests know it only when it runs.
        return MailLinks.of(String.valueOf(html).replace("http://127.0.0.1:8080", rapport.url()));
    }

    long count(String sql, Object... arguments) {
        return rapport.count(sql, arguments);
    }

    /// Waits until so many are counted.
    void becomes(long number, String sql, Object... arguments) {
        rapport.until(Duration.ofSeconds(20), () -> rapport.count(sql, arguments) == number);
    }

    Optional<InteractionId> lastVote(Person person) {
        return rapport
                .jdbc()
                .query(
                        "select interaction from vote where customer = ? order by ask desc limit 1",
                        (row, n) -> new InteractionId(row.getLong(1)),
                        person.customer().value())
                .stream()
                .findFirst();
    }

    @Override
    public void close() {
        rapport.close();
    }
}
