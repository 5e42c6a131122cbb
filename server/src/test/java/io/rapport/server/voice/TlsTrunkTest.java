package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A carrier that speaks TLS, and protects its sound.
@Timeout(120)
class TlsTrunkTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ANN = "+441174960333";

    @TempDir
    private Path folder;

    @Test
    void calls_come_and_go_by_tls_with_protected_sound_and_to_nobody_else_than_the_carrier() throws Exception {
        Path ours = keys("ours", "DNS:rapport.example,IP:127.0.0.1");
        Path theirs = keys("theirs", "DNS:carrier.example");
        int tlsPort = Ports.free();
        try (RunningRapport rapport = RunningRapport.start(
                        "--rapport.voice.certificate=" + ours,
                        "--rapport.voice.certificate-private-key=" + ours,
                        "--rapport.voice.trusted=" + theirs,
                        "--rapport.voice.tls-port=" + tlsPort,
                        "--rapport.voice.pulse=1s");
                Baresip ann = new Baresip(Baresip.Setup.secured("sip:" + ANN + "@carrier.example", 440, theirs))) {
            TeamId team = rapport.team("Harbourside");
            AgentId nell = rapport.agent("Nell", team, false);
            rapport.number("Harbourside", "+441174960100", team);
            String target = "127.0.0.1:" + (ann.port() + 1);
            long id = rapport.bean(Trunks.class).add(trunk(0, target, "carrier.example"));
            int port = rapport.bean(Exchange.class).port().orElseThrow();
            Http asNell = Http.signedIn(rapport, "nell", "a long enough one", "");
            JsonNode made = asNell.ask("POST", "/api/phone/desk", "").json();
            try (Baresip desk = new Baresip(Baresip.Setup.registered(
                    made.path("user").asString(),
                    made.path("password").asString(),
                    made.path("server").asString(),
                    800,
                    "127.0.0.3"))) {
                rapport.until(
                        SOON, () -> asNell.get("/api/phone").json().path("desk").asBoolean());
                rapport.bean(Workforce.class)
                        .present(new Presence(nell, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
                ann.dial("sip:+441174960100@127.0.0.1:" + tlsPort);
                assertThat(desk.await("CALL_INCOMING")).contains(ANN);
                desk.accept();
                ann.await("CALL_ESTABLISHED");
                ann.awaitTone(800);
                desk.awaitTone(440);
                desk.hangUp();
                ann.await("CALL_CLOSED");
                rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
                asNell.ask("DELETE", "/api/phone/wrap-up", "");

                desk.dial("sip:" + ANN + "@127.0.0.1:" + port);
                ann.await("CALL_INCOMING");
                ann.accept();
                desk.await("CALL_ESTABLISHED");
                ann.awaitTone(800);
                desk.awaitTone(440);
                desk.hangUp();
                ann.await("CALL_CLOSED");
            }
            Trunk another = trunk(id, target, "other.example");
            rapport.bean(Trunks.class).change(another);
            rapport.until(SOON, () -> rapport.bean(TrunkPulse.class).of(another) == TrunkPulse.Standing.DOWN);
        }
    }

    private static Trunk trunk(long id, String target, String domain) {
        return new Trunk(id, "Carrier", List.of("127.0.0.1"), target, Trunk.Transport.TLS, true).under(domain);
    }

    /// A certificate signed by itself, with its key, in one file.
    private Path keys(String name, String names) throws Exception {
        Path both = folder.resolve(name + ".pem");
        Process made = new ProcessBuilder(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + name,
                        "-addext",
                        "subjectAltName=" + names,
                        "-keyout",
                        both.toString(),
                        "-out",
                        folder.resolve(name + ".crt").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        Files.writeString(both, Files.readString(folder.resolve(name + ".crt")), StandardOpenOption.APPEND);
        return both;
    }
}
