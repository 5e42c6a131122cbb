package io.rapport.bench.voice;

import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.rtp.SrtpSuite;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A browser's side of a handshake. It believes whom it meets: who they are is not what is measured.
final class DtlsClient extends DefaultTlsClient {
    private static final int PROFILE = SrtpSuite.AES_CM_128_HMAC_SHA1_80.dtlsProfile();
    private static final int HANDSHAKE_MILLIS = 20_000;
    private static final int KEY = 16;
    private static final int SALT = 14;

    private final DtlsIdentity identity;
    private byte[] material = new byte[0];

    /// Master key and salt of what either side sends.
    record Keys(byte[] client, byte[] server) {}

    DtlsClient(DtlsIdentity identity) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.identity = identity;
    }

    Keys shakeHands(DatagramTransport transport) throws IOException {
        new DTLSClientProtocol().connect(this, transport);
        return new Keys(master(0), master(1));
    }

    /// Keys of both, then salts of both (RFC 5764 section 4.2).
    private byte[] master(int side) {
        byte[] master = new byte[KEY + SALT];
        System.arraycopy(material, KEY * side, master, 0, KEY);
        System.arraycopy(material, 2 * KEY + SALT * side, master, KEY, SALT);
        return master;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HANDSHAKE_MILLIS;
    }

    @SuppressWarnings("unchecked")
    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable<Object, Object> extensions = (Hashtable<Object, Object>) super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {PROFILE}, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        return new Vector<>(List.of(
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa)));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {}

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                BcTlsCrypto crypto = (BcTlsCrypto) getCrypto();
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        crypto,
                        identity.key(),
                        new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, identity.certificate())}),
                        new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (KEY + SALT));
    }
}
