package io.rapport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.workforce.Workforce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Asking twice under one key.
class KeysTest {
    private static final String PASSWORD = "a long enough one";
    private static final String TEMPLATES = "/api/templates";
    private static RunningRapport rapport;
    private static Http lead;
    private static Http other;
    private static String token;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        var team = rapport.team("Harbourside");
        for (String name : List.of("lead", "other")) {
            long account = rapport.bean(Accounts.class).create(name, Role.LEAD, PASSWORD);
            rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), team, true);
        }
        lead = Http.signedIn(rapport, "lead", PASSWORD, "");
        other = Http.signedIn(rapport, "other", PASSWORD, "");
        token = lead.ask("POST", "/api/me/tokens", "{\"name\":\"reader\",\"scopes\":[\"SEE_DESK\"],\"days\":1}")
                .json()
                .path("token")
                .asString("");
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    private static String template(String title) {
        return "{\"company\":false,\"language\":\"en\",\"title\":\"" + title + "\",\"shortcut\":\""
                + title.replace(" ", "") + "\",\"text\":\"Hello.\"}";
    }

    private static Http.Answer ask(Http who, String key, String body) {
        return who.ask("POST", TEMPLATES, body, Map.of("Idempotency-Key", key));
    }

    private static long templates(String title) {
        return rapport.count("select count(*) from template where title = ?", title);
    }

    @Test
    void what_is_asked_twice_is_done_once_and_answered_twice() {
        Http.Answer first = ask(lead, "twice", template("twice"));
        Http.Answer second = ask(lead, "twice", template("twice"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replay")).isEmpty();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replay")).contains("true");
        assertThat(templates("twice")).isEqualTo(1);
    }

    @Test
    void a_refusal_is_remembered_like_any_answer() {
        Http.Answer first = ask(lead, "refused", "{\"company\":false}");
        Http.Answer second = ask(lead, "refused", "{\"company\":false}");
        assertThat(first.status()).isEqualTo(422);
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replay")).contains("true");
    }

    @Test
    void a_key_is_for_one_thing() {
        ask(lead, "reused", template("one"));
        Http.Answer second = ask(lead, "reused", template("two"));
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.code()).isEqualTo("key-reused");
        assertThat(templates("two")).isZero();
    }

    @Test
    void keys_of_others_and_for_other_paths_are_others() {
        assertThat(ask(lead, "mine", template("mine")).status()).isEqualTo(200);
        Http.Answer theirs = ask(other, "mine", template("mine"));
        assertThat(theirs.header("Idempotent-Replay")).isEmpty();
        Http.Answer elsewhere =
                lead.ask("PUT", "/api/signature", "{\"own\":\"Lucia\"}", Map.of("Idempotency-Key", "mine"));
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(elsewhere.header("Idempotent-Replay")).isEmpty();
    }

    @Test
    void nobody_hears_an_answer_that_they_may_not_hear() {
        ask(lead, "secret", template("secret"));
        Http.Answer peeked = ask(Http.program(rapport, token), "secret", template("secret"));
        assertThat(peeked.status()).isEqualTo(403);
    }

    @Test
    void of_many_at_once_one_does_it() throws Exception {
        List<Callable<Http.Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(() -> ask(lead, "at once", template("at once")));
        }
        try (ExecutorService many = Executors.newFixedThreadPool(12)) {
            int done = 0;
            for (Future<Http.Answer> call : many.invokeAll(calls)) {
                Http.Answer answer = call.get();
                boolean replayed = answer.header("Idempotent-Replay").isPresent();
                if (answer.status() == 200) {
                    done += replayed ? 0 : 1;
                } else {
                    assertThat(answer.code()).isEqualTo("in-progress");
                }
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(templates("at once")).isEqualTo(1);
    }

    @Test
    void what_was_cut_off_by_the_end_of_a_process_is_done_again() {
        ask(lead, "cut off", template("cut off"));
        rapport.jdbc().update("""
                update idempotency_key set status = null, answer = null, boot = gen_random_uuid() where key = 'cut off'
                """);
        rapport.jdbc().update("delete from template where title = 'cut off'");
        Http.Answer again = ask(lead, "cut off", template("cut off"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(templates("cut off")).isEqualTo(1);
    }

    @Test
    void what_another_process_answered_is_answered_after_a_restart() {
        Http.Answer first = ask(lead, "restart", template("restart"));
        rapport.jdbc().update("update idempotency_key set boot = gen_random_uuid() where key = 'restart'");
        assertThat(ask(lead, "restart", template("restart")).json()).isEqualTo(first.json());
    }

    @Test
    void a_day_later_it_is_new() {
        ask(lead, "old", template("old"));
        rapport.jdbc().update("update idempotency_key set started = now() - interval '25 hours' where key = 'old'");
        rapport.bean(Keys.class).sweep();
        assertThat(rapport.count("select count(*) from idempotency_key where key = 'old'"))
                .isZero();
    }

    @Test
    void keys_that_are_none_are_refused() {
        for (String key : List.of("x".repeat(101), "a\tb")) {
            Http.Answer answer = ask(lead, key, template("none"));
            assertThat(answer.status()).as(key).isEqualTo(400);
        }
        assertThat(templates("none")).isZero();
    }

    @Test
    void what_is_kept_is_sealed() {
        ask(lead, "sealed", template("Sealed words"));
        assertThat(rapport.count(
                        "select count(*) from idempotency_key where position('Sealed words'::bytea in answer) > 0"))
                .isZero();
        assertThat(rapport.count("select count(*) from idempotency_key where key = 'sealed' and answer is not null"))
                .isEqualTo(1);
    }
}
