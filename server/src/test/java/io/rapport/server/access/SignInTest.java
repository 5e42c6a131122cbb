package io.rapport.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// Signing in over HTTP: the second step, sessions, tokens, and the record of it all.
class SignInTest {
    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static RunningRapport rapport;
    private static TeamId team;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private record Person(String name, long account) {
        Http in() {
            return Http.signedIn(rapport, name, PASSWORD, "");
        }
    }

    private static Person person(Role role) {
        String name = role.name().toLowerCase(java.util.Locale.ROOT) + PEOPLE.incrementAndGet() + "@example.org";
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, false);
        return new Person(name, account);
    }

    private static byte[] secret(Http.Answer begun) {
        String text = begun.json().path("secret").asString("");
        java.math.BigInteger bits = java.math.BigInteger.ZERO;
        for (char letter : text.toCharArray()) {
            bits = bits.shiftLeft(5)
                    .or(java.math.BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        byte[] secret = new byte[20];
        byte[] raw = bits.toByteArray();
        int length = Math.min(20, raw.length);
        System.arraycopy(raw, raw.length - length, secret, 20 - length, length);
        return secret;
    }

    private record Enrolled(byte[] secret, List<String> recovery, long usedStep) {
        /// A code that was not used yet: of the next step, which clocks a little ahead may show.
        String next() {
            return Totp.code(secret, usedStep + 1);
        }
    }

    private static Enrolled enrol(Http me) {
        byte[] secret = secret(me.ask("POST", "/api/me/second-step", "{}"));
        long step = Totp.step(Instant.now());
        Http.Answer confirmed = me.ask("PUT", "/api/me/second-step", "{\"code\":\"" + Totp.code(secret, step) + "\"}");
        assertThat(confirmed.status()).isEqualTo(200);
        List<String> codes = confirmed
                .json()
                .path("recoveryCodes")
                .valueStream()
                .map(c -> c.asString(""))
                .toList();
        return new Enrolled(secret, codes, step);
    }

    @Test
    void codes_are_those_of_the_standard() {
        // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
        byte[] key = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(Totp.code(key, Totp.step(Instant.ofEpochSecond(59)))).isEqualTo("287082");
        assertThat(Totp.code(key, Totp.step(Instant.ofEpochSecond(1111111109)))).isEqualTo("081804");
        assertThat(Totp.code(key, Totp.step(Instant.ofEpochSecond(20000000000L))))
                .isEqualTo("353130");
        // RFC 4648 section 10.
        assertThat(Base32.of("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
    }

    @Test
    void with_a_second_step_the_password_alone_opens_nothing_and_each_code_opens_once() {
        Person nell = person(Role.AGENT);
        Enrolled enrolled = enrol(nell.in());

        Http nobody = Http.nobody(rapport);
        Http.Answer asked = nobody.signIn(nell.name(), PASSWORD, "");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.code()).isEqualTo("second-factor");
        assertThat(asked.cookie()).isEmpty();
        assertThat(nobody.signIn(nell.name(), "a wrong password", enrolled.next())
                        .code())
                .isEqualTo("sign-in");
        assertThat(nobody.signIn(nell.name(), PASSWORD, Totp.code(enrolled.secret(), enrolled.usedStep()))
                        .code())
                .as("the code that confirmed is a replay")
                .isEqualTo("second-factor");
        assertThat(nobody.signIn(nell.name(), PASSWORD, enrolled.next()).status())
                .isEqualTo(200);
        assertThat(nobody.signIn(nell.name(), PASSWORD, enrolled.next()).code()).isEqualTo("second-factor");
    }

    @Test
    void a_recovery_code_opens_once_and_neither_it_nor_the_secret_is_kept_in_the_clear() {
        Person nell = person(Role.AGENT);
        Enrolled enrolled = enrol(nell.in());
        assertThat(enrolled.recovery()).hasSize(10).doesNotHaveDuplicates();
        String code = enrolled.recovery().getFirst();
        Http nobody = Http.nobody(rapport);
        assertThat(nobody.signIn(nell.name(), PASSWORD, code.toLowerCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(200);
        assertThat(nobody.signIn(nell.name(), PASSWORD, code).code()).isEqualTo("second-factor");
        assertThat(rapport.count(
                        "select count(*) from recovery_code where account = ? and used is null", nell.account()))
                .isEqualTo(9);
        String sealed = rapport.jdbc()
                .queryForObject(
                        "select sealed_secret from second_factor where account = ?", String.class, nell.account());
        assertThat(sealed).doesNotContain(java.util.Base64.getEncoder().encodeToString(enrolled.secret()));
        assertThat(rapport.count("select count(*) from recovery_code where code_hash = ?", (Object)
                        Tokens.hash(code.replace("-", ""))))
                .isEqualTo(1);
    }

    @Test
    void the_second_step_is_turned_off_with_the_password_only() {
        Person nell = person(Role.AGENT);
        Http in = nell.in();
        enrol(in);
        assertThat(in.ask("POST", "/api/me/second-step/off", "{\"password\":\"not that one\"}")
                        .status())
                .isEqualTo(422);
        assertThat(Http.nobody(rapport).signIn(nell.name(), PASSWORD, "").code())
                .isEqualTo("second-factor");
        assertThat(in.ask("POST", "/api/me/second-step/off", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(Http.nobody(rapport).signIn(nell.name(), PASSWORD, "").status())
                .isEqualTo(200);
    }

    @Test
    void an_administrator_resets_a_lost_second_step_and_that_ends_the_sessions() {
        Person nell = person(Role.AGENT);
        Http in = nell.in();
        enrol(in);
        Http admin = person(Role.ADMINISTRATOR).in();
        String path = "/api/admin/accounts/" + nell.account();
        assertThat(admin.get(path + "/sign-in").json().path("sessions").size()).isEqualTo(1);
        assertThat(admin.ask("DELETE", path + "/second-step", "").status()).isEqualTo(204);
        assertThat(in.get("/api/desk/today").status()).isEqualTo(401);
        assertThat(Http.nobody(rapport).signIn(nell.name(), PASSWORD, "").status())
                .isEqualTo(200);
    }

    @Test
    void where_it_is_required_a_session_without_it_can_only_set_it_up() {
        Person nell = person(Role.AGENT);
        Http before = nell.in();
        Http admin = person(Role.ADMINISTRATOR).in();
        String require = "{\"secondStepRequired\":true}";
        assertThat(admin.ask("PUT", "/api/admin/sign-in", require).status())
                .as("who requires it has it")
                .isEqualTo(422);
        enrol(admin);
        assertThat(admin.ask("PUT", "/api/admin/sign-in", require).status()).isEqualTo(200);
        try {
            assertThat(before.get("/api/desk/today").status()).isEqualTo(401);
            Http.Answer welcome = Http.nobody(rapport).signIn(nell.name(), PASSWORD, "");
            assertThat(welcome.json().path("mustEnrol").asBoolean()).isTrue();
            Http in = Http.signedIn(rapport, welcome);
            assertThat(in.get("/api/desk/today").status()).isEqualTo(403);
            assertThat(in.ask("POST", "/api/me/tokens", "{\"name\":\"x\",\"scopes\":[\"SEE_DESK\"],\"days\":1}")
                            .status())
                    .isEqualTo(403);
            enrol(in);
            assertThat(in.get("/api/desk/today").status()).isEqualTo(200);
            assertThat(in.ask("POST", "/api/me/second-step/off", "{\"password\":\"" + PASSWORD + "\"}")
                            .code())
                    .isEqualTo("required");
        } finally {
            admin.ask("PUT", "/api/admin/sign-in", "{\"secondStepRequired\":false}");
        }
    }

    @Test
    void nonsense_at_the_door_is_refused_and_is_nobodys_mistake() {
        Http nobody = Http.nobody(rapport);
        for (String body : List.of(
                "{}", "{\"name\":null,\"password\":null}", "{\"name\":\"a\\u0000b\",\"password\":\"\\u0000\"}")) {
            assertThat(nobody.ask("POST", "/api/session", body).status())
                    .as(body)
                    .isEqualTo(401);
        }
        String challenge = nobody.ask("POST", "/api/session/passkey/challenge", "{}")
                .json()
                .path("challenge")
                .asString("");
        String client = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge
                                + "\",\"origin\":\"http://elsewhere.example\"}")
                        .getBytes(StandardCharsets.UTF_8));
        for (String credential : List.of(
                "null",
                "{}",
                "[]",
                "\"x\"",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\"}",
                "{\"id\":\"AAAA\",\"rawId\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\""
                        + client
                        + "\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"},\"clientExtensionResults\":{}}")) {
            assertThat(nobody.ask("POST", "/api/session/passkey", "{\"credential\":" + credential + "}")
                            .status())
                    .as(credential)
                    .isEqualTo(401);
            Http in = person(Role.AGENT).in();
            assertThat(in.ask("POST", "/api/me/passkeys", "{\"name\":\"x\",\"credential\":" + credential + "}")
                            .status())
                    .as(credential)
                    .isEqualTo(409);
        }
    }

    @Test
    void sessions_are_listed_and_ended_one_or_all_but_this() {
        Person nell = person(Role.AGENT);
        Http here = nell.in();
        Http there = nell.in();
        Http elsewhere = nell.in();
        var sessions = here.get("/api/me/sign-in").json().path("sessions");
        assertThat(sessions.size()).isEqualTo(3);
        assertThat(sessions.valueStream()
                        .filter(s -> s.path("current").asBoolean())
                        .count())
                .isEqualTo(1);
        String other = there.get("/api/me/sign-in")
                .json()
                .path("sessions")
                .valueStream()
                .filter(s -> s.path("current").asBoolean())
                .map(s -> s.path("id").asString(""))
                .findFirst()
                .orElseThrow();
        assertThat(here.ask("DELETE", "/api/me/sessions/" + other, "").status()).isEqualTo(204);
        assertThat(there.get("/api/session").status()).isEqualTo(401);
        assertThat(person(Role.AGENT)
                        .in()
                        .ask("DELETE", "/api/me/sessions/" + other, "")
                        .status())
                .as("nobody ends another's by its number")
                .isEqualTo(404);
        assertThat(here.ask("DELETE", "/api/me/sessions", "")
                        .json()
                        .path("ended")
                        .asInt())
                .isEqualTo(1);
        assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
        assertThat(here.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void guessing_locks_a_name_whether_there_is_such_an_account_or_not() {
        Person nell = person(Role.AGENT);
        Http nobody = Http.nobody(rapport);
        for (String name : List.of(nell.name(), "nobody-of-this-name")) {
            for (int i = 0; i < Lockouts.TRIES_OF_A_NAME; i++) {
                Http.Answer refused = nobody.signIn(name, "guess " + i, "");
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.json().path("detail").asString("")).isEqualTo("Name or password is not right.");
            }
            assertThat(nobody.signIn(name, PASSWORD, "").status()).as(name).isEqualTo(429);
        }
    }

    @Test
    void waits_grow_and_end_and_one_address_can_not_guess_at_everybody() {
        Instant now = Instant.parse("2026-03-01T09:00:00Z");
        Lockout lockout = new Lockout(3);
        lockout.tried("a", now);
        lockout.tried("a", now);
        assertThat(lockout.locked("a", now)).isZero();
        lockout.tried("a", now);
        Duration first = lockout.locked("a", now);
        lockout.tried("a", now.plus(first));
        assertThat(lockout.locked("a", now.plus(first))).isEqualTo(first.multipliedBy(2));
        assertThat(lockout.locked("a", now.plus(first.multipliedBy(3)))).isZero();

        Lockouts lockouts = new Lockouts();
        for (int i = 0; i < Lockouts.TRIES_OF_AN_ADDRESS; i++) {
            assertThat(lockouts.tried("name " + i, "2001:db8:0:1:0:0:0:" + i, now))
                    .isZero();
        }
        assertThat(lockouts.tried("another", "2001:db8:0:1:9:9:9:9", now)).isPositive();
        assertThat(lockouts.tried("another", "2001:db8:0:2:9:9:9:9", now)).isZero();
    }

    @Test
    void a_token_does_what_its_scopes_say_until_it_is_removed() {
        Person nell = person(Role.AGENT);
        Http in = nell.in();
        String wanted = "{\"name\":\"wallboard\",\"scopes\":[\"SEE_DESK\"],\"days\":30}";
        String token =
                in.ask("POST", "/api/me/tokens", wanted).json().path("token").asString("");
        Http program = Http.program(rapport, token);
        assertThat(program.get("/api/desk/today").status()).isEqualTo(200);
        assertThat(program.get("/api/customers").status()).isEqualTo(403);
        assertThat(program.ask("PUT", "/api/presence", "{\"state\":\"AWAY\"}").status())
                .isEqualTo(403);
        assertThat(program.get("/api/me/sign-in").status()).isEqualTo(403);

        var known = in.get("/api/me/sign-in").json().path("tokens").get(0);
        assertThat(known.path("used").isNull()).isFalse();
        assertThat(known.toString()).doesNotContain(token);
        assertThat(rapport.count("select count(*) from api_token where token_hash = ?", (Object) Tokens.hash(token)))
                .isEqualTo(1);
        in.ask("DELETE", "/api/me/tokens/" + known.path("id").asString(""), "");
        assertThat(program.get("/api/desk/today").status()).isEqualTo(401);
    }

    @Test
    void a_token_has_no_more_than_its_owner_and_ends_in_time() {
        Person nell = person(Role.AGENT);
        Http in = nell.in();
        for (String scopes : List.of("\"SEE_AUDIT\"", "\"OWN_SIGN_IN\"", "\"NONSENSE\"", "")) {
            String wanted = "{\"name\":\"x\",\"scopes\":[" + scopes + "],\"days\":30}";
            assertThat(in.ask("POST", "/api/me/tokens", wanted).status())
                    .as(scopes)
                    .isEqualTo(422);
        }
        String wanted = "{\"name\":\"x\",\"scopes\":[\"ANSWER\",\"SEE_DESK\"],\"days\":30}";
        Http program = Http.program(
                rapport,
                in.ask("POST", "/api/me/tokens", wanted).json().path("token").asString(""));
        rapport.bean(Accounts.class).change(nell.account(), nell.name(), Role.AUDITOR, true);
        assertThat(program.ask("POST", "/api/uploads", "").status()).isEqualTo(403);
        assertThat(program.get("/api/desk/today").status()).isEqualTo(200);
        rapport.jdbc().update("update api_token set expires = now() where account = ?", nell.account());
        assertThat(program.get("/api/desk/today").status()).isEqualTo(401);
        assertThat(Http.program(rapport, "rapport_guess").get("/api/desk/today").status())
                .isEqualTo(401);
    }

    @Test
    void the_record_is_read_by_filters_and_edited_by_nobody() {
        Person nell = person(Role.AGENT);
        nell.in();
        Http auditor = person(Role.AUDITOR).in();
        var entries = auditor.get("/api/admin/audit?words=sign-in&who=" + nell.name())
                .json()
                .path("entries");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.get(0).path("subject").asString("")).isEqualTo(nell.name());
        assertThat(auditor.get("/api/admin/audit?who=%25")
                        .json()
                        .path("entries")
                        .size())
                .isZero();
        assertThat(auditor.get("/api/admin/audit?to=2020-01-01T00:00:00Z")
                        .json()
                        .path("entries")
                        .size())
                .isZero();
        assertThat(auditor.get("/api/admin/audit?from=yesterday").status()).isEqualTo(422);
        for (String edit : List.of("update audit set action = 'x'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> rapport.jdbc().execute(edit)).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> rapport.asOwner().sql(edit).update())
                    .as("not even the database's owner: %s", edit)
                    .hasStackTraceContaining("the audit can't be edited");
        }
    }

    @RepeatedTest(20)
    void an_ended_session_closes_its_desktop_however_soon_after_it_was_opened() throws Exception {
        Person nell = person(Role.AGENT);
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = nell.in().stream(heard);
        assertThat(rapport.bean(Sessions.class).endOthers(nell.account(), 0)).isEqualTo(1);
        String last = "";
        while (!last.contains("signed-out")) {
            last = Optional.ofNullable(heard.poll(20, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("the desktop was not told"));
        }
        socket.abort();
    }
}
