package io.rapport.server.voice;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// What trunks by TLS are shown, and by what we know them.
final class TelephoneKeys {
    private TelephoneKeys() {}

    /// @return empty where no certificate is named: then nothing goes by TLS
    /// @throws IllegalArgumentException where there is no certificate with its key
    static Optional<SSLContext> of(VoiceSettings settings) {
        if (settings.certificate().isEmpty() || settings.certificatePrivateKey().isEmpty()) {
            return Optional.empty();
        }
        try {
            PemSslStoreDetails ours = PemSslStoreDetails.forCertificate(
                            place(settings.certificate().get()))
                    .withPrivateKey(place(settings.certificatePrivateKey().get()));
            PemSslStoreDetails theirs = settings.trusted()
                    .map(file -> PemSslStoreDetails.forCertificate(place(file)))
                    .orElse(null);
            return Optional.of(SslBundle.of(new PemSslStoreBundle(ours, theirs)).createSslContext());
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "the telephone's certificate can't be used: " + unreadable.getMessage()
                            + "; set rapport.voice.certificate and rapport.voice.certificate-private-key to PEM files",
                    unreadable);
        }
    }

    private static String place(String file) {
        return Path.of(file).toAbsolutePath().toUri().toString();
    }
}
