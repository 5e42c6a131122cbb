package io.rapport.server.access;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keys that a person's device or security key holds, in place of a password (WebAuthn Level 2). Each proves that the
/// person was there and unlocked it, so it stands for both steps. Thread-safe.
public final class Passkeys {
    static final int MOST = 20;
    private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private final PasskeyStore store;
    private final Sessions sessions;
    private final Challenges challenges = new Challenges();
    private final URI site;
    private final Clock clock;
    private final ObjectConverter objects = new ObjectConverter();
    /// Attestation says which product holds the key; we ask for none.
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(objects);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(objects);

    /// @param publicUrl where people open the desktop: keys are bound to its host, and answer to no other
    Passkeys(PasskeyStore store, Sessions sessions, String publicUrl, Clock clock) {
        this.store = store;
        this.sessions = sessions;
        this.site = URI.create(publicUrl);
        this.clock = clock;
    }

    /// @param used when it last opened a session; empty: never
    public record Known(long id, String name, Instant created, Optional<Instant> used) {}

    List<Known> of(long account) {
        return store.of(account);
    }

    /// The host that keys are bound to.
    String host() {
        return String.valueOf(site.getHost());
    }

    static List<Long> algorithms() {
        return ALGORITHMS.stream().map(COSEAlgorithmIdentifier::getValue).toList();
    }

    List<String> credentialIds(long account) {
        return store.credentialIds(account).stream().map(Passkeys::base64).toList();
    }

    /// What an authenticator gives back at sign-in; it says nothing about the person.
    static String handle(long account) {
        return base64(ByteBuffer.allocate(Long.BYTES).putLong(account).array());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// A challenge for a new key of an account.
    String challengeFor(long account) {
        return base64(challenges.make(OptionalLong.of(account), clock.instant()));
    }

    /// A challenge for whoever signs in.
    public String challenge() {
        return base64(challenges.make(OptionalLong.empty(), clock.instant()));
    }

    /// Takes a new key.
    ///
    /// @param response the browser's `RegistrationResponseJSON` (WebAuthn Level 3, section 5.1)
    /// @return whether it was made for this account, here and now
    boolean add(long account, String name, String response) {
        try {
            RegistrationData made = read(() -> webAuthn.parseRegistrationResponseJSON(response));
            Optional<ServerProperty> asked = asked(made.getCollectedClientData(), OptionalLong.of(account));
            if (asked.isEmpty()) {
                return false;
            }
            var parameters = ALGORITHMS.stream()
                    .map(a -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, a))
                    .toList();
            webAuthn.verify(made, new RegistrationParameters(asked.get(), parameters, true, true));
            var data = Objects.requireNonNull(made.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(data.getAttestedCredentialData());
            store.insert(
                    account,
                    credential.getCredentialId(),
                    credentials.convert(credential),
                    data.getSignCount(),
                    name,
                    clock.instant());
            sessions.forget();
            return true;
        } catch (WebAuthnException refused) {
            log.info("passkey not taken account={} cause={}", account, refused.toString());
            return false;
        }
    }

    /// Whose key answered the challenge; empty if none of ours did.
    ///
    /// @param response the browser's `AuthenticationResponseJSON`
    OptionalLong check(String response) {
        try {
            AuthenticationData answer = read(() -> webAuthn.parseAuthenticationResponseJSON(response));
            Optional<ServerProperty> asked = asked(answer.getCollectedClientData(), OptionalLong.empty());
            Optional<PasskeyStore.Stored> stored = store.find(answer.getCredentialId());
            if (asked.isEmpty() || stored.isEmpty() || !isOf(answer.getUserHandle(), stored.get())) {
                return OptionalLong.empty();
            }
            verify(answer, asked.get(), stored.get());
            long count = Objects.requireNonNull(answer.getAuthenticatorData()).getSignCount();
            return store.used(stored.get(), count, clock.instant())
                    ? OptionalLong.of(stored.get().account())
                    : OptionalLong.empty();
        } catch (WebAuthnException refused) {
            log.info("passkey refused cause={}", refused.toString());
            return OptionalLong.empty();
        }
    }

    /// The library meets nonsense with exceptions of any kind; to us all of it is an answer that can't be read.
    private static <T> T read(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (RuntimeException unread) {
            throw new DataConversionException(unread);
        }
    }

    private static boolean isOf(byte @Nullable [] handle, PasskeyStore.Stored stored) {
        return handle == null
                || Arrays.equals(
                        handle,
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(stored.account())
                                .array());
    }

    private void verify(AuthenticationData answer, ServerProperty asked, PasskeyStore.Stored stored) {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                null,
                null,
                stored.signCount(),
                credentials.convert(stored.credential()),
                null,
                null,
                null,
                null);
        webAuthn.verify(answer, new AuthenticationParameters(asked, record, null, true, true));
    }

    /// The challenge that is answered, if it is one of ours and not answered yet.
    private Optional<ServerProperty> asked(@Nullable CollectedClientData answer, OptionalLong account) {
        if (answer == null) {
            return Optional.empty();
        }
        byte[] challenge = answer.getChallenge().getValue();
        return challenges.take(challenge, account, clock.instant())
                ? Optional.of(ServerProperty.builder()
                        .origin(new Origin(site.getScheme() + "://" + site.getAuthority()))
                        .rpId(host())
                        .challenge(new DefaultChallenge(challenge))
                        .build())
                : Optional.empty();
    }

    boolean remove(long account, long id) {
        boolean gone = store.remove(account, id);
        sessions.forget();
        return gone;
    }

    void removeAll(long account) {
        store.removeAll(account);
        sessions.forget();
    }
}
