package io.rapport.server.workforce;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the postcodes of one country begin: `GB BS1`, `DE 20`. Pure.
///
/// @param country two capital letters (ISO 3166-1)
/// @param prefix capital letters and digits without spaces, 1 to 10
public record PostcodePrefix(String country, String prefix) {
    /// A whole British postcode: its outward part (area and district), then always a digit and two letters (BS 7666).
    private static final Pattern BRITISH = Pattern.compile("([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]{2}");

    private static final String GB = "GB";

    public PostcodePrefix {
        if (!country.matches("[A-Z]{2}") || !prefix.matches("[A-Z0-9]{1,10}")) {
            throw new IllegalArgumentException("no prefix of a postcode: " + country + " " + prefix);
        }
    }

    /// As an administrator types it, country first: `GB BS1`, `DE 20`. Empty if it is no such thing.
    public static Optional<PostcodePrefix> read(String typed) {
        String[] words = typed.strip().toUpperCase(Locale.ROOT).split("\\s+", 2);
        if (words.length < 2) {
            return Optional.empty();
        }
        String prefix = plain(words[1]);
        return Catchment.country(words[0])
                .filter(country -> prefix.matches("[A-Z0-9]{1,10}"))
                .map(country -> new PostcodePrefix(country, prefix));
    }

    /// A postcode without what people write between its parts.
    public static String plain(String postcode) {
        return postcode.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "");
    }

    /// Whether a postcode is shaped as Britain's are, which no other country's are.
    public static boolean isBritish(String postcode) {
        return BRITISH.matcher(plain(postcode)).matches();
    }

    /// Whether a postcode begins so. `BS1` is where BS1 4QA is, and not where BS14 1AA is; `B` is Birmingham, not
    /// Bristol.
    ///
    /// @param postcode of this country
    public boolean holds(String postcode) {
        String plain = plain(postcode);
        if (!plain.startsWith(prefix)) {
            return false;
        }
        var british = BRITISH.matcher(plain);
        if (!country.equals(GB) || !british.matches()) {
            return !country.equals(GB);
        }
        String outward = british.group(1);
        boolean area = prefix.chars().allMatch(Character::isLetter);
        return area
                ? outward.replaceAll("[0-9].*", "").equals(prefix)
                : outward.equals(prefix) || prefix.length() > outward.length();
    }

    @Override
    public String toString() {
        return country + " " + prefix;
    }
}
