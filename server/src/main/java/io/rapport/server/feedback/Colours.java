package io.rapport.server.feedback;

/// The colours of answers: dark enough, or light enough, for the words that stand on them (WCAG 2.2, 1.4.3).
enum Colours {
    GOLD("#f2c230", "#2a1d0a"),
    GREEN("#6cbf85", "#2a1d0a"),
    AMBER("#f0a04b", "#2a1d0a"),
    RED("#e9796f", "#2a1d0a"),
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
