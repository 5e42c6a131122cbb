package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whom we leave in peace.
class FatigueTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Fatigue.Person FRESH = person(List.of());

    private static Fatigue.Person person(List<Fatigue.Asked> asked) {
        return new Fatigue.Person(false, false, false, false, false, asked);
    }

    private static Fatigue.Asked asked(Scale scale, int daysAgo, boolean voted) {
        Instant at = NOW.minus(Duration.ofDays(daysAgo));
        return new Fatigue.Asked(scale, at, at.plus(Ask.OPEN), voted);
    }

    @Test
    void whoever_was_never_asked_may_be() {
        for (Scale scale : Scale.values()) {
            assertThat(Fatigue.of(FRESH, scale, false, NOW)).isEmpty();
        }
    }

    @Test
    void faces_rest_for_thirty_days_whichever_scale_it_was() {
        for (Scale before : List.of(Scale.FACES, Scale.CSAT)) {
            assertThat(Fatigue.of(person(List.of(asked(before, 29, true))), Scale.FACES, false, NOW))
                    .contains(Fatigue.No.ASKED_LATELY);
            assertThat(Fatigue.of(person(List.of(asked(before, 30, true))), Scale.FACES, false, NOW))
                    .isEmpty();
        }
    }

    @Test
    void whether_they_recommend_us_rests_for_ninety_days_and_not_for_faces() {
        assertThat(Fatigue.of(person(List.of(asked(Scale.NPS, 89, true))), Scale.NPS, false, NOW))
                .contains(Fatigue.No.ASKED_LATELY);
        assertThat(Fatigue.of(person(List.of(asked(Scale.NPS, 90, true))), Scale.NPS, false, NOW))
                .isEmpty();
        assertThat(Fatigue.of(person(List.of(asked(Scale.FACES, 20, true))), Scale.NPS, false, NOW))
                .isEmpty();
    }

    @Test
    void one_question_is_in_flight_at_a_time_whatever_it_asks() {
        assertThat(Fatigue.of(person(List.of(asked(Scale.NPS, 13, false))), Scale.FACES, false, NOW))
                .contains(Fatigue.No.IN_FLIGHT);
        assertThat(Fatigue.of(person(List.of(asked(Scale.NPS, 14, false))), Scale.FACES, false, NOW))
                .isEmpty();
    }

    @Test
    void nobody_is_asked_who_said_stop_or_waits_for_us_or_is_none_of_our_customers() {
        assertThat(Fatigue.of(new Fatigue.Person(true, false, false, false, false, List.of()), Scale.FACES, false, NOW))
                .contains(Fatigue.No.STOPPED);
        assertThat(Fatigue.of(new Fatigue.Person(false, true, false, false, false, List.of()), Scale.FACES, false, NOW))
                .contains(Fatigue.No.CLAIMANT);
        assertThat(Fatigue.of(new Fatigue.Person(false, false, true, false, false, List.of()), Scale.FACES, false, NOW))
                .contains(Fatigue.No.MYSTERY);
        assertThat(Fatigue.of(new Fatigue.Person(false, false, false, true, false, List.of()), Scale.FACES, false, NOW))
                .contains(Fatigue.No.STAFF);
        assertThat(Fatigue.of(new Fatigue.Person(false, false, false, false, true, List.of()), Scale.FACES, false, NOW))
                .contains(Fatigue.No.OWED);
    }

    @Test
    void to_be_asked_again_after_a_promise_needs_no_rest_but_peace() {
        Fatigue.Person lately = person(List.of(asked(Scale.FACES, 2, true)));
        assertThat(Fatigue.of(lately, Scale.FACES, true, NOW)).isEmpty();
        Fatigue.Person stopped = new Fatigue.Person(true, false, false, false, false, lately.asked());
        assertThat(Fatigue.of(stopped, Scale.FACES, true, NOW)).contains(Fatigue.No.STOPPED);
    }

    @Test
    void nobody_is_reminded_to_whom_something_is_owed() {
        assertThat(Fatigue.ofReminder(FRESH)).isEmpty();
        assertThat(Fatigue.ofReminder(new Fatigue.Person(false, false, false, false, true, List.of())))
                .contains(Fatigue.No.OWED);
    }
}
