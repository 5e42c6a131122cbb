package io.rapport.server.mystery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailWays;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.workforce.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What worries about a door, and in which words.
class WorriesTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Instant TUESDAY_TEN =
            LocalDateTime.parse("2026-11-24T10:02").atZone(LONDON).toInstant();
    private static final MysterySettings SETTINGS = new MysterySettings(
            Optional.empty(), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(30));
    private static final Door SUPPORT = new Door(
            new DoorId(1),
            Channel.MAIL,
            "Support",
            "support@brightline.example",
            Optional.empty(),
            true,
            MailWays.OURS);

    private static TestKnock knock(Optional<Instant> arrived, boolean junk, String failure) {
        return new TestKnock(
                1,
                SUPPORT.id(),
                TUESDAY_TEN,
                failure,
                arrived,
                junk,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Worry> about(Optional<TestKnock> knock, List<TestKnockStore.Overdue> overdue, Duration after) {
        return Worries.about(
                new Worries.Facts(SUPPORT, Calendar.officeHours(LONDON), knock, overdue, Optional.empty()),
                SETTINGS,
                TUESDAY_TEN.plus(after));
    }

    @Test
    void a_test_message_that_has_not_arrived_in_time_worries_and_says_which() {
        Optional<TestKnock> lost = Optional.of(knock(Optional.empty(), false, ""));
        assertThat(about(lost, List.of(), Duration.ofMinutes(4))).isEmpty();
        assertThat(about(lost, List.of(), Duration.ofMinutes(6)))
                .containsExactly(new Worry(
                        Worry.Kind.NOT_ARRIVED,
                        "Look at the door support@brightline.example: a test message sent at 10:02 has not arrived"));
    }

    @Test
    void what_the_far_side_said_is_told() {
        Optional<TestKnock> refused = Optional.of(knock(Optional.empty(), false, "550 no such user"));
        assertThat(about(refused, List.of(), Duration.ofMinutes(6)).getFirst().sentence())
                .endsWith("has not arrived (550 no such user)");
    }

    @Test
    void a_test_message_that_was_taken_for_junk_did_not_come_through() {
        Optional<TestKnock> junk = Optional.of(knock(Optional.of(TUESDAY_TEN.plusSeconds(1)), true, ""));
        assertThat(about(junk, List.of(), Duration.ofMinutes(1)).getFirst().sentence())
                .endsWith("a test message sent at 10:02 was taken for junk");
    }

    @Test
    void all_is_well_when_it_arrived() {
        Optional<TestKnock> well = Optional.of(knock(Optional.of(TUESDAY_TEN.plusSeconds(1)), false, ""));
        assertThat(about(well, List.of(), Duration.ofHours(3))).isEmpty();
    }

    @Test
    void answers_that_are_late_by_half_an_hour_of_working_time_worry() {
        TestKnockStore.Overdue monday = new TestKnockStore.Overdue(
                LocalDateTime.parse("2026-11-23T16:50").atZone(LONDON).toInstant(), false);
        Instant atNine = LocalDateTime.parse("2026-11-24T09:10").atZone(LONDON).toInstant();
        Duration beforeTen = Duration.between(TUESDAY_TEN, atNine);
        assertThat(about(Optional.empty(), List.of(monday), beforeTen)).isEmpty();
        assertThat(about(Optional.empty(), List.of(monday), beforeTen.plusMinutes(10))
                        .getFirst())
                .isEqualTo(new Worry(
                        Worry.Kind.UNANSWERED,
                        "Look at the door support@brightline.example: somebody was promised an answer by Monday 16:50"
                                + " and has none"));
    }

    @Test
    void the_mystery_customer_is_not_kept_waiting_at_all() {
        TestKnockStore.Overdue late = new TestKnockStore.Overdue(TUESDAY_TEN, true);
        assertThat(about(Optional.empty(), List.of(late), Duration.ofMinutes(1)))
                .extracting(Worry::kind)
                .containsExactly(Worry.Kind.UNANSWERED);
    }
}
