package io.rapport.media.sip.digest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind `Digest` in a challenge or in an answer to one.
///
/// @param values by their names in small letters, quotes undone
record DigestFields(Map<String, String> values) {
    private static final Pattern SCHEME = Pattern.compile("(?i)digest[ \\t]+");
    private static final Pattern FIELD = Pattern.compile(
            "\\G[ \\t]*([A-Za-z0-9-]{1,40})[ \\t]*=[ \\t]*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s\",]++))[ \\t]*(?:,|$)");
    private static final int MOST_FIELDS = 30;

    /// Empty for another scheme, or what does not keep to the grammar, or says something twice.
    static Optional<DigestFields> of(String header) {
        Matcher scheme = SCHEME.matcher(header);
        if (!scheme.lookingAt()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(header);
        int at = scheme.end();
        field.region(at, header.length());
        while (at < header.length()) {
            if (!field.find() || values.size() == MOST_FIELDS) {
                return Optional.empty();
            }
            String value =
                    field.group(2) == null ? field.group(3) : field.group(2).replaceAll("\\\\(.)", "$1");
            if (values.putIfAbsent(field.group(1).toLowerCase(Locale.ROOT), value) != null) {
                return Optional.empty();
            }
            at = field.end();
        }
        return Optional.of(new DigestFields(values));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// MD5 where nothing is said.
    Optional<DigestHash> hash() {
        return DigestHash.named(get("algorithm").orElse("MD5"));
    }

    /// Between quotes.
    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
