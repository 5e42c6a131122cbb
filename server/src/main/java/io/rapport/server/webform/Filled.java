package io.rapport.server.webform;

import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// A form as somebody filled it in.
///
/// @param website is seen by no person
/// @param stamp of the page on which it was filled in; empty: on a page of the company's own
record Filled(String name, String email, Topic topic, String message, String website, Optional<String> stamp) {
    static final int MAX_MESSAGE = 20_000;

    /// The parts of the page that can be wrong.
    enum Part {
        FORM,
        EMAIL,
        MESSAGE,
        FILE
    }

    Filled {
        name = Typed.line(name, 200);
        email = Typed.line(email, ContactPoint.MAX_LENGTH);
    }

    static Filled blank(String stamp) {
        return new Filled("", "", Topic.HELP, "", "", Optional.of(stamp));
    }

    Filled stamped(String fresh) {
        return new Filled(name, email, topic, message, website, Optional.of(fresh));
    }

    Optional<ContactPoint> address() {
        return ContactPoint.email(email).filter(a -> a.domain().contains("."));
    }

    /// What must be mended before it can be taken.
    Map<Part, String> mistakes(Language language) {
        Map<Part, String> wrong = new EnumMap<>(Part.class);
        if (address().isEmpty()) {
            wrong.put(
                    Part.EMAIL,
                    language.say(
                            "Please give the mail address at which we can answer you.",
                            "Por favor, indique el correo en el que podemos responderle."));
        }
        if (message.isBlank()) {
            wrong.put(
                    Part.MESSAGE,
                    language.say(
                            "Please write what we can do for you.", "Por favor, escriba qué podemos hacer por usted."));
        } else if (message.length() > MAX_MESSAGE) {
            wrong.put(
                    Part.MESSAGE,
                    language.say(
                            "At most " + MAX_MESSAGE + " characters, please; these are " + message.length()
                                    + ". A file can hold more.",
                            "Como máximo " + MAX_MESSAGE + " caracteres; estos son " + message.length()
                                    + ". En un archivo caben más."));
        }
        return wrong;
    }

    /// The first line of what they wrote, else the topic.
    String subject() {
        String first = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        String cut = first.length() > 80 ? first.substring(0, 79) + "…" : first;
        return cut.isEmpty() ? topic.label(Language.EN) : cut;
    }
}
