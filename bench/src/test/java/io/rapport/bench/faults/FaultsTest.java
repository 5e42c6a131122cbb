package io.rapport.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The small version of `./rapport bench faults`: a few calls at once, by real packets.
class FaultsTest {
    @Test
    @Timeout(90)
    void each_kind_of_fault_is_found_at_whom_it_is_and_none_where_there_is_none() throws Exception {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        Faults.Outcome outcome = Faults.hurried(seed, 16);
        assertThat(outcome.wrong()).as("seed %d, %s", seed, outcome).isEmpty();
        assertThat(outcome.found()).isEqualTo(16);
    }
}
