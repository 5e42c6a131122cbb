package io.rapport.server.email.mime;

import java.util.Map;

/// Makes a foreign file name safe to show and to save: no path, no control or direction-turning characters, no
/// trailing dots or spaces, at most 150 characters with its ending kept.
public final class FileNames {

    private static final int MAX = 150;
    private static final int MAX_ENDING = 20;

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/png", ".png"),
            Map.entry("image/jpeg", ".jpg"),
            Map.entry("image/gif", ".gif"),
            Map.entry("image/webp", ".webp"),
            Map.entry("application/pdf", ".pdf"),
            Map.entry("text/plain", ".txt"),
            Map.entry("text/html", ".html"),
            Map.entry("text/calendar", ".ics"),
            Map.entry("text/vcard", ".vcf"),
            Map.entry("application/zip", ".zip"),
            Map.entry("message/rfc822", ".eml"),
            Map.entry("message/global", ".eml"),
            Map.entry("message/delivery-status", ".txt"),
            Map.entry("application/ms-tnef", ".dat"));

    private FileNames() {}

    /// @param given what the sender called it; may be empty
    /// @param type the media type, for a name where none was given
    public static String clean(String given, String type) {
        String name = CleanText.line(given, 1000);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append("<>:\"|?*".indexOf(c) >= 0 ? '_' : c);
        }
        String safe = trim(out.toString());
        return safe.isEmpty() ? "attachment" + ENDINGS.getOrDefault(type, "") : shorten(safe);
    }

    private static String trim(String name) {
        int from = 0;
        int to = name.length();
        while (from < to && (name.charAt(from) == '.' || name.charAt(from) == ' ')) {
            from++;
        }
        while (to > from && (name.charAt(to - 1) == '.' || name.charAt(to - 1) == ' ')) {
            to--;
        }
        return name.substring(from, to);
    }

    private static String shorten(String name) {
        if (name.length() <= MAX) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= MAX_ENDING ? name.substring(dot) : "";
        return CleanText.block(name, MAX - ending.length()) + ending;
    }
}
