package io.rapport.server.outreach;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads whom a file names: the first column of each line. Pure.
final class TouchedFile {
    static final int MOST = 300_000;
    private static final int MAX_VALUE = 320;

    private TouchedFile() {}

    /// Addresses in small letters, numbers without spaces, external ids as they stand; each once, in their
    /// order. A
    /// first
    /// line that names the column is left out, as are empty lines.
    static List<String> read(String text) {
        Set<String> all = new LinkedHashSet<>();
        boolean first = true;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String value = column(line);
            boolean heading = first && isHeading(value);
            first = false;
            if (!value.isEmpty() && value.length() <= MAX_VALUE && !heading && all.size() <= MOST) {
                all.add(value);
            }
        }
        return List.copyOf(all);
    }

    private static String column(String line) {
        String bare = line.startsWith("\uFEFF") ? line.substring(1) : line;
        int end = 0;
        boolean quoted = bare.startsWith("\"");
        if (quoted) {
            end = bare.indexOf('"', 1);
            return clean(end < 0 ? bare.substring(1) : bare.substring(1, end));
        }
        while (end < bare.length() && ",;\t".indexOf(bare.charAt(end)) < 0) {
            end++;
        }
        return clean(bare.substring(0, end));
    }

    private static String clean(String value) {
        String plain = value.replaceAll("\\p{Cntrl}", "").strip();
        if (plain.indexOf('@') > 0) {
            return plain.toLowerCase(Locale.ROOT);
        }
        return plain.startsWith("+") ? plain.replaceAll("[\\s().-]", "") : plain;
    }

    private static boolean isHeading(String value) {
        return Set.of(
                        "email",
                        "e-mail",
                        "mail",
                        "address",
                        "id",
                        "external id",
                        "customer",
                        "number",
                        "phone",
                        "correo")
                .contains(value.toLowerCase(Locale.ROOT));
    }
}
