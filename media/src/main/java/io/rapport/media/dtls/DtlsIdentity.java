package io.rapport.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/// A key of P-256 and a certificate signed by itself, made when the program starts: whose they are stands in the
/// descriptions, so nobody else needs to vouch for them.
///
/// @param certificate in DER
public record DtlsIdentity(AsymmetricKeyParameter key, byte[] certificate) {

    /// Longer than any program runs: what ends in the middle of a call ends the call.
    private static final Duration LASTS = Duration.ofDays(3_650);

    public static DtlsIdentity fresh() {
        try {
            SecureRandom random = new SecureRandom();
            var curve = org.bouncycastle.asn1.x9.ECNamedCurveTable.getByName("P-256");
            var oid = org.bouncycastle.asn1.x9.ECNamedCurveTable.getOID("P-256");
            ECKeyPairGenerator generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(new ECNamedDomainParameters(oid, curve), random));
            AsymmetricCipherKeyPair pair = generator.generateKeyPair();
            SubjectPublicKeyInfo open = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
            X500Name name = new X500Name("CN=media");
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    name,
                    new BigInteger(120, random),
                    Date.from(now.minus(Duration.ofDays(1))),
                    Date.from(now.plus(LASTS)),
                    name,
                    open);
            AlgorithmIdentifier signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
            AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
            byte[] der = builder.build(new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate()))
                    .getEncoded();
            return new DtlsIdentity(pair.getPrivate(), der);
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException("P-256 and SHA-256 are always there", impossible);
        }
    }

    /// As it stands in a description: `sha-256 AB:CD:…` (RFC 8122).
    public String fingerprint() {
        return "sha-256 " + fingerprint(certificate);
    }

    static String fingerprint(byte[] certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DtlsIdentity identity && java.util.Arrays.equals(certificate, identity.certificate);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(certificate);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "DtlsIdentity[" + fingerprint() + "]";
    }
}
