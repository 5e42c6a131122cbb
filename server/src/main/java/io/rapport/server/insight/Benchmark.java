package io.rapport.server.insight;

import java.time.LocalDate;
import java.util.OptionalInt;

/// Somebody else's score, typed in to be held beside ours. It says something only of the same question,
/// asked in the same way, in the same year; so where it comes from and how it was asked stand with it.
///
/// @param id 0: it is new
/// @param firm whose it is
/// @param score -100 to 100 for NPS, 0 to 100 (percent happy) for the others
/// @param n how many answered, where that was published
/// @param source where it was published
/// @param method how it was asked: by mail, by telephone, of whom
/// @param measured when
record Benchmark(
        long id,
        String firm,
        Question question,
        double score,
        OptionalInt n,
        String source,
        String method,
        LocalDate measured) {

    enum Question {
        FACES,
        CSAT,
        NPS
    }

    /// How far off it may be at the most, in its own points, where n is known: of a score of which no more
    /// is known than n, half promoters and half detractors are the worst case.
    OptionalInt margin() {
        if (n.isEmpty()) {
            return OptionalInt.empty();
        }
        double variance = question == Question.NPS ? SampleSize.WORST_SCORE : SampleSize.WORST_SHARE;
        return OptionalInt.of((int) Math.ceil(100 * Interval.Z * Math.sqrt(variance / n.getAsInt())));
    }
}
