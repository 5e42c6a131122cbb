package io.rapport.server.webform;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Html;
import java.util.Map;
import java.util.Optional;

/// How the form looks, empty or with what was typed and what is wrong with it.
final class FormPage {
    private FormPage() {}

    /// @param embedded whether it stands in a frame on the company's own site
    record Around(String company, Door door, boolean embedded) {}

    static String form(Around around, Filled filled, Map<Filled.Part, String> wrong) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>Write to ")
                .append(around.company().isEmpty() ? "us" : Html.escape(around.company()))
                .append("</h1><p class=\"quiet\">A person reads it, and answers you by mail.</p>");
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
                "name", "Your name", filled.name(), Optional.empty(), "autocomplete=\"name\" maxlength=\"200\""));
        body.append(Page.field(
                "email",
                "Your mail address",
                filled.email(),
                Optional.ofNullable(wrong.get(Filled.Part.EMAIL)),
                "type=\"email\" autocomplete=\"email\" maxlength=\"320\" required"));
        body.append("<label for=\"topic\">What is it about?</label><select id=\"topic\" name=\"topic\">");
        for (Topic topic : Topic.values()) {
            body.append("<option value=\"")
                    .append(topic.key())
                    .append(topic == filled.topic() ? "\" selected>" : "\">")
                    .append(Html.escape(topic.label()))
                    .append("</option>");
        }
        body.append("</select>");
        body.append(Page.area(
                "message",
                "What can we do for you?",
                filled.message(),
                Optional.ofNullable(wrong.get(Filled.Part.MESSAGE)),
                "maxlength=\"" + Filled.MAX_MESSAGE + "\" required"));
        body.append(Page.field(
                "file",
                "Files, if they help <span class=\"quiet\">(up to " + Uploads.MAX_FILES + ", together "
                        + (Uploads.MAX_BYTES >> 20) + "&nbsp;MB)</span>",
                "",
                Optional.ofNullable(wrong.get(Filled.Part.FILE)),
                "type=\"file\" multiple"));
        body.append("<div class=\"trap\" aria-hidden=\"true\"><label for=\"website\">Leave this empty</label>"
                        + "<input id=\"website\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></div>"
                        + "<input type=\"hidden\" name=\"stamp\" value=\"")
                .append(Html.escape(filled.stamp().orElse("")))
                .append("\"><button>Send</button></form>");
        return body.toString();
    }

    /// @param receipt where they see what is promised; empty: what they sent shows them nothing
    static String thanks(Optional<String> receipt, boolean embedded) {
        String link = receipt.map(address -> "<p><a class=\"button\" href=\"" + Html.escape(address) + "\""
                        + (embedded ? " target=\"_blank\" rel=\"noopener\"" : "")
                        + ">See who has it, and by when you hear from us</a></p>")
                .orElse("");
        String then = receipt.isPresent()
                ? "A person reads it and answers you by mail."
                : "A person looks at it and answers you by mail.";
        return "<div class=\"card\"><h1>Thank you. We have it.</h1><p>" + then + "</p>" + link + "</div>";
    }
}
