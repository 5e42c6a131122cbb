package io.rapport.server.webform;

/// What a form may be about, in the order in which it is offered.
enum Topic {
    HELP("I need help"),
    BILL("My bill"),
    MOVING("I am moving"),
    SALES("I would like to become a customer");

    private final String label;

    Topic(String label) {
        this.label = label;
    }

    String label() {
        return label;
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
