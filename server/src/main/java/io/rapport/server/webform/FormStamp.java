package io.rapport.server.webform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A signed time in each form we hand out. Machines post at once, or with a form they kept; people do neither.
/// Together with a field that no person sees it takes the place of a captcha. What fails is not thrown away: it goes
/// to the junk lane, where a person looks.
final class FormStamp {
    static final Duration TOO_QUICK = Duration.ofSeconds(2);
    static final Duration TOO_OLD = Duration.ofHours(24);

    private final SecretKeySpec key;

    FormStamp(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String make(String form, Instant now) {
        long millis = now.toEpochMilli();
        return millis + "." + sign(form + " " + millis);
    }

    /// What a stamp says of the one who posts it.
    enum Verdict {
        FINE,
        TOO_QUICK,
        TOO_OLD,
        FORGED
    }

    Verdict read(String form, String stamp, Instant now) {
        int dot = stamp.indexOf('.');
        if (dot < 1 || dot > 15 || !stamp.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return Verdict.FORGED;
        }
        String millis = stamp.substring(0, dot);
        byte[] expected = sign(form + " " + millis).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, stamp.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
            return Verdict.FORGED;
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), now);
        if (age.compareTo(TOO_QUICK) < 0) {
            return Verdict.TOO_QUICK;
        }
        return age.compareTo(TOO_OLD) > 0 ? Verdict.TOO_OLD : Verdict.FINE;
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
