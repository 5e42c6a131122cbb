package io.rapport.server.movein;

/// Parts of `Name <name@example.com>` as other systems write it.
final class Mailboxed {
    private Mailboxed() {}

    static String address(String text) {
        int open = text.lastIndexOf('<');
        int close = text.lastIndexOf('>');
        String inner = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        return inner.indexOf('@') > 0 ? inner.strip() : "";
    }

    static String name(String text) {
        int open = text.lastIndexOf('<');
        String before = open >= 0 ? text.substring(0, open) : text.indexOf('@') >= 0 ? "" : text;
        return before.replace("\"", "").strip();
    }

    /// A Message-ID without its brackets.
    static String bare(String id) {
        String inner = id.strip().replaceAll("^<|>$", "");
        return inner.length() >= 3
                        && inner.length() <= 250
                        && inner.chars().noneMatch(c -> c <= ' ' || c == '<' || c == '>')
                ? inner
                : "";
    }
}
