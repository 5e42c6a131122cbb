package io.rapport.server.outreach;

import io.rapport.server.vocabulary.CustomerId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signed links of what goes to many: two numbers and 128 bits of HMAC-SHA256, in URL-safe Base64. One kind
/// opens one
/// customer's page of one incident, the other stops one address; neither opens anything else.
final class NoticeTokens {
    private static final int NUMBERS = 2 * Long.BYTES;
    private static final int SIGNATURE = 16;

    private final SecretKeySpec pages;
    private final SecretKeySpec stops;

    NoticeTokens(byte[] pages, byte[] stops) {
        this.pages = new SecretKeySpec(pages, "HmacSHA256");
        this.stops = new SecretKeySpec(stops, "HmacSHA256");
    }

    record Page(long incident, CustomerId customer) {}

    record Stop(long campaign, long contactPoint) {}

    String of(Page page) {
        return sign(pages, page.incident(), page.customer().value());
    }

    String of(Stop stop) {
        return sign(stops, stop.campaign(), stop.contactPoint());
    }

    Optional<Page> page(String token) {
        return read(pages, token).map(numbers -> new Page(numbers[0], new CustomerId(numbers[1])));
    }

    Optional<Stop> stop(String token) {
        return read(stops, token).map(numbers -> new Stop(numbers[0], numbers[1]));
    }

    private static String sign(SecretKeySpec key, long one, long other) {
        byte[] numbers =
                ByteBuffer.allocate(NUMBERS).putLong(one).putLong(other).array();
        byte[] token = Arrays.copyOf(numbers, NUMBERS + SIGNATURE);
        System.arraycopy(mac(key, numbers), 0, token, NUMBERS, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static Optional<long[]> read(SecretKeySpec key, String token) {
        if (token.length() > 60) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != NUMBERS + SIGNATURE) {
            return Optional.empty();
        }
        byte[] numbers = Arrays.copyOf(bytes, NUMBERS);
        byte[] expected = Arrays.copyOf(mac(key, numbers), SIGNATURE);
        ByteBuffer read = ByteBuffer.wrap(numbers);
        long[] both = {read.getLong(), read.getLong()};
        return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, NUMBERS, bytes.length))
                        && both[0] > 0
                        && both[1] > 0
                ? Optional.of(both)
                : Optional.empty();
    }

    private static byte[] mac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
