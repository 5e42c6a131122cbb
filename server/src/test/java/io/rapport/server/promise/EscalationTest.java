package io.rapport.server.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EscalationTest {
    private static final Instant MADE = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant DEADLINE = MADE.plus(Duration.ofHours(4));

    private static Promised.Risk minutesBefore(int minutes) {
        return Escalation.risk(MADE, DEADLINE, DEADLINE.minus(Duration.ofMinutes(minutes)));
    }

    @Test
    void a_promise_worries_first_those_who_look_then_a_helper_then_the_lead() {
        assertThat(minutesBefore(31)).isEqualTo(Promised.Risk.CALM);
        assertThat(minutesBefore(30)).isEqualTo(Promised.Risk.AT_RISK);
        assertThat(minutesBefore(15)).isEqualTo(Promised.Risk.HELPED);
        assertThat(minutesBefore(5)).isEqualTo(Promised.Risk.LEAD);
        assertThat(minutesBefore(0)).isEqualTo(Promised.Risk.LATE);
    }

    @Test
    void a_short_promise_has_its_steps_in_proportion() {
        Instant soon = MADE.plus(Duration.ofMinutes(24));
        assertThat(Escalation.risk(MADE, soon, MADE)).isEqualTo(Promised.Risk.CALM);
        assertThat(Escalation.risk(MADE, soon, soon.minus(Duration.ofMinutes(6))))
                .isEqualTo(Promised.Risk.AT_RISK);
        assertThat(Escalation.risk(MADE, soon, soon.minus(Duration.ofMinutes(1))))
                .isEqualTo(Promised.Risk.LEAD);
    }

    /// Whatever the times: looking when told to look passes every step once and ends late, in at most five looks.
    @Test
    void looking_when_told_passes_every_step_and_ends() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            Instant deadline = MADE.plusMillis(60_000 + random.nextLong(1_000_000_000L));
            Set<Promised.Risk> seen = EnumSet.noneOf(Promised.Risk.class);
            Optional<Instant> look = Optional.of(MADE);
            int looks = 0;
            while (look.isPresent()) {
                Promised.Risk risk = Escalation.risk(MADE, deadline, look.get());
                assertThat(seen.add(risk)).as("seed %d, %s twice", seed, risk).isTrue();
                look = Escalation.nextCheck(MADE, deadline, look.get());
                looks++;
            }
            assertThat(seen).as("seed %d", seed).isEqualTo(EnumSet.allOf(Promised.Risk.class));
            assertThat(looks).isEqualTo(5);
        }
    }
}
