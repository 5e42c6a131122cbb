package io.rapport.server.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final Team TEAM = new Team(
            new TeamId(1),
            "Harbourside",
            "Bristol",
            "",
            "",
            false,
            Duration.ofHours(4),
            Calendar.officeHours(ZoneId.of("Europe/London")));
    /// A Tuesday at ten.
    private static final Instant OPEN = Instant.parse("2026-11-24T10:00:00Z");

    private static List<Duration> minutes(int... minutes) {
        return java.util.Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    @Test
    void the_middle_of_the_latest_answers_is_what_is_said() {
        assertThat(Waiting.say(TEAM, true, minutes(1, 2, 45), OPEN, Language.EN))
                .isEqualTo(new Waiting.Said("Harbourside answers in about 2 minutes.", true));
        assertThat(Waiting.say(
                                TEAM,
                                true,
                                List.of(Duration.ofSeconds(20), Duration.ofSeconds(70), Duration.ofSeconds(61)),
                                OPEN,
                                Language.EN)
                        .sentence())
                .as("rounded up")
                .contains("about 2 minutes");
        assertThat(Waiting.say(TEAM, true, minutes(70, 80, 90), OPEN, Language.EN)
                        .sentence())
                .contains("about 2 hours");
    }

    @Test
    void without_enough_answers_the_calendar_says_by_when() {
        assertThat(Waiting.say(TEAM, true, minutes(1, 1), OPEN, Language.EN).sentence())
                .isEqualTo("Harbourside is here. A person answers by 14:00.");
    }

    @Test
    void when_nobody_is_in_no_minutes_are_promised() {
        assertThat(Waiting.say(TEAM, false, minutes(1, 1, 1), OPEN, Language.EN))
                .isEqualTo(new Waiting.Said("Nobody is here just now. A person answers by 14:00.", false));
    }

    @Test
    void after_hours_the_next_working_day_answers() {
        assertThat(Waiting.say(TEAM, true, minutes(1, 1, 1), Instant.parse("2026-11-27T18:00:00Z"), Language.EN))
                .isEqualTo(new Waiting.Said(
                        "Nobody is here just now. A person answers by Monday 30 November, 13:00.", false));
    }

    @Test
    void a_spanish_page_says_the_same_in_spanish() {
        assertThat(Waiting.say(TEAM, true, minutes(1, 2, 45), OPEN, Language.ES).sentence())
                .isEqualTo("Harbourside responde en 2 minutos más o menos.");
        assertThat(Waiting.say(TEAM, true, minutes(1, 1), OPEN, Language.ES).sentence())
                .isEqualTo("Harbourside está aquí. Una persona responde antes de las 14:00.");
        assertThat(Waiting.say(TEAM, true, minutes(), Instant.parse("2026-11-27T18:00:00Z"), Language.ES)
                        .sentence())
                .isEqualTo("Ahora no hay nadie. Una persona responde antes del lunes 30 de noviembre, 13:00.");
    }
}
