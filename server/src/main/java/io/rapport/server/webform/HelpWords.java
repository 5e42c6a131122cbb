package io.rapport.server.webform;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What stands round an article on the help pages, in the reader's language.
enum HelpWords {
    EN(
            "en",
            "Help",
            "What we are asked often, and what we know.",
            "Find by words",
            "Find",
            "Nothing has these words in it. Write to us instead: a person answers.",
            "Nothing stands here yet.",
            "Did this help?",
            "Yes",
            "No",
            "What was missing? (if you like)",
            "Thank you.",
            "All help",
            "There is no such page.",
            "Too much came from your network. Please try again later."),
    ES(
            "es",
            "Ayuda",
            "Lo que nos preguntan a menudo y lo que sabemos.",
            "Buscar por palabras",
            "Buscar",
            "Nada contiene esas palabras. Escríbanos: le contestará una persona.",
            "Aquí todavía no hay nada.",
            "¿Le ha servido?",
            "Sí",
            "No",
            "¿Qué le faltaba? (si quiere)",
            "Gracias.",
            "Toda la ayuda",
            "No existe esa página.",
            "Ha llegado demasiado desde su red. Inténtelo más tarde.");

    final String language;
    final String title;
    final String second;
    final String search;
    final String find;
    final String nothing;
    final String empty;
    final String helped;
    final String yes;
    final String no;
    final String missing;
    final String thanks;
    final String all;
    final String gone;
    final String tooOften;

    HelpWords(
            String language,
            String title,
            String second,
            String search,
            String find,
            String nothing,
            String empty,
            String helped,
            String yes,
            String no,
            String missing,
            String thanks,
            String all,
            String gone,
            String tooOften) {
        this.language = language;
        this.title = title;
        this.second = second;
        this.search = search;
        this.find = find;
        this.nothing = nothing;
        this.empty = empty;
        this.helped = helped;
        this.yes = yes;
        this.no = no;
        this.missing = missing;
        this.thanks = thanks;
        this.all = all;
        this.gone = gone;
        this.tooOften = tooOften;
    }

    /// @param accepted the header `Accept-Language`; English for whom we have no words
    static HelpWords of(@Nullable String accepted) {
        return accepted != null && accepted.strip().toLowerCase(Locale.ROOT).startsWith("es") ? ES : EN;
    }
}
