package io.rapport.server.webform;

import io.rapport.server.web.Language;

/// What a form may be about, in the order in which it is offered.
enum Topic {
    HELP("I need help", "Necesito ayuda"),
    BILL("My bill", "Mi factura"),
    MOVING("I am moving", "Me mudo"),
    SALES("I would like to become a customer", "Me gustaría ser cliente");

    private final String english;
    private final String spanish;

    Topic(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    String label(Language language) {
        return language.say(english, spanish);
    }

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Help, for what is none of them.
    static Topic of(String key) {
        for (Topic topic : values()) {
            if (topic.key().equals(key)) {
                return topic;
            }
        }
        return HELP;
    }
}
