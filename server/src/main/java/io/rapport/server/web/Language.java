package io.rapport.server.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// In which language a customer's page speaks. English is meant where nothing else is said.
public enum Language {
    EN(Locale.ENGLISH),
    ES(Locale.of("es"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// @param tags a language tag (BCP 47), or a list of them with the one that is liked best first, as browsers send
    /// it
    public static Language of(@Nullable String tags) {
        return tags != null && tags.strip().toLowerCase(Locale.ROOT).startsWith("es") ? ES : EN;
    }

    public Locale locale() {
        return locale;
    }

    /// As pages name it.
    public String tag() {
        return locale.getLanguage();
    }

    /// The one of two sentences that is in this language.
    public String say(String english, String spanish) {
        return this == ES ? spanish : english;
    }
}
