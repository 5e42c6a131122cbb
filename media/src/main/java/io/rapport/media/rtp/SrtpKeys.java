package io.rapport.media.rtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The session keys of one direction of one kind of packets, drawn from the master key (RFC 3711 section 4.3).
///
/// @param cipher AES in counter mode, keyed anew for each packet's counter
/// @param key session key of 16 bytes
/// @param salt session salt of 14 bytes
/// @param mac HMAC-SHA1 with the session's authentication key
record SrtpKeys(Cipher cipher, SecretKeySpec key, byte[] salt, Mac mac) {
    private static final int RTP = 0;
    private static final int RTCP = 3;

    static SrtpKeys ofRtp(byte[] master) {
        return of(master, RTP);
    }

    static SrtpKeys ofRtcp(byte[] master) {
        return of(master, RTCP);
    }

    private static SrtpKeys of(byte[] master, int firstLabel) {
        if (master.length != SrtpSuite.KEY_BYTES) {
            throw new IllegalArgumentException("a master key and salt have 30 bytes, not " + master.length);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(derive(master, firstLabel + 1, 20), "HmacSHA1"));
            return new SrtpKeys(
                    Cipher.getInstance("AES/CTR/NoPadding"),
                    new SecretKeySpec(derive(master, firstLabel, 16), "AES"),
                    derive(master, firstLabel + 2, 14),
                    mac);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES and HmacSHA1", impossible);
        }
    }

    /// With a key derivation rate of zero: once for the whole session.
    static byte[] derive(byte[] master, int label, int length) throws GeneralSecurityException {
        byte[] counter = new byte[16];
        System.arraycopy(master, 16, counter, 0, 14);
        counter[7] ^= (byte) label;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master, 0, 16, "AES"), new IvParameterSpec(counter));
        return cipher.doFinal(new byte[length]);
    }

    /// Encrypts or decrypts in place (RFC 3711 section 4.1.1).
    ///
    /// @param index of the packet: 48 bits for RTP, 31 for RTCP
    void crypt(byte[] bytes, int from, int length, int source, long index) {
        byte[] counter = new byte[16];
        System.arraycopy(salt, 0, counter, 0, 14);
        for (int i = 0; i < 4; i++) {
            counter[4 + i] ^= (byte) (source >>> 24 - 8 * i);
        }
        for (int i = 0; i < 6; i++) {
            counter[8 + i] ^= (byte) (index >>> 40 - 8 * i);
        }
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            cipher.doFinal(bytes, from, length, bytes, from);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("counter mode takes any length", impossible);
        }
    }
}
