package io.rapport.server.outreach;

import io.rapport.server.page.Html;
import io.rapport.server.web.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that go to many, as one of them reads them. Pure.
final class Wording {
    private static final Pattern BLANK = Pattern.compile("\\{([^{}\\n]{0,40})\\}");
    private static final Pattern GREETED = Pattern.compile("[ \\t]*\\{(?:first name|nombre)\\}");
    /// What is left of ", your bill" where a name stood first.
    private static final Pattern BEGUN = Pattern.compile("^[ ,;:]+");
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’.-]{0,39}");

    private Wording() {}

    /// The first blank that is none of ours; empty if all are.
    static String unknownBlank(String text) {
        Matcher blanks = BLANK.matcher(text);
        while (blanks.find()) {
            if (!blanks.group(1).equals("first name") && !blanks.group(1).equals("nombre")) {
                return blanks.group();
            }
        }
        return "";
    }

    /// With the first name in its place; where it is not known, without what leads to it: "Hello {first
    /// name}," is
    /// "Hello,".
    ///
    /// @param name as the customer is called with us; may be an address
    static String filled(String text, String name) {
        String first = firstName(name);
        return first.isEmpty()
                ? BEGUN.matcher(GREETED.matcher(text).replaceAll("")).replaceFirst("")
                : BLANK.matcher(text).replaceAll(Matcher.quoteReplacement(first));
    }

    /// "Gwen" of "Gwen Pritchard"; empty where somebody is called by an address or number.
    static String firstName(String name) {
        String first = name.strip().split("\\s+")[0];
        return NAME.matcher(first).matches() ? first : "";
    }

    /// The whole mail in plain text.
    ///
    /// @param page where they say that they know
    static String mail(String words, String page, String unsubscribe, Language in) {
        return words.strip() + "\n\n" + known(in) + ":\n" + page + "\n\n" + answer(in) + "\n\n-- \n" + stop(in) + ": "
                + unsubscribe + "\n";
    }

    /// The same for mail programs that show more.
    static String html(String words, String page, String unsubscribe, Language in) {
        StringBuilder html = new StringBuilder();
        for (String part : words.strip().split("\n\n+")) {
            html.append("<p>")
                    .append(Html.escape(part.strip()).replace("\n", "<br>"))
                    .append("</p>");
        }
        return html.append("<p><a href=\"")
                .append(Html.escape(page))
                .append("\">")
                .append(Html.escape(known(in)))
                .append("</a></p><p>")
                .append(Html.escape(answer(in)))
                .append("</p><p style=\"font-size:13px;color:#5a6270\">")
                .append("<a href=\"")
                .append(Html.escape(unsubscribe))
                .append("\" style=\"color:#5a6270\">")
                .append(Html.escape(stop(in)))
                .append("</a></p>")
                .toString();
    }

    /// A short message.
    static String shortly(String subject, String page) {
        return subject.strip() + "\n" + page;
    }

    private static String known(Language in) {
        return in.say(
                "What happened, what we do about it, and room to say what you think of it",
                "Qué ha pasado, qué hacemos, y sitio para decir qué le parece");
    }

    private static String answer(Language in) {
        return in.say(
                "You can just answer this mail: your own team reads it.",
                "Puede responder a este correo: lo lee su propio equipo.");
    }

    private static String stop(Language in) {
        return in.say("Send me no more of what goes to many", "No enviarme más mensajes que van a muchos");
    }
}
