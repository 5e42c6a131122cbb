package io.rapport.server.promise;

/// What the giver tells the receiver, so that the customer need not say it again. Each text at most 2,000 characters.
///
/// @param asked what the customer wants
/// @param promised what they were promised
/// @param tried what was done so far
/// @param dontAsk what they have said already and must not be asked again
/// @param nextStep what the giver would do next
public record HandOverCard(String asked, String promised, String tried, String dontAsk, Mood mood, String nextStep) {
    private static final int MAX = 2_000;

    /// How the customer is, as the giver felt it.
    public enum Mood {
        /// Nothing was said of it.
        UNSAID,
        GLAD,
        CALM,
        WORRIED,
        UPSET
    }

    public HandOverCard {
        asked = cut(asked);
        promised = cut(promised);
        tried = cut(tried);
        dontAsk = cut(dontAsk);
        nextStep = cut(nextStep);
    }

    /// A card that says only what was asked, promised and tried.
    public HandOverCard(String asked, String promised, String tried) {
        this(asked, promised, tried, "", Mood.UNSAID, "");
    }

    private static String cut(String text) {
        String clean = text.strip();
        return clean.length() > MAX ? clean.substring(0, MAX) : clean;
    }
}
