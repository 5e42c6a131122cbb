package io.rapport.server.webform;

import io.rapport.server.channel.Html;

/// The frame of a customer's page: one style, no script.
final class Page {
    private Page() {}

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #15181e; --ink-2: #454d5a; --canvas: #f4f5f7; --surface: #fff;
              --line: #c6ccd5; --accent: #2a4fd0; --late: #b02a24; --kept: #1e7043; }
            @media (prefers-color-scheme: dark) { :root { --ink: #eceef2; --ink-2: #b7bec9; --canvas: #101216;
              --surface: #171a1f; --line: #414954; --accent: #4666e0; --late: #ff9389; --kept: #79cf9d; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--canvas); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 620px; margin: 0 auto; padding: 32px 20px 48px; }
            body.embed { background: none; } body.embed main { padding: 4px; }
            h1 { font-size: 24px; line-height: 1.25; margin: 0 0 6px; } h2 { font-size: 16px; margin: 28px 0 8px; }
            p { margin: 0 0 12px; } .quiet { color: var(--ink-2); }
            form, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 9px; padding: 20px; }
            label { display: block; font-weight: 600; margin: 0 0 4px; }
            input, textarea, select { width: 100%; padding: 8px 10px; margin: 0 0 14px; border: 1px solid var(--line);
              border-radius: 5px; background: var(--surface); color: var(--ink); font: inherit; }
            input:focus, textarea:focus, select:focus, button:focus { outline: 2px solid var(--accent); outline-offset: 1px; }
            textarea { min-height: 140px; resize: vertical; }
            button { padding: 10px 18px; border: 0; border-radius: 5px; background: var(--accent); color: #fff;
              font: inherit; font-weight: 600; cursor: pointer; }
            .wrong { color: var(--late); margin: -8px 0 14px; } .said { color: var(--kept); }
            .trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
            .faces { display: flex; flex-wrap: wrap; gap: 12px; margin: 12px 0; }
            .faces figure { margin: 0; width: 64px; text-align: center; font-size: 13px; }
            .faces img, .faces span { display: inline-grid; place-items: center; width: 48px; height: 48px;
              border-radius: 50%; background: var(--canvas); font-weight: 600; }
            li { margin: 0 0 8px; } ul { padding-left: 20px; }
            """;

    static String of(String title, boolean embedded, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + Html.escape(title) + "</title><style>" + STYLE
                + "</style></head><body" + (embedded ? " class=\"embed\"" : "") + "><main>" + body
                + "</main></body></html>";
    }

    static String field(String name, String label, String value, String wrong, String attributes) {
        String error =
                wrong.isEmpty() ? "" : "<p class=\"wrong\" id=\"" + name + "-wrong\">" + Html.escape(wrong) + "</p>";
        String told = wrong.isEmpty() ? "" : " aria-invalid=\"true\" aria-describedby=\"" + name + "-wrong\"";
        return "<label for=\"" + name + "\">" + Html.escape(label) + "</label><input id=\"" + name + "\" name=\"" + name
                + "\" value=\"" + Html.escape(value) + "\"" + told + " " + attributes + ">" + error;
    }
}
