package io.rapport.server.promise;

/// What the giver tells the receiver, so that the customer need not say it again. Each at most 2,000 characters.
public record HandOverCard(String asked, String promised, String tried) {
    private static final int MAX = 2_000;

    public HandOverCard {
        asked = cut(asked);
        promised = cut(promised);
        tried = cut(tried);
    }

    private static String cut(String text) {
        String clean = text.strip();
        return clean.length() > MAX ? clean.substring(0, MAX) : clean;
    }
}
