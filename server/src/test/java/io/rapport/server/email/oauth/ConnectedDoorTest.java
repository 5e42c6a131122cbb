package io.rapport.server.email.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.MailWays;
import io.rapport.server.channel.Parcel;
import io.rapport.server.email.imap.Mailboxes;
import io.rapport.server.email.send.MailCarrier;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole application at a provider: a real Dovecot for reading and sending, which takes XOAUTH2 and asks the
/// OAuth2 server about each token.
class ConnectedDoorTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static long administrator;

    private static AuthorizationServer provider;
    private static SmtpSink world;
    private static Dovecot dovecot;
    private static RunningRapport rapport;

    @BeforeAll
    static void start() {
        provider = new AuthorizationServer();
        world = new SmtpSink();
        dovecot = new Dovecot(new Dovecot.Provider(provider.introspectionUrl(), world.port()));
        rapport = RunningRapport.start("--rapport.email.smtp.enabled=false");
        rapport.team("Harbourside");
        administrator = rapport.bean(Accounts.class).create("ada", Role.ADMINISTRATOR, "a long enough one");
    }

    @AfterAll
    static void stop() {
        rapport.close();
        dovecot.close();
        world.close();
        provider.close();
    }

    @AfterEach
    void well() {
        provider.mood(AuthorizationServer.Mood.WELL);
        provider.rotating(false);
        provider.lifetime(Duration.ofHours(1));
    }

    private record Box(String user, DoorId door) {}

    private static Box open() {
        String user = "mailbox" + NEXT.incrementAndGet();
        MailServer imap = Provider.imap(dovecot.port(), user);
        MailServer relay = Provider.imap(dovecot.submissionPort(), user);
        DoorId door = rapport.bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.MAIL,
                        user,
                        user + "@brightline.example",
                        Optional.empty(),
                        true,
                        new MailWays(
                                Optional.of(imap),
                                Optional.of(relay),
                                Optional.of(Provider.connection(provider)),
                                Optional.empty())));
        return new Box(user, door);
    }

    private static ConsentOutcome connect(Box box, String as) {
        Consents consents = rapport.bean(Consents.class);
        Door door = rapport.bean(ConfiguredDoors.class).find(box.door()).orElseThrow();
        String url = consents.begin(door, door.mail().connection().orElseThrow(), administrator);
        AuthorizationServer.Brought brought = provider.consent(url, as);
        return consents.finish(brought.state(), Optional.of(brought.code()), administrator);
    }

    private static void put(Box box, int n) throws Exception {
        try (ImapClient program = new ImapClient(dovecot.port(), box.user(), Dovecot.PASSWORD)) {
            program.put(("From: Gwen <gwen." + box.user() + "." + n + "@bakery.example>\r\nSubject: Mail " + n
                            + "\r\nMessage-ID: <" + box.user() + "." + n + "@bakery.example>\r\n\r\nHello\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long taken(Box box) {
        return rapport.count(
                "select count(*) from inbound where door = ?", box.door().value());
    }

    private static long refreshes(Box box) {
        return provider.asked().stream()
                .filter(one -> one.account().equals(box.user()))
                .count();
    }

    private static Optional<String> ill(Box box) {
        return rapport.bean(ConfiguredDoors.class)
                .health(box.door())
                .filter(health -> !health.ok())
                .map(ConfiguredDoors.Health::text);
    }

    private static void await(String what, BooleanSupplier reached) {
        long until = System.nanoTime() + SOON.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + SOON + ": " + what);
            }
            Thread.onSpinWait();
        }
    }

    private static Delivery send(Box box, String to) {
        return rapport.bean(MailCarrier.class)
                .carry(new Parcel(
                        7,
                        box.door(),
                        "m.abcdefghijklmnopqrst.7@brightline.example",
                        "Nell at Brightline",
                        box.user() + "@brightline.example",
                        box.user() + "+m.abcdefghijklmnopqrst@brightline.example",
                        new ContactPoint(ContactPoint.Kind.EMAIL, to),
                        "Gwen",
                        "Your router",
                        "It is on its way.\n",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        false,
                        Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void one_consent_fetches_the_mailbox_and_sends_answers() throws Exception {
        Box box = open();
        put(box, 1);
        await(
                "the door says what to do",
                () -> ill(box).filter(t -> t.contains("press Connect")).isPresent());
        assertThat(send(box, "early@bakery.example"))
                .isInstanceOfSatisfying(
                        Delivery.Deferred.class,
                        deferred -> assertThat(deferred.toString()).contains("not connected"));

        assertThat(connect(box, box.user())).isEqualTo(ConsentOutcome.CONNECTED);
        await("the mail taken", () -> taken(box) == 1);
        await("well", () -> ill(box).isEmpty());
        assertThat(send(box, box.user() + "@bakery.example")).isInstanceOf(Delivery.Accepted.class);
        SmtpSink.Received answer = world.await(m -> m.recipient().equals(box.user() + "@bakery.example"), SOON);
        assertThat(answer.header("Subject")).isEqualTo("Your router");
    }

    @Test
    void a_token_ended_before_its_time_is_replaced_once_for_the_mailbox_and_for_sending() throws Exception {
        Box box = open();
        connect(box, box.user());
        put(box, 1);
        await("the first", () -> taken(box) == 1);
        provider.endAccess();
        rapport.bean(Mailboxes.class).again(box.door());
        put(box, 2);
        await("the second", () -> taken(box) == 2);
        assertThat(refreshes(box)).isEqualTo(1);

        provider.endAccess();
        assertThat(send(box, "gwen@bakery.example")).isInstanceOf(Delivery.Accepted.class);
        assertThat(refreshes(box)).isEqualTo(2);
    }

    @Test
    void short_lives_and_new_refresh_tokens_do_not_stop_the_mail() throws Exception {
        provider.rotating(true);
        provider.lifetime(Duration.ofSeconds(1));
        Box box = open();
        connect(box, box.user());
        for (int n = 1; refreshes(box) < 3; n++) {
            put(box, n);
            rapport.bean(Mailboxes.class).again(box.door());
            int wanted = n;
            await("mail " + n, () -> taken(box) == wanted);
        }
        assertThat(ill(box)).isEmpty();
    }

    @Test
    void a_consent_taken_back_is_said_on_the_door_and_a_new_one_goes_on_where_it_was() throws Exception {
        Box box = open();
        connect(box, box.user());
        put(box, 1);
        await("the first", () -> taken(box) == 1);
        provider.revoke(box.user());
        rapport.bean(Mailboxes.class).again(box.door());
        await(
                "the door says so",
                () -> ill(box).filter(t -> t.contains("connect it again")).isPresent());
        put(box, 2);
        assertThat(connect(box, box.user())).isEqualTo(ConsentOutcome.CONNECTED);
        await("the second", () -> taken(box) == 2);
        await("well", () -> ill(box).isEmpty());
    }

    @Test
    void somebody_elses_consent_does_not_open_the_mailbox_and_the_door_names_whose_would() {
        Box box = open();
        assertThat(connect(box, "somebody-else")).isEqualTo(ConsentOutcome.CONNECTED);
        await(
                "the door says so",
                () -> ill(box).filter(t -> t.contains("signed in as " + box.user()))
                        .isPresent());
    }

    @Test
    void a_provider_that_is_down_stops_nothing_for_longer_than_it_is_down() throws Exception {
        Box box = open();
        connect(box, box.user());
        put(box, 1);
        await("the first", () -> taken(box) == 1);
        provider.endAccess();
        provider.mood(AuthorizationServer.Mood.DOWN);
        rapport.bean(Mailboxes.class).again(box.door());
        await(
                "the door says so",
                () -> ill(box).filter(t -> t.contains("HTTP 503")).isPresent());
        put(box, 2);
        provider.mood(AuthorizationServer.Mood.WELL);
        await("the second", () -> taken(box) == 2);
    }
}
