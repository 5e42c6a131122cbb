package io.rapport.server.mystery;

/// The regularised incomplete beta function, the distribution function of the negative binomial (NIST DLMF 8.17).
final class IncompleteBeta {
    private static final int MOST_TERMS = 500;
    private static final double PRECISE = 1e-12;
    private static final double TINY = 1e-300;

    private IncompleteBeta() {}

    /// I_x(a, b) for 0 < x < 1 and positive a, b; by its continued fraction (DLMF 8.17.22) on the side where that
    /// converges quickly.
    static double of(double x, double a, double b) {
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /// Lentz's method: numerators and denominators grow together, neither may touch zero.
    private static double fraction(double x, double a, double b) {
        double numerator = 1;
        double denominator = 1 / notZero(1 - (a + b) * x / (a + 1));
        double value = denominator;
        for (int m = 1; m <= MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            denominator = 1 / notZero(1 + even * denominator);
            numerator = notZero(1 + even / numerator);
            value *= denominator * numerator;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            denominator = 1 / notZero(1 + odd * denominator);
            numerator = notZero(1 + odd / numerator);
            double step = denominator * numerator;
            value *= step;
            if (Math.abs(step - 1) < PRECISE) {
                break;
            }
        }
        return value;
    }

    private static double notZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /// Stirling's series (DLMF 5.11.1), after moving small arguments up by the recurrence.
    private static double logGamma(double x) {
        double moved = 0;
        double z = x;
        while (z < 10) {
            moved -= Math.log(z);
            z++;
        }
        double square = z * z;
        double series = 1 / (12 * z) - 1 / (360 * z * square) + 1 / (1260 * z * square * square);
        return moved + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
    }
}
