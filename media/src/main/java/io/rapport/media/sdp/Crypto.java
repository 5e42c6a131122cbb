package io.rapport.media.sdp;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key for SRTP that travels in the description itself (RFC 4568), and so over TLS alone.
///
/// @param tag by which the answer names what it took
/// @param suite `AES_CM_128_HMAC_SHA1_80` and the like
/// @param key master key and salt, one after the other; nobody may write to it or log it
/// @param identifierBytes how long the key's identifier is in each packet; 0: it has none
public record Crypto(int tag, String suite, byte[] key, int identifierBytes) {
    private static final Pattern LINE = Pattern.compile(
            "(\\d{1,9}) ([A-Z0-9_]{1,40}) inline:([A-Za-z0-9+/]{16,120}={0,2})((?:\\|[^|;\\s]{1,60}){0,2})(?:[; ].*)?");
    private static final Pattern IDENTIFIER = Pattern.compile("\\d{1,20}:(\\d{1,3})");

    static Optional<Crypto> of(String value) {
        Matcher found = LINE.matcher(value.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        int identifier = 0;
        for (String part : found.group(4).split("\\|")) {
            Matcher named = IDENTIFIER.matcher(part);
            if (named.matches()) {
                identifier = Integer.parseInt(named.group(1));
            }
        }
        try {
            byte[] key = Base64.getDecoder().decode(found.group(3));
            return identifier > 128
                    ? Optional.empty()
                    : Optional.of(new Crypto(Integer.parseInt(found.group(1)), found.group(2), key, identifier));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    public Attribute attribute() {
        return new Attribute(
                "crypto", tag + " " + suite + " inline:" + Base64.getEncoder().encodeToString(key));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Crypto crypto
                && tag == crypto.tag
                && suite.equals(crypto.suite)
                && Arrays.equals(key, crypto.key)
                && identifierBytes == crypto.identifierBytes;
    }

    @Override
    public int hashCode() {
        return 31 * tag + suite.hashCode();
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Crypto[" + tag + " " + suite + "]";
    }
}
