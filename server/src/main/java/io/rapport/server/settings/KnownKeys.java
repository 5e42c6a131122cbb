package io.rapport.server.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The keys that the settings records of all modules understand.
///
/// A key of a list ends in `[]`, one of a map in `.*`; what stands below either is part of it.
record KnownKeys(Set<String> keys) {

    /// What one settings record understands below its prefix.
    static Set<String> of(String prefix, Class<?> settings) {
        var found = new TreeSet<String>();
        collect(prefix, settings, found);
        return found;
    }

    /// Written as in a file or on the command line: `rapport.database.run-as`, any case, dashes optional.
    boolean understands(String key) {
        String wanted = plain(key);
        return keys.stream().anyMatch(known -> matches(plain(known), wanted));
    }

    /// Written as an environment variable, in which dots and dashes can't be told apart.
    boolean understandsVariable(String variable) {
        String wanted = squeezed(variable);
        return keys.stream()
                .anyMatch(known -> known.endsWith("*") || known.endsWith("[]")
                        ? wanted.startsWith(squeezed(known))
                        : wanted.equals(squeezed(known)));
    }

    /// What was probably meant.
    String nearest(String key) {
        String wanted = plain(key);
        return keys.stream()
                .min(Comparator.comparingInt(known -> distance(plain(known), wanted)))
                .orElse("nothing");
    }

    private static void collect(String prefix, Class<?> type, Set<String> found) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + dashed(component.getName());
            Class<?> raw = component.getType();
            if (raw.isRecord()) {
                collect(key, raw, found);
            } else if (Map.class.isAssignableFrom(raw)) {
                found.add(key + ".*");
            } else if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
                found.add(key + "[]");
            } else {
                found.add(key);
            }
        }
    }

    private static boolean matches(String known, String wanted) {
        if (known.endsWith(".*")) {
            return wanted.startsWith(known.substring(0, known.length() - 1));
        }
        if (known.endsWith("[]")) {
            String list = known.substring(0, known.length() - 2);
            return wanted.equals(list) || wanted.startsWith(list + "[");
        }
        return known.equals(wanted);
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static String plain(String key) {
        return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String squeezed(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /// Levenshtein's: how many letters to insert, delete or change.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
