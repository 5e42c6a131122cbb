package io.rapport.media.rtp;

import java.util.Arrays;
import java.util.Optional;

/// How packets are protected (RFC 4568 section 6.2, RFC 5764 section 4.1.2).
public enum SrtpSuite {
    AES_CM_128_HMAC_SHA1_80(1, 10),
    AES_CM_128_HMAC_SHA1_32(2, 4);

    /// Of master key and master salt together.
    public static final int KEY_BYTES = 30;

    private final int dtlsProfile;
    private final int tagBytes;

    SrtpSuite(int dtlsProfile, int tagBytes) {
        this.dtlsProfile = dtlsProfile;
        this.tagBytes = tagBytes;
    }

    /// Its number in `use_srtp`.
    public int dtlsProfile() {
        return dtlsProfile;
    }

    /// Bytes that each RTP packet grows by; RTCP always grows by 10 and 4.
    int tagBytes() {
        return tagBytes;
    }

    public static Optional<SrtpSuite> named(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.name().equals(name))
                .findFirst();
    }
}
