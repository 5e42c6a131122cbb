package io.rapport.server.webform;

import io.rapport.server.page.Html;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A little Markdown as HTML: headings, lists, bold words and links to the web. Everything else is text; nothing that
/// somebody wrote becomes markup. Pure.
final class Prose {
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]{1,500})\\*\\*");
    /// In text that is escaped already.
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\[\\]\\n]{1,300})]\\((https?://[^\\s()<>\"']{1,1000})\\)");

    private Prose() {}

    static String html(String text) {
        StringBuilder html = new StringBuilder();
        boolean list = false;
        boolean paragraph = false;
        for (String line : text.lines().toList()) {
            boolean item = line.startsWith("- ") || line.startsWith("* ");
            boolean head = line.startsWith("# ") || line.startsWith("## ");
            if (paragraph && (item || head || line.isBlank())) {
                html.append("</p>");
                paragraph = false;
            }
            if (list != item) {
                html.append(item ? "<ul>" : "</ul>");
                list = item;
            }
            if (item) {
                html.append("<li>").append(inline(line.substring(2))).append("</li>");
            } else if (head) {
                html.append("<h2>")
                        .append(inline(line.replaceFirst("^#+ ", "")))
                        .append("</h2>");
            } else if (!line.isBlank()) {
                html.append(paragraph ? "<br>" : "<p>").append(inline(line));
                paragraph = true;
            }
        }
        return html.append(paragraph ? "</p>" : "").append(list ? "</ul>" : "").toString();
    }

    private static String inline(String line) {
        String linked = LINK.matcher(Html.escape(line))
                .replaceAll(found -> Matcher.quoteReplacement(
                        "<a rel=\"nofollow noreferrer\" href=\"" + found.group(2) + "\">" + found.group(1) + "</a>"));
        return BOLD.matcher(linked).replaceAll("<b>$1</b>");
    }
}
