package io.rapport.server.feedback;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The lot that decides whether a closing is asked about: the same for one closing whenever it is drawn, and foreseen
/// by
/// nobody who does not know the survey's seed. Pure.
final class Lot {
    private Lot() {}

    /// Whether it falls on an event.
    ///
    /// @param percent of all events, 0 to 100
    static boolean falls(byte[] seed, long event, int percent) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            byte[] drawn =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(event).array());
            long number = ByteBuffer.wrap(drawn).getInt() & 0xffff_ffffL;
            return number * 100 < ((long) percent << 32);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }
}
