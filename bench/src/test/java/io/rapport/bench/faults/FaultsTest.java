package io.rapport.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The small version of `./rapport bench faults`: a few calls at once, by real packets.
class FaultsTest {
    private static final int MOST_RUNS = 4;

    @Test
    @Timeout(150)
    void each_kind_of_fault_is_found_at_whom_it_is_and_none_where_there_is_none() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        Faults.Outcome outcome = Faults.hurried(seed, 9);
        // Where the machine could not send a second of sound in a second, there were faults indeed.
        for (int run = 1; run < MOST_RUNS && outcome.pace() < 0.95; run++) {
            outcome = Faults.hurried(seed, 9);
        }
        assertThat(outcome.wrong()).as("seed %d, %s", seed, outcome).isEmpty();
        assertThat(outcome.found()).isEqualTo(9);
    }
}
