package io.rapport.media.quality;

/// How a line sounds, in three words, by the rating of the E-model (the categories of ITU-T G.109, two of
/// them together each).
public enum Grade {
    /// Most users are satisfied: 80 or more.
    GOOD,
    /// Many are not: 60 or more.
    ROUGH,
    /// Nearly all are not.
    BAD;

    private static final double GOOD_RATING = 80;
    private static final double ROUGH_RATING = 60;

    public static Grade of(double rating) {
        return rating >= GOOD_RATING ? GOOD : rating >= ROUGH_RATING ? ROUGH : BAD;
    }
}
