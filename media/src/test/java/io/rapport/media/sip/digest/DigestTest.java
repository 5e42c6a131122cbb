package io.rapport.media.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReader;
import io.rapport.media.sip.SipReading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    private final Gatekeeper gatekeeper = new Gatekeeper(
            "phones.example",
            (user, hash) -> user.equals("nell")
                    ? Optional.of(Gatekeeper.secret(hash, "nell", "phones.example", "correct horse"))
                    : Optional.empty());

    private static SipMessage.Request request(List<SipHeader> more) {
        StringBuilder text = new StringBuilder("REGISTER sip:phones.example SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1\r\nFrom: <sip:nell@phones.example>;tag=a\r\n"
                + "To: <sip:nell@phones.example>\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 9\r\n");
        more.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        SipReading read = SipReader.datagram((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        return (SipMessage.Request) ((SipReading.Whole) read).message();
    }

    private static SipMessage.Response refusal(List<SipHeader> challenges) {
        StringBuilder text = new StringBuilder("SIP/2.0 401 Unauthorized\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1\r\nFrom: <sip:nell@phones.example>;tag=a\r\n"
                + "To: <sip:nell@phones.example>;tag=b\r\nCall-ID: c\r\nCSeq: 1 REGISTER\r\n");
        challenges.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        SipReading read = SipReader.datagram((text + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return (SipMessage.Response) ((SipReading.Whole) read).message();
    }

    private List<SipHeader> challenges(Instant at) {
        return ((Gatekeeper.Verdict.Ask) gatekeeper.check(request(List.of()), at)).challenges();
    }

    private List<SipHeader> answers(String user, String password, Instant at) {
        SipMessage.Request plain = request(List.of());
        return new Credentials(user, password).answers(refusal(challenges(at)), "REGISTER", plain.uri());
    }

    @Test
    void who_knows_the_password_is_welcome_and_shows_it_by_the_better_hash() {
        List<SipHeader> answers = answers("nell", "correct horse", NOW);
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().value()).contains("algorithm=SHA-256").doesNotContain("correct horse");
        assertThat(gatekeeper.check(request(answers), NOW)).isEqualTo(new Gatekeeper.Verdict.Welcome("nell"));
    }

    @Test
    void who_knows_only_the_older_hash_is_welcome_too() {
        List<SipHeader> older = challenges(NOW).stream()
                .filter(header -> header.value().contains("MD5"))
                .toList();
        List<SipHeader> answers = new Credentials("nell", "correct horse")
                .answers(refusal(older), "REGISTER", request(List.of()).uri());
        assertThat(gatekeeper.check(request(answers), NOW)).isInstanceOf(Gatekeeper.Verdict.Welcome.class);
    }

    @Test
    void a_wrong_password_and_a_user_who_is_not_there_are_told_alike() {
        for (List<SipHeader> wrong :
                List.of(answers("nell", "incorrect horse", NOW), answers("nobody", "correct horse", NOW))) {
            Gatekeeper.Verdict verdict = gatekeeper.check(request(wrong), NOW);
            assertThat(verdict).isInstanceOfSatisfying(Gatekeeper.Verdict.Ask.class, ask -> {
                assertThat(ask.wrong()).isTrue();
                assertThat(ask.challenges().getFirst().value()).doesNotContain("stale");
            });
        }
    }

    @Test
    void what_was_overheard_can_not_be_said_again() {
        List<SipHeader> answers = answers("nell", "correct horse", NOW);
        assertThat(gatekeeper.check(request(answers), NOW)).isInstanceOf(Gatekeeper.Verdict.Welcome.class);
        assertThat(gatekeeper.check(request(answers), NOW.plusSeconds(1)))
                .isInstanceOfSatisfying(
                        Gatekeeper.Verdict.Ask.class,
                        ask -> assertThat(ask.wrong()).isFalse());
    }

    @Test
    void a_number_that_is_too_old_is_asked_for_anew_and_said_to_be_so() {
        List<SipHeader> answers = answers("nell", "correct horse", NOW);
        Gatekeeper.Verdict verdict = gatekeeper.check(request(answers), NOW.plus(Duration.ofMinutes(6)));
        List<SipHeader> again = ((Gatekeeper.Verdict.Ask) verdict).challenges();
        assertThat(Credentials.isStale(refusal(again))).isTrue();
        List<SipHeader> fresh = new Credentials("nell", "correct horse")
                .answers(refusal(again), "REGISTER", request(List.of()).uri());
        assertThat(gatekeeper.check(request(fresh), NOW.plus(Duration.ofMinutes(6))))
                .isInstanceOf(Gatekeeper.Verdict.Welcome.class);
    }

    @Test
    void a_number_that_we_did_not_give_is_not_taken() {
        String header = answers("nell", "correct horse", NOW).getFirst().value();
        String nonce = header.replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
        String other = new Gatekeeper("phones.example", (user, hash) -> Optional.empty())
                .check(request(List.of()), NOW)
                .toString()
                .replaceAll("(?s).*?nonce=\"([^\"]+)\".*", "$1");
        assertThat(gatekeeper.check(
                        request(List.of(new SipHeader("Authorization", header.replace(nonce, other)))), NOW))
                .isInstanceOf(Gatekeeper.Verdict.Ask.class);
    }

    /// RFC 7616 section 3.9.1, both algorithms, with its own numbers.
    @Test
    void it_hashes_as_the_standard_shows() {
        String user = "Mufasa";
        String realm = "http-auth@example.org";
        String password = "Circle of Life";
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String client = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        for (DigestHash hash : DigestHash.values()) {
            String right = hash == DigestHash.MD5
                    ? "8ca523f5e9506fed4657c9700eebdbec"
                    : "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1";
            assertThat(hash.of(
                            hash.of(user, realm, password),
                            nonce,
                            "00000001",
                            client,
                            "auth",
                            hash.of("GET", "/dir/index.html")))
                    .isEqualTo(right);
        }
    }

    @Test
    void an_old_carrier_without_quality_of_protection_is_answered_as_of_old() {
        SipHeader old = new SipHeader("Proxy-Authenticate", "Digest realm=\"c\", nonce=\"n\"");
        List<SipHeader> answers = new Credentials("u", "p")
                .answers(refusal(List.of(old)), "INVITE", request(List.of()).uri());
        assertThat(answers.getFirst().name()).isEqualTo("Proxy-Authorization");
        String right = DigestHash.MD5.of(
                DigestHash.MD5.of("u", "c", "p"), "n", DigestHash.MD5.of("INVITE", "sip:phones.example"));
        assertThat(answers.getFirst().value())
                .contains("response=\"" + right + "\"")
                .doesNotContain("cnonce");
    }

    @Test
    void what_we_can_not_meet_is_not_answered() {
        for (String challenge : List.of(
                "Basic realm=\"c\"",
                "Digest realm=\"c\", nonce=\"n\", algorithm=SHA-512-256",
                "Digest realm=\"c\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"c\", realm=\"d\", nonce=\"n\"",
                "Digest realm=\"c, nonce=\"n\"",
                "Digest")) {
            assertThat(new Credentials("u", "p")
                            .answers(
                                    refusal(List.of(new SipHeader("WWW-Authenticate", challenge))),
                                    "INVITE",
                                    request(List.of()).uri()))
                    .as(challenge)
                    .isEmpty();
        }
    }

    @Test
    void quotes_in_names_are_undone_and_made() {
        SipHeader odd = new SipHeader("WWW-Authenticate", "Digest realm=\"a \\\"b\\\" , c\", nonce=\"n\", qop=auth");
        String answer = new Credentials("u\"x", "p")
                .answers(refusal(List.of(odd)), "INVITE", request(List.of()).uri())
                .getFirst()
                .value();
        DigestFields read = DigestFields.of(answer).orElseThrow();
        assertThat(read.get("realm")).contains("a \"b\" , c");
        assertThat(read.get("username")).contains("u\"x");
    }

    @Test
    void noise_is_no_challenge_and_takes_no_time() {
        Random random = new Random(3);
        List<String> parts = new ArrayList<>(List.of("Digest ", "realm", "=", "\"", ",", "\\", "nonce", " ", "x"));
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("Digest ");
            for (int k = random.nextInt(60); k > 0; k--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            DigestFields.of(text.toString());
        }
        assertThat(DigestFields.of("Digest a=" + "\\".repeat(60_000))).isPresent();
        assertThat(DigestFields.of("Digest a=\"" + "\\".repeat(60_001))).isEmpty();
    }
}
