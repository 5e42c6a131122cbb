package io.rapport.server.email.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.Sender;
import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayVerdictTest {
    private static final RelayVerdict RELAY = new RelayVerdict(Optional.of("mx.us.example"));

    private static Sender.Proof proof(String... lines) {
        return proof(RELAY, lines);
    }

    private static Sender.Proof proof(RelayVerdict verdict, String... lines) {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            fields.add(new Headers.Field(
                    line.substring(0, colon).toLowerCase(),
                    line.substring(colon + 1).strip()));
        }
        return verdict.of(new Headers(fields), "bakery.example");
    }

    @Test
    void an_aligned_signature_proves_the_sender() {
        assertThat(proof("Authentication-Results: mx.us.example; dkim=pass (2048 bit) header.d=bakery.example"))
                .isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof("Authentication-Results: mx.us.example 1; dkim=pass header.i=@bakery.example; spf=none"))
                .isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof("Authentication-Results: mx.us.example; spf=pass smtp.mailfrom=gwen@bakery.example"))
                .isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof("Authentication-Results: mx.us.example; dmarc=pass header.from=bakery.example"))
                .isEqualTo(Sender.Proof.PROVEN);
    }

    @Test
    void a_signature_of_somebody_else_proves_nothing() {
        assertThat(proof("Authentication-Results: mx.us.example; dkim=pass header.d=evil.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; dkim=pass header.d=evil.bakery.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; dkim=pass header.d=example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; dmarc=pass header.from=evil.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void what_others_wrote_is_not_read() {
        assertThat(proof("Authentication-Results: mx.evil.example; dkim=pass header.d=bakery.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof(
                        "Received: by mx.us.example",
                        "Received: from elsewhere",
                        "Authentication-Results: mx.us.example; dkim=pass header.d=bakery.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.evil.example (mx.us.example); dkim=pass header.d=bakery.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void the_domain_s_own_no_is_a_no_unless_something_proves_it() {
        assertThat(proof("Authentication-Results: mx.us.example; spf=fail smtp.mailfrom=bakery.example"))
                .isEqualTo(Sender.Proof.FAILED);
        assertThat(proof("Authentication-Results: mx.us.example; dmarc=fail header.from=bakery.example"))
                .isEqualTo(Sender.Proof.FAILED);
        assertThat(proof("Authentication-Results: mx.us.example; spf=fail smtp.mailfrom=bakery.example;"
                        + " dkim=pass header.d=bakery.example"))
                .isEqualTo(Sender.Proof.PROVEN);
    }

    @Test
    void without_a_trusted_name_nothing_is_believed() {
        Headers headers = new Headers(List.of(
                new Headers.Field("authentication-results", "mx.us.example; dkim=pass header.d=bakery.example")));
        assertThat(new RelayVerdict(Optional.empty()).of(headers, "bakery.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void a_sender_who_chooses_an_odd_local_part_does_not_write_results() {
        assertThat(proof("Authentication-Results: mx.us.example; spf=pass"
                        + " smtp.mailfrom=\"x; dkim=pass header.d=bakery.example y\"@evil.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; spf=pass (domain of"
                        + " \"x) ; dkim=pass header.d=bakery.example (\"@evil.example) smtp.mailfrom=evil.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; spf=pass (domain of x\\) ; dkim=pass"
                        + " header.d=bakery.example) smtp.mailfrom=evil.example"))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof("Authentication-Results: mx.us.example; dkim=pass header.d=\"bakery.example\""
                        + " header.b=\"aB/9+=\""))
                .isEqualTo(Sender.Proof.PROVEN);
    }
}
