package io.rapport.server.email.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What cleaned HTML may be made of, read tag by tag: attribute values and words may say anything.
final class Harmless {
    private static final Pattern TAG =
            Pattern.compile("</?([a-z][a-z0-9]*)((?:\\s+[a-z][a-z0-9-]*(?:=\"[^\"<>]*\")?)*)\\s*/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z][a-z0-9-]*)(?:=\"([^\"]*)\")?");
    private static final Set<String> NEVER = Set.of(
            "script",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "button",
            "style",
            "svg",
            "math",
            "link",
            "meta",
            "base",
            "template",
            "video",
            "audio",
            "source");

    private Harmless() {}

    static void check(String html) {
        // The cleaner parts braces by an empty comment, so that no template engine takes them for its own.
        String tags = html.replace("<!-- -->", "");
        Matcher tag = TAG.matcher(tags);
        for (int at = tags.indexOf('<'); at >= 0; at = tags.indexOf('<', at + 1)) {
            assertThat(tag.find(at) && tag.start() == at)
                    .as("a tag at %d of %s", at, html)
                    .isTrue();
            assertThat(NEVER).doesNotContain(tag.group(1));
            attributes(tag.group(1), tag.group(2), html);
        }
    }

    private static void attributes(String tag, String attributes, String html) {
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            String value = attribute.group(2) == null ? "" : attribute.group(2).strip();
            switch (attribute.group(1)) {
                case "href" -> assertThat(value).as(html).matches("(?si)(?:https?:|mailto:|tel:).*");
                case "src" -> assertThat(value).as(html).matches("(?si)(?:cid:|data:image/).*");
                case "style" ->
                    assertThat(value).as(html).doesNotContainIgnoringCase("url").doesNotContain("@");
                case "srcset", "background", "srcdoc", "formaction", "action" ->
                    throw new AssertionError("<" + tag + " " + attribute.group(1) + "> in " + html);
                default -> assertThat(attribute.group(1)).as(html).doesNotStartWith("on");
            }
        }
    }
}
