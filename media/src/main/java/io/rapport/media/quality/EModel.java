package io.rapport.media.quality;

/// How a narrowband line sounds, from 1 (bad) to 4.5 (excellent): the E-model (ITU-T G.107) with its default values,
/// and
/// the impairments of codecs (ITU-T G.113). Loss counts as random. Wideband codecs have a model of their own (G.107.1)
/// and must not be put in here.
public final class EModel {
    /// Of a perfect line with the default values.
    private static final double BEST = 93.2;

    private static final double LOUDEST_LOSS = 95;

    /// A delay that nobody notices, in milliseconds.
    private static final double NOTICED_MILLIS = 177.3;

    private EModel() {}

    /// How a codec sounds by itself, and how it bears loss.
    ///
    /// @param impairment `Ie`, 0 for none
    /// @param robustness `Bpl`, greater for codecs that bear more
    public record Codec(double impairment, double robustness) {
        /// G.711 that conceals what is lost (its appendix I), as browsers and telephones do.
        public static final Codec G711 = new Codec(0, 25.1);

        public static final Codec G729A = new Codec(11, 19);
    }

    /// The rating `R`, at most 93.2; below 0 for lines that can't be used.
    ///
    /// @param lossShare of packets that never came or came too late to be heard, 0 to 1
    /// @param delayMillis from mouth to ear, one way
    public static double rating(Codec codec, double lossShare, double delayMillis) {
        double percent = 100 * Math.clamp(lossShare, 0, 1);
        double loss =
                codec.impairment() + (LOUDEST_LOSS - codec.impairment()) * percent / (percent + codec.robustness());
        double delay = 0.024 * delayMillis + (delayMillis > NOTICED_MILLIS ? 0.11 * (delayMillis - NOTICED_MILLIS) : 0);
        return BEST - loss - delay;
    }

    /// What listeners would say, 1 to 4.5 (G.107 annex B).
    public static double opinion(double rating) {
        if (rating <= 0) {
            return 1;
        }
        if (rating >= 100) {
            return 4.5;
        }
        return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
    }
}
