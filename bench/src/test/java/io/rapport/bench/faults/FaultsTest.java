package io.rapport.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The small version of `./rapport bench faults`: a few calls at once, by real packets.
class FaultsTest {
    private static final int MOST_RUNS = 4;

    private static final int CALLS = 9;

    /// Other ones are the benchmark's; or `-Drapport.seed=N`.
    private static final long SEED = 4_321;

    @Test
    @Timeout(150)
    void faults_are_found_in_half_a_minute_and_none_where_there_is_none() throws Exception {
        long seed = Long.getLong("rapport.seed", SEED);
        Faults.Outcome outcome = Faults.hurried(seed, CALLS);
        for (int run = 1; run < MOST_RUNS && disturbed(outcome) && !isPerfect(outcome); run++) {
            outcome = Faults.hurried(seed, CALLS);
        }
        assertThat(outcome.falseAlarms()).as("seed %d, %s", seed, outcome).isZero();
        assertThat(outcome.found()).as("seed %d, %s", seed, outcome).isEqualTo(CALLS);
    }

    /// Where the machine stood still for a while, or could not send a second of sound in a second, there were faults
    /// indeed, other ones than those that we made.
    private static boolean disturbed(Faults.Outcome outcome) {
        return outcome.heldUpMillis() > 200 || outcome.pace() < 0.95;
    }

    private static boolean isPerfect(Faults.Outcome outcome) {
        return outcome.found() == CALLS && outcome.falseAlarms() == 0;
    }
}
