package io.rapport.server.feedback;

/// The colours of answers: dark enough, or light enough, for the words that stand on them (WCAG 2.2, 1.4.3).
enum Colours {
    GOLD("#f2b705", "#15181e"),
    GREEN("#1e7043", "#ffffff"),
    AMBER("#f0894a", "#15181e"),
    RED("#b02a24", "#ffffff"),
    GREY("#e2e5ea", "#15181e");

    private final String ground;
    private final String ink;

    Colours(String ground, String ink) {
        this.ground = ground;
        this.ink = ink;
    }

    static Colours of(Scale scale, int answer) {
        return switch (scale) {
            case FACES ->
                switch (answer) {
                    case 4 -> GOLD;
                    case 3 -> GREEN;
                    case 2 -> AMBER;
                    default -> RED;
                };
            // A colour would say which number we like.
            case CSAT, NPS -> GREY;
        };
    }

    String inMail() {
        return "background-color:" + ground + ";color:" + ink + ";";
    }

    /// Its name in a page's style.
    String style() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
