package io.rapport.server.insight;

import java.util.Optional;

/// A share: k of n. Happiness, CSAT, "had to say it again", response rates, promises kept are all shares.
///
/// Its interval is Wilson's (E. B. Wilson, Journal of the American Statistical Association 22, 1927,
/// 209-212), which stays between 0 and 1 and holds for small n, where "plus or minus" around the share does
/// not:
///
///     centre = (k/n + z²/2n) / (1 + z²/n)
///     margin = z · sqrt((k/n)(1 - k/n)/n + z²/4n²) / (1 + z²/n)
///
/// @param k how many it is so of, 0 to n
/// @param n of how many; 0: nothing is known
record Share(long k, long n) {
    Share {
        if (k < 0 || k > n) {
            throw new IllegalArgumentException(k + " of " + n);
        }
    }

    /// 0 to 1; empty for none of none.
    Optional<Double> value() {
        return n == 0 ? Optional.empty() : Optional.of((double) k / n);
    }

    /// Where the share of everybody lies, if those who answered are like those who did not; of nobody:
    /// anywhere.
    Interval interval() {
        if (n == 0) {
            return new Interval(0, 1);
        }
        double share = (double) k / n;
        double z2 = Interval.Z * Interval.Z;
        double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        double margin = Interval.Z * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n)) / (1 + z2 / n);
        // At the ends the two terms cancel out but for the last digits.
        double low = k == 0 ? 0 : centre - margin;
        double high = k == n ? 1 : centre + margin;
        return new Interval(low, high).within(0, 1);
    }

    /// How much larger this share is than another, each of other people, with the interval of that:
    /// Newcombe's hybrid score interval (Statistics in Medicine 17, 1998, 873-890, method 10), which is
    /// made of the two intervals above. They differ where it does not hold zero.
    ///
    /// @return empty where one of both is of nobody
    Optional<Difference> above(Share other) {
        if (n == 0 || other.n == 0) {
            return Optional.empty();
        }
        double one = (double) k / n;
        double two = (double) other.k / other.n;
        Interval first = interval();
        Interval second = other.interval();
        double below = Math.hypot(one - first.low(), second.high() - two);
        double over = Math.hypot(first.high() - one, two - second.low());
        double difference = one - two;
        return Optional.of(
                new Difference(difference, new Interval(difference - below, difference + over).within(-1, 1)));
    }

    Share plus(Share other) {
        return new Share(k + other.k, n + other.n);
    }

    /// All of these but those of another that is among them.
    Share minus(Share other) {
        return new Share(k - other.k, n - other.n);
    }
}
