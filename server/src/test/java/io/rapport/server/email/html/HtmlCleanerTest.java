package io.rapport.server.email.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlCleanerTest {

    private final HtmlCleaner cleaner = new HtmlCleaner(100_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\" java\tscript:alert(1)\">x</a>",
                "<iframe src=//evil.example></iframe>",
                "<form action=//evil.example><input></form>",
                "<div style=\"position:fixed;top:0\">x</div>",
                "<div style=\"background:url(//evil.example/x)\">x</div>",
                "<style>@import url(//evil.example)</style>",
                "<link rel=stylesheet href=//evil.example>",
                "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
                "<base href=//evil.example>",
                "<object data=//evil.example></object>",
                "<embed src=//evil.example>",
                "<math><mi xlink:href=javascript:alert(1)>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<img src=\"data:image/svg+xml;base64,PHN2Zz4=\">",
                "<img srcset=\"//evil.example/x 1x\">",
                "<table background=//evil.example/x><tr><td>x",
                "<video poster=//evil.example/x>",
                "<div style=\"width:expression(alert(1))\">x</div>"
            })
    void nothing_runs_escapes_or_calls_home(String attack) {
        String clean = cleaner.clean("before " + attack + " after").html().toLowerCase(Locale.ROOT);
        assertThat(clean)
                .doesNotContain(
                        "<script",
                        "onerror",
                        "onload=",
                        "javascript",
                        "<iframe",
                        "<form",
                        "position",
                        "url(",
                        "<style",
                        "<link",
                        "<meta",
                        "<base",
                        "<object",
                        "<embed",
                        "<svg",
                        "expression",
                        "srcset",
                        "background=",
                        "<video",
                        "data:")
                .doesNotContainPattern("(src|href|action)=\"?(https?:)?//evil");
        assertThat(clean).contains("before");
    }

    @Test
    void remote_pictures_wait_until_they_are_asked_for() {
        SafeHtml clean =
                cleaner.clean("<img src=\"https://shop.example/a.png\" width=10><img src=//shop.example/b.png>");
        assertThat(clean.remoteImages()).isTrue();
        assertThat(clean.html())
                .contains("data-remote-src=\"https://shop.example/a.png\"")
                .contains("data-remote-src=\"https://shop.example/b.png\"")
                .doesNotContain(" src=");
    }

    @Test
    void a_sender_cannot_make_a_picture_look_asked_for() {
        assertThat(cleaner.clean(
                                "<img data-remote-src=\"javascript:alert(1)\"><p data-remote-src=\"https://x.example\">x")
                        .html())
                .doesNotContain("data-remote-src");
    }

    @Test
    void pictures_that_came_along_stay() {
        SafeHtml clean =
                cleaner.clean("<img src=\"cid:logo@x\" alt=Logo><img src=\"data:image/png;base64,iVBORw0KGgo=\">");
        assertThat(clean.remoteImages()).isFalse();
        assertThat(clean.html()).contains("src=\"cid:logo&#64;x\"").contains("data:image/png");
    }

    @Test
    void links_open_apart_and_without_an_opener() {
        assertThat(cleaner.clean("<a href=\"https://shop.example/?a=1&b=2\" target=_top>x</a>")
                        .html())
                .contains("target=\"_blank\"")
                .contains("noopener")
                .contains("href=\"https://shop.example/?a&#61;1&amp;b&#61;2\"");
    }

    @Test
    void looks_stay() {
        assertThat(cleaner.clean("<p style=\"color:red;text-align:center;position:absolute\">x</p>")
                        .html())
                .contains("color:red")
                .contains("text-align:center")
                .doesNotContain("position");
    }

    @Test
    void the_words_are_read_on_the_way() {
        assertThat(cleaner.clean("""
                <html><head><title>t</title><style>p{}</style></head><body><p>Hello   <b>Nell</b>,</p>
                <p>no&nbsp;line &amp; no light.</p><ul><li>one</li><li>two</li></ul>
                <table><tr><td>a</td><td>b</td></tr></table><div>On Tue, Nell wrote:</div>
                <blockquote><p>Try again.</p><blockquote>Deeper</blockquote></blockquote></body></html>
                """).text()).isEqualTo("""
                Hello Nell,

                no line & no light.

                - one
                - two
                a b
                On Tue, Nell wrote:

                > Try again.
                >
                >> Deeper""");
    }

    @Test
    void what_is_too_long_is_cut_and_said() {
        SafeHtml clean = cleaner.clean("<p>x</p>".repeat(50_000));
        assertThat(clean.truncated()).isTrue();
    }

    @Test
    void deep_nesting_takes_no_long_time() {
        cleaner.clean("<div>".repeat(20_000));
        cleaner.clean("<table><tr><td>".repeat(6_000));
        cleaner.clean("<b><i><a>".repeat(10_000) + "</b>".repeat(10_000));
    }
}
