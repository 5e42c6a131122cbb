package io.rapport.server.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals small secrets (a blob's key, a mailbox's password) with the installation's master key: AES-256-GCM, a
/// random 96-bit nonce in front (NIST SP 800-38D). Thread-safe.
public final class Sealer {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec master;
    private final SecureRandom random = new SecureRandom();

    /// @param key the master key, 32 bytes
    public Sealer(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("the master key has 32 bytes, not " + key.length);
        }
        this.master = new SecretKeySpec(key, "AES");
    }

    /// Nonce, then ciphertext and tag. `purpose` must be given again to open it.
    public byte[] seal(byte[] clear, String purpose) {
        return run(Cipher.ENCRYPT_MODE, master, clear, purpose);
    }

    /// @throws VaultException when the bytes, the key or the purpose are not those of the sealing
    public byte[] open(byte[] sealed, String purpose) {
        return run(Cipher.DECRYPT_MODE, master, sealed, purpose);
    }

    /// A short text, sealed and in Base64.
    public String sealText(String clear, String purpose) {
        return Base64.getEncoder()
                .encodeToString(seal(clear.getBytes(java.nio.charset.StandardCharsets.UTF_8), purpose));
    }

    public String openText(String sealed, String purpose) {
        return new String(open(Base64.getDecoder().decode(sealed), purpose), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// A key of its own for one purpose (HMAC-SHA256 of the purpose under the master key): 32 bytes.
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master.getEncoded(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
        }
    }

    byte[] newKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    byte[] encrypt(byte[] key, byte[] clear, String purpose) {
        return run(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), clear, purpose);
    }

    byte[] decrypt(byte[] key, byte[] sealed, String purpose) {
        return run(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), sealed, purpose);
    }

    private byte[] run(int mode, SecretKeySpec key, byte[] input, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            if (mode == Cipher.DECRYPT_MODE) {
                if (input.length < NONCE + TAG_BITS / 8) {
                    throw new VaultException(
                            "sealed bytes are cut short: " + input.length, new GeneralSecurityException());
                }
                cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, input, 0, NONCE));
                cipher.updateAAD(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                return cipher.doFinal(input, NONCE, input.length - NONCE);
            }
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(input.length));
            cipher.doFinal(input, 0, input.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException wrong) {
            throw new VaultException("sealed bytes for \"" + purpose + "\" do not open with this master key", wrong);
        }
    }
}
