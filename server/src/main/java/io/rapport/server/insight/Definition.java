package io.rapport.server.insight;

/// What a figure is: of which rows, which of them are in it, and which of those are what it counts.
/// [FigureStore] makes the number of it, and the list behind the number, so that both are of the same rows.
///
/// @param in a condition on a row: whether it is counted at all
/// @param hit a condition on a row that is in: whether it is what the figure is the share of; of times,
///     that they are known
/// @param against the opposite of a hit, where there is one: a detractor, a worse face
record Definition(Kind kind, Source source, String in, String hit, String against) {
    static final String NONE = "false";
    static final String ALL = "true";

    enum Kind {
        /// Hits of all that are in, with Wilson's interval: [Share].
        SHARE,
        /// Promoters less detractors: [NetPromoter].
        SCORE,
        /// Seconds of each row, as median and p90: the time within which half, and nine of ten, were;
        /// always a time that really was.
        TIME,
        /// How many there are, and nothing more.
        COUNT
    }

    static Definition share(Source source, String in, String hit) {
        return new Definition(Kind.SHARE, source, in, hit, NONE);
    }

    static Definition share(Source source, String in, String hit, String against) {
        return new Definition(Kind.SHARE, source, in, hit, against);
    }

    static Definition score(Source source, String in, String hit, String against) {
        return new Definition(Kind.SCORE, source, in, hit, against);
    }

    static Definition time(Source source, String in) {
        return new Definition(Kind.TIME, source, in, ALL, NONE);
    }

    static Definition count(Source source, String in) {
        return new Definition(Kind.COUNT, source, in, ALL, NONE);
    }
}
