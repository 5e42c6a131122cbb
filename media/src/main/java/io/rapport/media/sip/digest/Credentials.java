package io.rapport.media.sip.digest;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// As whom we show ourselves to a carrier.
///
/// @param password nobody may log it
public record Credentials(String user, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_CHALLENGES = 8;

    private record Challenge(DigestFields fields, DigestHash hash, String header) {}

    /// What to ask again with, after 401 or 407: an answer to the best challenge of each kind that we know how to meet.
    ///
    /// @return nothing where there is none
    public List<SipHeader> answers(SipMessage.Response refusal, String method, Uri uri) {
        List<SipHeader> answers = new ArrayList<>();
        best(refusal, "WWW-Authenticate", "Authorization").ifPresent(one -> answers.add(answer(one, method, uri)));
        best(refusal, "Proxy-Authenticate", "Proxy-Authorization")
                .ifPresent(one -> answers.add(answer(one, method, uri)));
        return answers;
    }

    /// Whether our answer was right but its number was too old: it is worth another try.
    public static boolean isStale(SipMessage.Response refusal) {
        return refusal.headers().stream()
                .filter(h -> h.is("WWW-Authenticate") || h.is("Proxy-Authenticate"))
                .flatMap(h -> DigestFields.of(h.value()).stream())
                .anyMatch(fields ->
                        fields.get("stale").filter("true"::equalsIgnoreCase).isPresent());
    }

    private static Optional<Challenge> best(SipMessage.Response refusal, String asked, String answered) {
        return refusal.headers().stream()
                .filter(header -> header.is(asked))
                .limit(MOST_CHALLENGES)
                .flatMap(header -> DigestFields.of(header.value()).stream())
                .filter(fields ->
                        fields.get("realm").isPresent() && fields.get("nonce").isPresent())
                .filter(fields -> fields.get("qop").map(Credentials::offersAuth).orElse(true))
                .flatMap(fields -> fields.hash().stream().map(hash -> new Challenge(fields, hash, answered)))
                .min(Comparator.comparing(Challenge::hash));
    }

    private static boolean offersAuth(String qop) {
        return List.of(qop.split("[ \\t]*,[ \\t]*")).contains("auth");
    }

    private SipHeader answer(Challenge challenge, String method, Uri uri) {
        DigestFields fields = challenge.fields();
        DigestHash hash = challenge.hash();
        String realm = fields.get("realm").orElseThrow();
        String nonce = fields.get("nonce").orElseThrow();
        String known = hash.of(user, realm, password);
        String asked = hash.of(method, uri.text());
        StringBuilder text = new StringBuilder("Digest username=")
                .append(DigestFields.quoted(user))
                .append(", realm=")
                .append(DigestFields.quoted(realm))
                .append(", nonce=")
                .append(DigestFields.quoted(nonce))
                .append(", uri=")
                .append(DigestFields.quoted(uri.text()));
        if (fields.get("qop").isPresent()) {
            String ours = fresh();
            text.append(", response=\"")
                    .append(hash.of(known, nonce, "00000001", ours, "auth", asked))
                    .append("\", qop=auth, nc=00000001, cnonce=\"")
                    .append(ours)
                    .append('"');
        } else {
            text.append(", response=\"").append(hash.of(known, nonce, asked)).append('"');
        }
        text.append(", algorithm=").append(hash.algorithm());
        fields.get("opaque").ifPresent(opaque -> text.append(", opaque=").append(DigestFields.quoted(opaque)));
        return new SipHeader(challenge.header(), text.toString());
    }

    private static String fresh() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Without the password.
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
