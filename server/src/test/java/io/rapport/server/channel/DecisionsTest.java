package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.interaction.Subjects;
import io.rapport.server.vocabulary.MatterId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The channel's pure deciders.
class DecisionsTest {

    @Test
    void thanks_are_recognised_in_several_languages() {
        for (String text : List.of(
                "Thanks!",
                "Thank you very much, Nell.\n\nGwen",
                "Perfect, that works now. Many thanks!",
                "Vielen Dank für die schnelle Hilfe\nGwen",
                "¡Muchas gracias por la ayuda!",
                "Merci beaucoup pour votre aide")) {
            assertThat(Thanks.only(text, "Gwen Pritchard Nell")).as(text).isTrue();
        }
    }

    @Test
    void thanks_with_anything_more_is_for_a_person() {
        for (String text : List.of(
                "Thanks! When does the engineer come?",
                "Thank you, but the line is still dead",
                "Thanks, see you at 10",
                "Thanks for nothing",
                "",
                "ok",
                "No thanks, cancel my contract")) {
            assertThat(Thanks.only(text, "Gwen Pritchard")).as(text).isFalse();
        }
    }

    @Test
    void subjects_are_one_whatever_programs_put_before_them() {
        for (String subject : List.of(
                "No line",
                "Re: no line",
                "AW: WG: No  line",
                "RE[2]: No line",
                "[Customers] Re: no line",
                "Antw: Fwd: NO LINE")) {
            assertThat(Subjects.key(subject)).as(subject).isEqualTo("no line");
        }
        assertThat(Subjects.key("Re: ")).isEmpty();
    }

    @Test
    void a_token_is_worth_nothing_when_a_letter_of_it_is_changed() {
        MatterTokens tokens = new MatterTokens(new byte[32]);
        String token = tokens.of(new MatterId(42));
        assertThat(tokens.read(token)).contains(new MatterId(42));
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.read(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void a_message_that_is_not_taken_is_tried_for_five_days_and_not_longer() {
        Instant written = Instant.parse("2026-11-24T10:00:00Z");
        Instant now = written;
        int attempts = 0;
        while (true) {
            attempts++;
            Optional<Instant> next = Backoff.next(written, attempts, now);
            if (next.isEmpty()) {
                break;
            }
            assertThat(next.get()).isAfter(now);
            now = next.get();
        }
        assertThat(Duration.between(written, now)).isBetween(Duration.ofHours(118), Duration.ofHours(120));
        assertThat(attempts).isBetween(100, 130);
    }
}
