package io.rapport.bench.voice;

import java.io.IOException;
import java.time.Duration;

/// Gives a program lots of calls until its code is compiled: compiling it takes the one core that it has, and is over
/// in the first minutes of the months in which it runs.
final class Warming {
    /// As long as more of a lot is spent on it, it is not over.
    private static final double COMPILING = 0.005;

    private static final int QUIET_LOTS = 2;
    private static final int MOST_LOTS = 12;

    private Warming() {}

    /// Some calls for some time.
    interface Lot {
        void run() throws IOException;
    }

    /// @return how many lots it took
    static int until(Ours ours, Duration each, Lot lot) throws IOException {
        long most = (long) (COMPILING * each.toMillis());
        int lots = 0;
        for (int quiet = 0; quiet < QUIET_LOTS && lots < MOST_LOTS; lots++) {
            long before = ours.compiledMillis();
            lot.run();
            quiet = ours.compiledMillis() - before <= most ? quiet + 1 : 0;
        }
        return lots;
    }
}
