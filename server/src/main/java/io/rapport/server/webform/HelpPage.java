package io.rapport.server.webform;

import io.rapport.server.knowledge.Article;
import io.rapport.server.page.Html;
import java.util.List;

/// The help pages' HTML. Pure.
final class HelpPage {
    private HelpPage() {}

    static String list(HelpWords words, List<Article> found, String typed) {
        StringBuilder body = new StringBuilder("<h1>" + words.title + "</h1><p class=\"quiet\">" + words.second + "</p>"
                + "<form method=\"get\" action=\"/help\" role=\"search\"><label for=\"q\">" + words.search
                + "</label><input id=\"q\" name=\"q\" type=\"search\" maxlength=\"200\" value=\"" + Html.escape(typed)
                + "\"><button>" + words.find + "</button></form>");
        if (found.isEmpty()) {
            return body.append("<p role=\"status\" style=\"margin-top:18px\">")
                    .append(typed.isBlank() ? words.empty : words.nothing)
                    .append("</p>")
                    .toString();
        }
        body.append("<ul>");
        for (Article article : found) {
            body.append("<li lang=\"")
                    .append(Html.escape(article.language()))
                    .append("\"><a href=\"/help/")
                    .append(article.id())
                    .append("\">")
                    .append(Html.escape(article.title()))
                    .append("</a></li>");
        }
        return body.append("</ul>").toString();
    }

    /// @param voted whether its reader has just said whether it helped
    static String article(HelpWords words, Article article, boolean voted) {
        String asked = voted
                ? "<p class=\"said\" role=\"status\">" + words.thanks + "</p>"
                : "<form method=\"post\" action=\"/help/" + article.id() + "/vote\" style=\"margin-top:28px\"><h2>"
                        + words.helped + "</h2><label for=\"words\">" + words.missing
                        + "</label><textarea class=\"short\" id=\"words\" name=\"words\" maxlength=\"1000\"></textarea>"
                        + "<button name=\"helped\" value=\"yes\">" + words.yes
                        + "</button> <button name=\"helped\" value=\"no\">" + words.no + "</button></form>";
        return "<p><a href=\"/help\">" + words.all + "</a></p><article lang=\"" + Html.escape(article.language())
                + "\"><h1>" + Html.escape(article.title()) + "</h1>" + Prose.html(article.text()) + "</article>"
                + asked;
    }

    static String sentence(HelpWords words, String sentence) {
        return "<div class=\"card\"><h1>" + sentence + "</h1><p><a href=\"/help\">" + words.all + "</a></p></div>";
    }
}
