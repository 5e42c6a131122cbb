package io.rapport.server.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What keeps a standing promise and what breaks it, rule by rule.
class JudgeTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Calendar OFFICE = Calendar.officeHours(LONDON);
    private static final Calendar ALWAYS = new Calendar(LONDON, java.util.List.of(), java.util.Map.of());

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(LONDON).toInstant();
    }

    private static Optional<Boolean> kept(Rule rule, int number, Facts facts, Calendar calendar, String now) {
        return Judge.judge(rule, number, facts, calendar, at(now)).map(Judge.Verdict::kept);
    }

    /// 20 November 2026 is a Friday.
    @Test
    void an_answer_is_due_in_working_hours_and_a_weekend_is_none() {
        Facts friday = new Facts.Arrival(at("2026-11-20T16:00"), Optional.empty());
        assertThat(kept(Rule.ANSWERED_WITHIN, 4, friday, OFFICE, "2026-11-23T12:00"))
                .isEmpty();
        assertThat(kept(Rule.ANSWERED_WITHIN, 4, friday, OFFICE, "2026-11-23T12:01"))
                .contains(false);
        assertThat(kept(Rule.ANSWERED_WITHIN, 4, friday, ALWAYS, "2026-11-20T20:01"))
                .contains(false);
        Facts answered = new Facts.Arrival(at("2026-11-20T16:00"), Optional.of(at("2026-11-23T12:00")));
        assertThat(kept(Rule.ANSWERED_WITHIN, 4, answered, OFFICE, "2026-11-23T15:00"))
                .contains(true);
        Facts late = new Facts.Arrival(at("2026-11-20T16:00"), Optional.of(at("2026-11-23T12:05")));
        assertThat(kept(Rule.ANSWERED_WITHIN, 4, late, OFFICE, "2026-11-23T15:00"))
                .contains(false);
    }

    @Test
    void a_promised_call_is_kept_by_the_first_attempt_inside_its_window() {
        Instant from = at("2026-11-20T14:00");
        Instant to = at("2026-11-20T15:00");
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.empty(), false),
                        OFFICE,
                        "2026-11-20T14:59"))
                .isEmpty();
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.empty(), false),
                        OFFICE,
                        "2026-11-20T15:00"))
                .contains(false);
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.of(from), false),
                        OFFICE,
                        "2026-11-20T16:00"))
                .contains(true);
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.of(to), false),
                        OFFICE,
                        "2026-11-20T16:00"))
                .contains(false);
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.of(from.minusSeconds(1)), false),
                        OFFICE,
                        "2026-11-20T16:00"))
                .as("too early is not in the window either")
                .contains(false);
        assertThat(kept(
                        Rule.CALLED_IN_WINDOW,
                        0,
                        new Facts.Call(from, to, Optional.empty(), true),
                        OFFICE,
                        "2026-11-20T13:00"))
                .as("we moved it")
                .contains(false);
    }

    @Test
    void an_outage_that_lasts_too_long_wants_a_call_within_a_day() {
        Instant began = at("2026-11-20T08:00");
        Facts over = new Facts.Outage(began, Optional.of(began.plus(Duration.ofHours(4))), Optional.empty());
        assertThat(kept(Rule.OUTAGE_MADE_GOOD, 4, over, OFFICE, "2026-11-25T08:00"))
                .isEmpty();
        Facts going = new Facts.Outage(began, Optional.empty(), Optional.empty());
        assertThat(kept(Rule.OUTAGE_MADE_GOOD, 4, going, OFFICE, "2026-11-20T13:00"))
                .isEmpty();
        assertThat(kept(Rule.OUTAGE_MADE_GOOD, 4, going, OFFICE, "2026-11-21T12:01"))
                .contains(false);
        Facts called = new Facts.Outage(began, Optional.empty(), Optional.of(at("2026-11-20T13:00")));
        assertThat(kept(Rule.OUTAGE_MADE_GOOD, 4, called, OFFICE, "2026-11-20T13:30"))
                .contains(true);
    }

    @Test
    void a_matter_is_handed_over_so_often_and_once_more_breaks_it_at_once() {
        Instant last = at("2026-11-20T10:00");
        assertThat(kept(
                        Rule.HANDED_OVER_AT_MOST,
                        1,
                        new Facts.HandOvers(1, Optional.of(last), Optional.empty()),
                        OFFICE,
                        "2026-11-20T11:00"))
                .isEmpty();
        assertThat(kept(
                        Rule.HANDED_OVER_AT_MOST,
                        1,
                        new Facts.HandOvers(2, Optional.of(last), Optional.empty()),
                        OFFICE,
                        "2026-11-20T11:00"))
                .contains(false);
        assertThat(kept(
                        Rule.HANDED_OVER_AT_MOST,
                        1,
                        new Facts.HandOvers(1, Optional.of(last), Optional.of(last)),
                        OFFICE,
                        "2026-11-20T11:00"))
                .contains(true);
        assertThat(kept(
                        Rule.HANDED_OVER_AT_MOST,
                        0,
                        new Facts.HandOvers(0, Optional.empty(), Optional.of(last)),
                        OFFICE,
                        "2026-11-20T11:00"))
                .contains(true);
    }

    @Test
    void whoever_hung_up_is_called_back_in_minutes_that_the_team_works() {
        Facts evening = new Facts.HungUp(at("2026-11-19T16:50"), Optional.empty());
        assertThat(kept(Rule.CALLED_BACK_WITHIN, 30, evening, OFFICE, "2026-11-20T09:20"))
                .isEmpty();
        assertThat(kept(Rule.CALLED_BACK_WITHIN, 30, evening, OFFICE, "2026-11-20T09:21"))
                .contains(false);
        Facts spoken = new Facts.HungUp(at("2026-11-19T16:50"), Optional.of(at("2026-11-20T09:15")));
        assertThat(kept(Rule.CALLED_BACK_WITHIN, 30, spoken, OFFICE, "2026-11-20T12:00"))
                .contains(true);
    }

    @Test
    void a_rule_is_judged_by_its_own_facts_only() {
        assertThatThrownBy(() -> kept(
                        Rule.CALLED_BACK_WITHIN,
                        1,
                        new Facts.Arrival(at("2026-11-19T16:50"), Optional.empty()),
                        OFFICE,
                        "2026-11-20T12:00"))
                .isInstanceOf(IllegalArgumentException.class);
        for (Rule rule : Rule.values()) {
            assertThat(rule.counts(-1)).isFalse();
        }
        assertThat(Rule.CALLED_IN_WINDOW.counts(0)).isTrue();
        assertThat(Rule.ANSWERED_WITHIN.counts(0)).isFalse();
    }
}
