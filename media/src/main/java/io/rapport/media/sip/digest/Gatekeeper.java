package io.rapport.media.sip.digest;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Asks telephones who they are. A number that it gives out is good for five minutes, is known without being kept, and
/// each use of it counts on, so that nobody can say again what they overheard. Thread-safe.
public final class Gatekeeper {
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final int MOST_NUMBERS = 20_000;
    private static final int NONCE_BYTES = 8 + 8 + 16;

    private final String realm;
    private final List<DigestHash> asks;
    private final BiFunction<String, DigestHash, Optional<String>> secrets;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// Of numbers that were used, how often; the one that was used longest ago is forgotten first.
    private final Map<String, Long> used = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_NUMBERS;
        }
    };

    /// @param realm for which passwords are asked
    /// @param secrets of a user, by [#secret]; nothing where there is no such user
    public Gatekeeper(String realm, BiFunction<String, DigestHash, Optional<String>> secrets) {
        this(realm, List.of(DigestHash.values()), secrets);
    }

    /// @param asks what a telephone may answer by, the better one first (RFC 8760). Some telephones give up at the
    ///     first that they don't know: for those it is MD5 alone, which is enough for a long password of chance
    public Gatekeeper(String realm, List<DigestHash> asks, BiFunction<String, DigestHash, Optional<String>> secrets) {
        this.realm = realm;
        this.asks = List.copyOf(asks);
        this.secrets = secrets;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /// What is kept of a password: it opens this realm alone, and is as secret as the password itself.
    public static String secret(DigestHash hash, String user, String realm, String password) {
        return hash.of(user, realm, password);
    }

    /// What came of asking.
    public sealed interface Verdict {
        record Welcome(String user) implements Verdict {}

        /// To be answered 401 with these.
        ///
        /// @param wrong whether somebody tried a password that is wrong, or that is for nobody
        record Ask(List<SipHeader> challenges, boolean wrong) implements Verdict {}
    }

    /// Looks at what a request brings.
    public Verdict check(SipMessage.Request request, Instant now) {
        Optional<DigestFields> brought = request.headers().stream()
                .filter(header -> header.is("Authorization"))
                .flatMap(header -> DigestFields.of(header.value()).stream())
                .filter(fields -> fields.get("realm").filter(realm::equals).isPresent())
                .findFirst();
        if (brought.isEmpty()) {
            return ask(false, false, now);
        }
        DigestFields fields = brought.get();
        String nonce = fields.get("nonce").orElse("");
        Optional<Instant> given = given(nonce);
        boolean fresh = given.filter(at -> !at.isAfter(now) && at.plus(GOOD).isAfter(now))
                .isPresent();
        if (!isRight(fields, nonce, request)) {
            return ask(given.isPresent(), false, now);
        }
        return fresh && counts(nonce, fields.get("nc").orElse(""))
                ? new Verdict.Welcome(fields.get("username").orElseThrow())
                : ask(false, true, now);
    }

    private boolean isRight(DigestFields fields, String nonce, SipMessage.Request request) {
        String user = fields.get("username").orElse("");
        Optional<DigestHash> hash = fields.hash();
        boolean whole = hash.filter(asks::contains).isPresent()
                && fields.get("qop").filter("auth"::equals).isPresent()
                && fields.get("uri").filter(request.uri().text()::equals).isPresent();
        if (!whole) {
            return false;
        }
        Optional<String> secret = secrets.apply(user, hash.get());
        String right = hash.get()
                .of(
                        secret.orElse("nobody"),
                        nonce,
                        fields.get("nc").orElse(""),
                        fields.get("cnonce").orElse(""),
                        "auth",
                        hash.get().of(request.method(), request.uri().text()));
        boolean same = MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII),
                fields.get("response").orElse("").getBytes(StandardCharsets.UTF_8));
        return same && secret.isPresent();
    }

    /// Each use of a number has to count higher than the one before.
    private synchronized boolean counts(String nonce, String count) {
        if (!count.matches("[0-9a-fA-F]{8}")) {
            return false;
        }
        long now = Long.parseLong(count, 16);
        if (now <= used.getOrDefault(nonce, 0L)) {
            return false;
        }
        used.put(nonce, now);
        return true;
    }

    private Verdict ask(boolean wrong, boolean stale, Instant now) {
        String nonce = nonce(now);
        List<SipHeader> challenges = asks.stream()
                .map(hash -> new SipHeader(
                        "WWW-Authenticate",
                        "Digest realm=" + DigestFields.quoted(realm) + ", nonce=\"" + nonce + "\", algorithm="
                                + hash.algorithm() + ", qop=\"auth\"" + (stale ? ", stale=true" : "")))
                .toList();
        return new Verdict.Ask(challenges, wrong);
    }

    /// The time, something random, and our seal on both.
    private String nonce(Instant now) {
        ByteBuffer bytes = ByteBuffer.allocate(NONCE_BYTES);
        bytes.putLong(now.toEpochMilli()).putLong(random.nextLong());
        bytes.put(seal(bytes.array()), 0, 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private Optional<Instant> given(String nonce) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(nonce);
            if (bytes.length != NONCE_BYTES
                    || !MessageDigest.isEqual(
                            Arrays.copyOfRange(bytes, 16, NONCE_BYTES), Arrays.copyOf(seal(bytes), 16))) {
                return Optional.empty();
            }
            return Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] seal(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(bytes, 0, 16);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
