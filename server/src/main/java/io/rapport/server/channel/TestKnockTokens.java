package io.rapport.server.channel;

import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed names of test knocks, written into their text: `knock-12-` and 120 bits of HMAC-SHA256 over door and number.
/// Words are the only thing that passes through every kind of door unchanged, and only we can sign them; so a stranger
/// can neither pass for the mystery customer nor hide from the statistics as one.
public final class TestKnockTokens {
    private static final int SIGNATURE = 15;
    private static final String START = "knock-";
    private static final Pattern TOKEN =
            Pattern.compile("\\b" + START + "(\\d{1,15})-([A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])");

    private final SecretKeySpec key;

    TestKnockTokens(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    public String of(DoorId door, long number) {
        return START + number + "-" + sign(door, number);
    }

    /// The number of the test knock at this door that the text names; empty if it names none that was signed here.
    OptionalLong read(DoorId door, String text) {
        // A plain search is far faster than the pattern, and hardly any mail goes on.
        int start = text.indexOf(START);
        if (start < 0) {
            return OptionalLong.empty();
        }
        Matcher found = TOKEN.matcher(text);
        if (!found.find(start)) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(found.group(1));
        byte[] expected = sign(door, number).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, found.group(2).getBytes(StandardCharsets.US_ASCII))
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    private String sign(DoorId door, long number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] whole = mac.doFinal((door.value() + " " + number).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, SIGNATURE));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
