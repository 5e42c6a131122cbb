package io.rapport.server.email.html;

import java.util.Set;

/// Writes the words of HTML as plain text: blocks on lines of their own, quotations behind `> `, list items behind
/// `- `. Fed in document order; keeps no tree.
final class HtmlWords {

    private static final int MAX_QUOTE_DEPTH = 5;
    private static final Set<String> SILENT = Set.of("script", "style", "title", "head", "noscript", "template", "svg");
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tr",
            "ul");
    private static final Set<String> SPACED = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre");

    private final StringBuilder out = new StringBuilder();
    private int silent;
    private int quotes;
    private int preformatted;
    private boolean lineStart = true;
    private boolean space;
    private int blankLines = 2;

    void open(String element) {
        if (SILENT.contains(element)) {
            silent++;
            return;
        }
        if (element.equals("br")) {
            endLine();
            return;
        }
        if (BLOCKS.contains(element)) {
            startBlock(element);
        }
        switch (element) {
            case "blockquote" -> quotes++;
            case "pre" -> preformatted++;
            case "li" -> word("- ");
            case "td", "th" -> space = !lineStart;
            case "hr" -> {
                word("--------");
                endLine();
            }
            default -> {}
        }
    }

    void close(String element) {
        if (SILENT.contains(element)) {
            silent = Math.max(0, silent - 1);
            return;
        }
        if (element.equals("br") || element.equals("hr")) {
            return;
        }
        if (element.equals("blockquote")) {
            if (!lineStart) {
                endLine();
            }
            quotes = Math.max(0, quotes - 1);
        }
        if (BLOCKS.contains(element)) {
            startBlock(element);
        }
        if (element.equals("pre")) {
            preformatted = Math.max(0, preformatted - 1);
        }
    }

    void text(String text) {
        if (silent > 0) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (preformatted > 0 && c == '\n') {
                endLine();
            } else if (c == '\u200c' || c == '\u200b' || c == '\u034f' || c == '\u00ad') {
                continue;
            } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
                if (preformatted > 0) {
                    put(' ');
                } else {
                    space = !lineStart;
                }
            } else {
                put(c == '\u00a0' ? ' ' : c);
            }
        }
    }

    /// All words, without blank or merely marked lines at the end.
    String text() {
        int end = out.length();
        while (end > 0) {
            int at = end;
            while (at > 0 && (out.charAt(at - 1) == '>' || out.charAt(at - 1) == ' ')) {
                at--;
            }
            boolean empty = at == 0 || out.charAt(at - 1) == '\n';
            if (!empty) {
                break;
            }
            end = Math.max(0, at - 1);
        }
        return out.substring(0, end);
    }

    private void startBlock(String element) {
        if (!lineStart) {
            endLine();
        }
        if (SPACED.contains(element) && blankLines == 0) {
            endLine();
        }
    }

    private void endLine() {
        if (lineStart) {
            if (blankLines >= 2) {
                return;
            }
            blankLines++;
            if (quotes > 0) {
                out.repeat('>', Math.min(quotes, MAX_QUOTE_DEPTH));
            }
        }
        out.append('\n');
        lineStart = true;
        space = false;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            put(word.charAt(i));
        }
    }

    private void put(char c) {
        if (lineStart) {
            if (quotes > 0) {
                out.repeat('>', Math.min(quotes, MAX_QUOTE_DEPTH)).append(' ');
            }
            lineStart = false;
            blankLines = 0;
        } else if (space) {
            out.append(' ');
        }
        space = false;
        out.append(c);
    }
}
