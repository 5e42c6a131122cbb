package io.rapport.server.email.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;
import org.owasp.html.PolicyFactory;

/// Cleans foreign HTML with OWASP's sanitizer and reads its words on the way.
///
/// What passes: text formatting, blocks, lists, tables, links (`http`, `https`, `mailto`, `tel`; opened apart and
/// without an opener), pictures that came along (`cid:`, small `data:` bitmaps). Pictures from elsewhere keep their
/// address in `data-remote-src`, where the frame may put it back when a person asks. No scripts, forms, frames, SVG,
/// style sheets; of styles only those that set a look, none that positions or loads. Thread-safe.
public final class HtmlCleaner {

    private static final Pattern LINK = Pattern.compile("(?i)(?:https?://|mailto:|tel:)[^\\s\\x00-\\x1f]{1,2000}");
    private static final Pattern REMOTE = Pattern.compile("(?i)https?://[^\\s\\x00-\\x1f]{1,2000}");
    private static final Pattern INSIDE =
            Pattern.compile("(?i)cid:[^\\s\\x00-\\x1f]{1,250}|data:image/(?:png|gif|jpeg|webp);base64,[a-z0-9+/=\\s]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}%?");
    private static final Pattern WORD = Pattern.compile("(?i)[a-z-]{1,20}");
    private static final Pattern COLOUR = Pattern.compile("(?i)#?[a-z0-9]{1,20}");
    private static final int MAX_DATA_URL = 200_000;

    private static final CssSchema STYLES = CssSchema.withProperties(List.of(
            "background-color",
            "border",
            "border-bottom",
            "border-collapse",
            "border-color",
            "border-left",
            "border-radius",
            "border-right",
            "border-spacing",
            "border-style",
            "border-top",
            "border-width",
            "color",
            "direction",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-variant",
            "font-weight",
            "height",
            "letter-spacing",
            "line-height",
            "list-style-type",
            "max-height",
            "max-width",
            "min-height",
            "min-width",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "vertical-align",
            "white-space",
            "width",
            "word-spacing",
            "word-wrap"));

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "a",
                    "abbr",
                    "address",
                    "b",
                    "big",
                    "blockquote",
                    "br",
                    "caption",
                    "center",
                    "cite",
                    "code",
                    "col",
                    "colgroup",
                    "dd",
                    "del",
                    "dfn",
                    "div",
                    "dl",
                    "dt",
                    "em",
                    "font",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "hr",
                    "i",
                    "img",
                    "ins",
                    "kbd",
                    "li",
                    "ol",
                    "p",
                    "pre",
                    "q",
                    "s",
                    "samp",
                    "small",
                    "span",
                    "strike",
                    "strong",
                    "sub",
                    "sup",
                    "table",
                    "tbody",
                    "td",
                    "tfoot",
                    "th",
                    "thead",
                    "tr",
                    "tt",
                    "u",
                    "ul",
                    "var")
            .allowWithoutAttributes("span", "font", "a", "img")
            .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .allowAttributes("target")
            .matching(Pattern.compile("_blank"))
            .onElements("a")
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .allowAttributes("src")
            .matching(INSIDE)
            .onElements("img")
            .allowAttributes("data-remote-src")
            .matching(REMOTE)
            .onElements("img")
            .allowAttributes("alt", "title")
            .globally()
            .allowAttributes("dir", "align", "valign", "lang", "type")
            .matching(WORD)
            .globally()
            .allowAttributes(
                    "width", "height", "border", "cellpadding", "cellspacing", "colspan", "rowspan", "start", "size")
            .matching(NUMBER)
            .globally()
            .allowAttributes("bgcolor", "color")
            .matching(COLOUR)
            .globally()
            .allowAttributes("face")
            .matching(Pattern.compile("[\\w ,'-]{1,100}"))
            .onElements("font")
            .allowStyling(STYLES)
            .toFactory();

    private final int limit;

    /// @param limit characters of HTML that are read; what lies beyond is cut off
    public HtmlCleaner(int limit) {
        this.limit = limit;
    }

    /// Cleans. Never throws for what the HTML holds.
    public SafeHtml clean(String html) {
        boolean truncated = html.length() > limit;
        String source = truncated ? html.substring(0, limit) : html;
        StringBuilder out = new StringBuilder(Math.min(source.length(), 64 * 1024));
        HtmlWords words = new HtmlWords();
        Disarming disarming = new Disarming(POLICY.apply(HtmlStreamRenderer.create(out, _ -> {})), words);
        HtmlSanitizer.sanitize(source, disarming);
        return new SafeHtml(out.toString(), words.text(), disarming.remoteImages, truncated);
    }

    /// Sees every element before the policy does: moves remote pictures aside, opens links apart, listens for words.
    private static final class Disarming implements HtmlSanitizer.Policy {
        private final HtmlSanitizer.Policy policy;
        private final HtmlWords words;
        boolean remoteImages;

        Disarming(HtmlSanitizer.Policy policy, HtmlWords words) {
            this.policy = policy;
            this.words = words;
        }

        @Override
        public void openDocument() {
            policy.openDocument();
        }

        @Override
        public void closeDocument() {
            policy.closeDocument();
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            words.open(element);
            policy.openTag(
                    element,
                    switch (element) {
                        case "img" -> picture(attributes);
                        case "a" -> link(attributes);
                        default -> without(attributes, "data-remote-src");
                    });
        }

        @Override
        public void closeTag(String element) {
            words.close(element);
            policy.closeTag(element);
        }

        @Override
        public void text(String text) {
            words.text(text);
            policy.text(text);
        }

        private List<String> picture(List<String> attributes) {
            List<String> kept = new ArrayList<>(attributes.size());
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                String name = attributes.get(i);
                String value = attributes.get(i + 1).strip();
                if (name.equals("src")) {
                    source(value, kept);
                } else if (!name.equals("data-remote-src")) {
                    kept.add(name);
                    kept.add(value);
                }
            }
            return kept;
        }

        private void source(String value, List<String> kept) {
            String start = value.substring(0, Math.min(8, value.length())).toLowerCase(Locale.ROOT);
            if (start.startsWith("http:") || start.startsWith("https:") || start.startsWith("//")) {
                remoteImages = true;
                kept.add("data-remote-src");
                kept.add(start.startsWith("//") ? "https:" + value : value);
            } else if (start.startsWith("cid:") || value.length() <= MAX_DATA_URL) {
                kept.add("src");
                kept.add(value);
            }
        }

        private static List<String> link(List<String> attributes) {
            List<String> kept = without(attributes, "target");
            kept.add("target");
            kept.add("_blank");
            return kept;
        }

        private static List<String> without(List<String> attributes, String unwanted) {
            if (!attributes.contains(unwanted) && !unwanted.equals("target")) {
                return attributes;
            }
            List<String> kept = new ArrayList<>(attributes.size() + 2);
            for (int i = 0; i + 1 < attributes.size(); i += 2) {
                if (!attributes.get(i).equals(unwanted)) {
                    kept.add(attributes.get(i));
                    kept.add(attributes.get(i + 1));
                }
            }
            return kept;
        }
    }
}
