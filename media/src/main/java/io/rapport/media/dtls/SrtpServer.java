package io.rapport.media.dtls;

import io.rapport.media.rtp.SrtpSuite;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Our side of the handshake: one key, both certificates, keys for SRTP.
final class SrtpServer extends DefaultTlsServer {
    private static final int HANDSHAKE_MILLIS = 30_000;
    private static final int SALT_BYTES = 14;
    private static final int KEY_BYTES = 16;

    private final DtlsIdentity ours;
    private final String theirFingerprint;
    private Optional<SrtpSuite> suite = Optional.empty();
    private volatile Optional<SrtpAgreed> agreed = Optional.empty();
    private volatile boolean ended;

    SrtpServer(DtlsIdentity ours, String theirFingerprint) {
        super(DtlsServer.crypto());
        this.ours = ours;
        this.theirFingerprint = theirFingerprint;
    }

    Optional<SrtpAgreed> agreed() {
        return agreed;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
        };
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_MILLIS;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        BcTlsCrypto crypto = (BcTlsCrypto) getCrypto();
        try {
            Certificate chain =
                    new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, ours.certificate())});
            return new BcDefaultTlsCredentialedSigner(
                    new TlsCryptoParameters(context),
                    crypto,
                    ours.key(),
                    chain,
                    new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        } catch (IOException impossible) {
            throw new IllegalStateException("our own certificate can be read", impossible);
        }
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    /// Who has described that certificate, and nobody else (RFC 5763 section 5).
    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        if (chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "no certificate");
        }
        String fingerprint = DtlsIdentity.fingerprint(chain.getCertificateAt(0).getEncoded());
        if (!fingerprint.equalsIgnoreCase(theirFingerprint)) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "another certificate than was described");
        }
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        suite = offered == null
                ? Optional.empty()
                : Arrays.stream(SrtpSuite.values())
                        .filter(ours -> Arrays.stream(offered.getProtectionProfiles())
                                .anyMatch(profile -> profile == ours.dtlsProfile()))
                        .findFirst();
        if (suite.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no protection of sound that we know");
        }
    }

    @SuppressWarnings("unchecked")
    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable<Object, Object> extensions = (Hashtable<Object, Object>) super.getServerExtensions();
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(new int[] {suite.orElseThrow().dtlsProfile()}, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    /// Keys of both, then salts of both (RFC 5764 section 4.2).
    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (KEY_BYTES + SALT_BYTES));
        agreed = Optional.of(new SrtpAgreed(suite.orElseThrow(), master(material, 0), master(material, 1)));
    }

    static byte[] master(byte[] material, int side) {
        byte[] master = new byte[SrtpSuite.KEY_BYTES];
        System.arraycopy(material, side * KEY_BYTES, master, 0, KEY_BYTES);
        System.arraycopy(material, 2 * KEY_BYTES + side * SALT_BYTES, master, KEY_BYTES, SALT_BYTES);
        return master;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        super.notifyAlertReceived(level, description);
        ended |= description == AlertDescription.close_notify || level == AlertLevel.fatal;
    }
}
