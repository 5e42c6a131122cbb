package io.rapport.server.page;

import io.rapport.server.web.Language;
import java.util.Optional;

/// The frame of a customer's page: one style, no script.
public final class Page {
    private Page() {}

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #15181e; --ink-2: #454d5a; --canvas: #f4f5f7; --surface: #fff;
              --line: #e2e5ea; --line-strong: #8b93a0; --accent: #2a4fd0; --on-accent: #fff; --link: #2447bf;
              --late: #b02a24; --late-wash: #fdf0ee; --kept: #1e7043; --kept-wash: #ebf6ef; --sunken: #eceef1; }
            @media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --ink-2: #b7bec9; --canvas: #101216;
              --surface: #171a1f; --line: #2b3038; --line-strong: #6d7684; --accent: #4666e0; --link: #9db2ff;
              --late: #ff9389; --late-wash: #33191a; --kept: #79cf9d; --kept-wash: #14291d; --sunken: #22262d; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--canvas); color: var(--ink); font: 16px/1.5 system-ui, -apple-system,
              "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
            main { max-width: 640px; margin: 0 auto; padding: 28px 20px 56px; }
            .top { max-width: 640px; margin: 0 auto; padding: 20px 20px 0; font-weight: 600; color: var(--ink-2); }
            body.embed { background: none; } body.embed main { padding: 4px; }
            h1 { font-size: 26px; line-height: 1.25; margin: 0 0 6px; text-wrap: balance; }
            h2 { font-size: 17px; line-height: 1.3; margin: 32px 0 10px; }
            p { margin: 0 0 12px; } .quiet { color: var(--ink-2); font-weight: 400; }
            .about { font-size: 18px; color: var(--ink-2); overflow-wrap: anywhere; }
            form + form.after { margin-top: 12px; } form, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 9px; padding: 22px; }
            h1 + p + form, .notice + form { margin-top: 18px; }
            .card > :last-child { margin-bottom: 0; }
            label { display: block; font-weight: 600; margin: 0 0 4px; }
            input, textarea, select { width: 100%; min-height: 44px; padding: 9px 11px; margin: 0 0 18px;
              border: 1px solid var(--line-strong); border-radius: 5px; background: var(--surface); color: var(--ink);
              font: inherit; }
            input[type=file] { border-style: dashed; color: var(--ink-2); }
            input::file-selector-button { font: inherit; color: var(--ink); background: var(--sunken); border: 0;
              border-radius: 4px; padding: 3px 10px; margin-right: 10px; }
            textarea { min-height: 150px; resize: vertical; display: block; } textarea.short { min-height: 84px; }
            :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
            [aria-invalid=true] { border-color: var(--late); }
            button, a.button { display: inline-block; min-height: 44px; padding: 10px 22px; border: 0; border-radius: 5px;
              background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none;
              cursor: pointer; }
            a { color: var(--link); overflow-wrap: anywhere; }
            .choices { border: 0; margin: 0 0 18px; padding: 0; } .choices legend { font-weight: 600; padding: 0; margin: 0 0 6px; }
            .choices label { display: flex; gap: 10px; align-items: center; min-height: 44px; padding: 8px 12px; margin: 0 0 6px;
              border: 1px solid var(--line); border-radius: 5px; font-weight: 400; cursor: pointer; }
            .choices label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
            .choices input { width: 20px; min-height: 0; height: 20px; margin: 0; flex: none; accent-color: var(--accent); }
            button.plain { background: var(--sunken); color: var(--ink); }
            .wrong { color: var(--late); margin: -12px 0 18px; }
            .shut { background: var(--sunken); color: var(--ink-2); }
            .notice, .said, .shut { border-radius: 9px; padding: 12px 16px; margin: 0 0 18px; font-weight: 600; }
            .notice { background: var(--late-wash); color: var(--late); }
            .said { background: var(--kept-wash); color: var(--kept); }
            .trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
            .faces { display: flex; flex-wrap: wrap; gap: 14px 10px; margin: 20px 0 16px; padding: 0; list-style: none; }
            .faces li { width: 62px; text-align: center; font-size: 13px; line-height: 1.3; color: var(--ink-2);
              overflow-wrap: anywhere; }
            .faces img, .faces i, .promise img, .promise i { display: grid; place-items: center; width: 48px; height: 48px;
              margin: 0 auto 4px; border-radius: 50%; background: var(--sunken); color: var(--ink-2); font-style: normal;
              font-weight: 600; }
            .faces img { object-fit: cover; }
            .faces .c0 { background: #dde6ff; color: #1f3a93; } .faces .c1 { background: #dff3e6; color: #155a32; }
            .faces .c2 { background: #fdeccd; color: #6d4300; } .faces .c3 { background: #f6dfee; color: #7a1f59; }
            .faces .c4 { background: #e4e1fb; color: #40308f; } .faces .c5 { background: #d9f1f3; color: #0d535b; }
            .reach { display: grid; grid-template-columns: max-content 1fr; gap: 8px 18px; margin: 0 0 14px; }
            .reach dt { color: var(--ink-2); } .reach dd { margin: 0; overflow-wrap: anywhere; }
            .promise { display: grid; grid-template-columns: 48px 1fr; gap: 14px; align-items: center; }
            .promise + .promise { border-top: 1px solid var(--line); margin-top: 14px; padding-top: 14px; }
            .promise p { margin: 0; } .promise b { font-size: 18px; } .promise strong { display: inline-block; }
            fieldset { border: 0; margin: 0 0 20px; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0;
              margin: 0 0 8px; } fieldset label { font-weight: 400; display: flex; align-items: center; gap: 10px; margin: 0; }
            input[type=radio] { width: 20px; height: 20px; min-height: 0; margin: 0; flex: none; accent-color: var(--accent); }
            .line { display: flex; flex-wrap: wrap; gap: 8px 22px; } .line legend { float: left; width: 100%; }
            .list label { min-height: 40px; }
            .answers > div { display: flex; flex-wrap: wrap; gap: 8px; } .answers label { position: relative; flex: 1 1 108px;
              flex-direction: column; justify-content: center; text-align: center; gap: 6px; min-height: 64px; padding: 12px 8px;
              border: 2px solid var(--line); border-radius: 9px; cursor: pointer; }
            .answers input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; cursor: pointer; }
            .answers label:has(:checked) { border-color: var(--accent); background: var(--sunken); font-weight: 600; }
            .answers label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
            .scale-nps label { flex: 0 1 48px; min-height: 48px; padding: 8px 4px; } .ends { display: flex;
              justify-content: space-between; gap: 12px; margin: 8px 0 0; font-size: 14px; }
            .answers svg circle { fill: #f2c230; } .answers .green svg circle { fill: #6cbf85; }
            .answers .amber svg circle { fill: #f0a04b; } .answers .red svg circle { fill: #e9796f; }
            .answers svg circle.eye { fill: #2a1d0a; } .answers svg path { fill: none; stroke: #2a1d0a; stroke-width: 3;
              stroke-linecap: round; }
            .reads { margin: 14px 0 0; } .answers-row { display: flex; flex-wrap: wrap; gap: 8px; }
            .answers-row a { padding: 10px 16px; border-radius: 6px; font-weight: 600; text-decoration: none; color: #2a1d0a;
              background: #e2e5ea; } .answers-row .gold { background: #f2c230; } .answers-row .green { background: #6cbf85; }
            .answers-row .amber { background: #f0a04b; } .answers-row .red { background: #e9796f; }
            .answers-row .chosen { outline: 3px solid var(--accent); outline-offset: 2px; }
            .pick { display: flex; gap: 10px; align-items: center; min-height: 44px; font-weight: 400; }
            .pick input { width: 20px; height: 20px; min-height: 0; margin: 0; }
            .when { color: var(--ink-2); margin: 0 0 4px; } article + article { margin-top: 18px; }
            article h2 { margin-top: 0; } .prose { white-space: pre-line; overflow-wrap: anywhere; }
            form.plain { background: none; border: 0; padding: 0; }
            ::placeholder { color: var(--ink-2); opacity: .85; }
            @media (max-width: 420px) { .reach { grid-template-columns: 1fr; gap: 0; } .reach dd { margin-bottom: 8px; } form, .card { padding: 16px; } h1 { font-size: 23px; }
              button, a.button { width: 100%; text-align: center; } }
            """;

    /// @param company shown above; empty where it isn't known
    public static String of(String title, String company, boolean embedded, String body) {
        return of(title, company, embedded, body, Language.EN);
    }

    public static String of(String title, String company, boolean embedded, String body, Language language) {
        return whole(title, company, embedded, body, language, "<meta name=\"robots\" content=\"noindex\">");
    }

    /// A page that everybody may find.
    public static String open(String title, String company, String body, Language language) {
        return whole(title, company, false, body, language, "");
    }

    private static String whole(
            String title, String company, boolean embedded, String body, Language language, String robots) {
        String top = embedded || company.isEmpty() ? "" : "<header class=\"top\">" + Html.escape(company) + "</header>";
        return "<!doctype html><html lang=\"" + language.tag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + robots + "<title>" + Html.escape(title) + "</title><style>" + STYLE
                + "</style></head><body" + (embedded ? " class=\"embed\"" : "") + ">" + top + "<main>" + body
                + "</main></body></html>";
    }

    /// @param label in HTML
    public static String field(String name, String label, String value, Optional<String> wrong, String attributes) {
        return label(name, label) + "<input id=\"" + name + "\" name=\"" + name + "\" value=\"" + Html.escape(value)
                + "\"" + told(name, wrong) + " " + attributes + ">" + error(name, wrong);
    }

    /// @param label in HTML
    public static String area(String name, String label, String value, Optional<String> wrong, String attributes) {
        // A line break right after the tag would be dropped by the browser.
        return label(name, label) + "<textarea id=\"" + name + "\" name=\"" + name + "\"" + told(name, wrong) + " "
                + attributes + ">\n" + Html.escape(value) + "</textarea>" + error(name, wrong);
    }

    private static String label(String name, String label) {
        return "<label for=\"" + name + "\">" + label + "</label>";
    }

    private static String told(String name, Optional<String> wrong) {
        return wrong.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "-wrong\"";
    }

    private static String error(String name, Optional<String> wrong) {
        return wrong.map(sentence -> "<p class=\"wrong\" id=\"" + name + "-wrong\">" + Html.escape(sentence) + "</p>")
                .orElse("");
    }
}
