package io.rapport.server.email.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// What the listener shows who it is with: a certificate chain and its key, both PEM. Files that were renewed are
/// taken up at the next STARTTLS; while they don't fit together (one is written, the other not yet) the last good pair
/// serves. Thread-safe.
public final class Certificate {
    private static final Logger log = LoggerFactory.getLogger(Certificate.class);

    private final String chain;
    private final String key;
    private List<FileTime> tried;
    private SSLContext context;

    /// @param chain a path, `file:` and a path, or the PEM text itself; the key too
    /// @throws IllegalArgumentException when there is no certificate with its key
    public Certificate(String chain, String key) {
        this.chain = chain;
        this.key = key;
        this.tried = times();
        try {
            this.context = read();
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "the mail listener's certificate can't be used: " + reason(unreadable)
                            + "; set rapport.email.smtp.certificate and its private key, or server.ssl.*",
                    unreadable);
        }
    }

    /// With what the files hold now.
    synchronized SSLContext context() {
        List<FileTime> now = times();
        if (!now.equals(tried)) {
            tried = now;
            try {
                context = read();
                log.info("event=smtp-certificate-renewed");
            } catch (RuntimeException halfWritten) {
                log.warn("event=smtp-certificate-unusable cause=\"{}\"", reason(halfWritten));
            }
        }
        return context;
    }

    private SSLContext read() {
        PemSslStoreDetails details = PemSslStoreDetails.forCertificate(chain).withPrivateKey(key);
        PemSslStoreBundle pair = new PemSslStoreBundle(details, null);
        try {
            requireFit(pair.getKeyStore());
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("the private key does not belong to the certificate", unfit);
        }
        return SslBundle.of(pair).createSslContext();
    }

    /// A key store takes any pair; the handshake would be the first to notice.
    private static void requireFit(@Nullable KeyStore store) throws GeneralSecurityException {
        String alias = Objects.requireNonNull(store).aliases().nextElement();
        PrivateKey secret = (PrivateKey) store.getKey(alias, new char[0]);
        byte[] words = "do they fit".getBytes(StandardCharsets.US_ASCII);
        String algorithm = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> secret.getAlgorithm();
        };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(secret);
        signature.update(words);
        byte[] signed = signature.sign();
        signature.initVerify(store.getCertificate(alias));
        signature.update(words);
        if (!signature.verify(signed)) {
            throw new SignatureException("they are of different pairs");
        }
    }

    private List<FileTime> times() {
        List<FileTime> times = new ArrayList<>();
        for (String place : List.of(chain, key)) {
            boolean text = place.contains("-----BEGIN");
            Path file = Path.of(text ? "" : place.replaceFirst("^file:(//)?", ""));
            try {
                times.add(text ? FileTime.fromMillis(0) : Files.getLastModifiedTime(file));
            } catch (IOException gone) {
                times.add(FileTime.fromMillis(-1));
            }
        }
        return times;
    }

    /// The innermost: the outer ones only say that a bundle can't be made.
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < 10; depth++) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName() + " " + innermost.getMessage();
    }
}
