package io.rapport.server.webform;

import io.rapport.server.channel.Door;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.Language;
import java.util.Map;
import java.util.Optional;

/// How the form looks, empty or with what was typed and what is wrong with it.
final class FormPage {
    private FormPage() {}

    /// @param embedded whether it stands in a frame on the company's own site
    record Around(String company, Door door, boolean embedded, Language language) {
        String title() {
            String whom = company.isEmpty() ? language.say("us", "nosotros") : company;
            return company.isEmpty()
                    ? language.say("Write to us", "Escríbanos")
                    : language.say("Write to " + whom, "Escriba a " + whom);
        }
    }

    static String form(Around around, Filled filled, Map<Filled.Part, String> wrong) {
        Language in = around.language();
        StringBuilder body = new StringBuilder();
        body.append("<h1>")
                .append(Html.escape(around.title()))
                .append("</h1><p class=\"quiet\">")
                .append(in.say(
                        "A person reads it, and answers you by mail.", "Una persona lo lee y le responde por correo."))
                .append("</p>");
        if (wrong.containsKey(Filled.Part.FORM)) {
            body.append("<p class=\"notice\" role=\"alert\">")
                    .append(Html.escape(wrong.get(Filled.Part.FORM)))
                    .append("</p>");
        }
        body.append("<form method=\"post\" enctype=\"multipart/form-data\" action=\"/form/")
                .append(Html.escape(around.door().address()))
                .append(around.embedded() ? "?embed" : "")
                .append("\">");
        body.append(Page.field(
                "name",
                in.say("Your name", "Su nombre"),
                filled.name(),
                Optional.empty(),
                "autocomplete=\"name\" maxlength=\"200\""));
        body.append(Page.field(
                "email",
                in.say("Your mail address", "Su dirección de correo"),
                filled.email(),
                Optional.ofNullable(wrong.get(Filled.Part.EMAIL)),
                "type=\"email\" autocomplete=\"email\" maxlength=\"320\" required"));
        body.append("<label for=\"topic\">" + in.say("What is it about?", "¿De qué se trata?")
                + "</label><select id=\"topic\" name=\"topic\">");
        for (Topic topic : Topic.values()) {
            body.append("<option value=\"")
                    .append(topic.key())
                    .append(topic == filled.topic() ? "\" selected>" : "\">")
                    .append(Html.escape(topic.label(in)))
                    .append("</option>");
        }
        body.append("</select>");
        body.append(Page.area(
                "message",
                in.say("What can we do for you?", "¿Qué podemos hacer por usted?"),
                filled.message(),
                Optional.ofNullable(wrong.get(Filled.Part.MESSAGE)),
                "maxlength=\"" + Filled.MAX_MESSAGE + "\" required"));
        body.append(Page.field(
                "file",
                in.say("Files, if they help", "Archivos, si ayudan") + " <span class=\"quiet\">("
                        + in.say("up to ", "hasta ") + Uploads.MAX_FILES + in.say(", together ", ", en total ")
                        + (Uploads.MAX_BYTES >> 20) + "&nbsp;MB)</span>",
                "",
                Optional.ofNullable(wrong.get(Filled.Part.FILE)),
                "type=\"file\" multiple"));
        body.append("<div class=\"trap\" aria-hidden=\"true\"><label for=\"website\">"
                        + in.say("Leave this empty", "Deje esto vacío") + "</label>"
                        + "<input id=\"website\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></div>"
                        + "<input type=\"hidden\" name=\"stamp\" value=\"")
                .append(Html.escape(filled.stamp().orElse("")))
                .append("\"><input type=\"hidden\" name=\"lang\" value=\"" + in.tag() + "\"><button>")
                .append(in.say("Send", "Enviar"))
                .append("</button></form>");
        return body.toString();
    }

    /// @param receipt where they see what is promised; empty: what they sent shows them nothing
    static String thanks(Optional<String> receipt, boolean embedded, Language in) {
        String link = receipt.map(address -> "<p><a class=\"button\" href=\"" + Html.escape(address) + "\""
                        + (embedded ? " target=\"_blank\" rel=\"noopener\"" : "")
                        + ">"
                        + in.say(
                                "See who has it, and by when you hear from us",
                                "Vea quién lo tiene y cuándo le respondemos")
                        + "</a></p>")
                .orElse("");
        String then = receipt.isPresent()
                ? in.say("A person reads it and answers you by mail.", "Una persona lo lee y le responde por correo.")
                : in.say(
                        "A person looks at it and answers you by mail.",
                        "Una persona lo mira y le responde por correo.");
        return "<div class=\"card\"><h1>" + in.say("Thank you. We have it.", "Gracias. Lo tenemos.") + "</h1><p>" + then
                + "</p>" + link + "</div>";
    }
}
