package io.rapport.media.rtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The session keys of one direction of one kind of packets, drawn from the master key (RFC 3711 section 4.3).
///
/// @param cipher AES with the session key, block by block: the counters are ours, as beginning anew with each packet's
///     would cost more than the packet
/// @param salt session salt of 14 bytes
/// @param mac HMAC-SHA1 with the session's authentication key
record SrtpKeys(Cipher cipher, byte[] salt, Mac mac) {
    private static final int BLOCK = 16;
    private static final ThreadLocal<Blocks> BLOCKS = ThreadLocal.withInitial(Blocks::new);

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
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(derive(master, firstLabel, 16), "AES"));
            return new SrtpKeys(cipher, derive(master, firstLabel + 2, 14), mac);
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
        try {
            byte[] stream = BLOCKS.get().stream(this, length, source, index);
            for (int i = 0; i < length; i++) {
                bytes[from + i] ^= stream[i];
            }
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("whole blocks of any number can be encrypted", impossible);
        }
    }

    /// Counters and what they are encrypted to: of a thread, so that they stay in its cache.
    private static final class Blocks {
        private byte[] counters = new byte[128 * BLOCK];
        private byte[] stream = new byte[128 * BLOCK];

        /// @return as many bytes as are asked for, and more
        byte[] stream(SrtpKeys keys, int length, int source, long index) throws GeneralSecurityException {
            int blocks = (length + BLOCK - 1) / BLOCK;
            if (blocks * BLOCK > counters.length) {
                counters = new byte[blocks * BLOCK];
                stream = new byte[blocks * BLOCK];
            }
            System.arraycopy(keys.salt, 0, counters, 0, 14);
            for (int i = 0; i < 4; i++) {
                counters[4 + i] ^= (byte) (source >>> 24 - 8 * i);
            }
            for (int i = 0; i < 6; i++) {
                counters[8 + i] ^= (byte) (index >>> 40 - 8 * i);
            }
            for (int block = 0; block < blocks; block++) {
                int at = block * BLOCK;
                if (block > 0) {
                    System.arraycopy(counters, 0, counters, at, 14);
                }
                counters[at + 14] = (byte) (block >>> 8);
                counters[at + 15] = (byte) block;
            }
            if (blocks > 0) {
                keys.cipher.update(counters, 0, blocks * BLOCK, stream, 0);
            }
            return stream;
        }
    }
}
