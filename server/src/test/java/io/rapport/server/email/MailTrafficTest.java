package io.rapport.server.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTrafficTest {
    @TempDir
    Path folder;

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void the_listener_shows_the_certificate_of_the_web_pages_where_it_has_none_of_its_own() throws Exception {
        String chain = folder.resolve("chain.pem").toString();
        String key = folder.resolve("key.pem").toString();
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=desk.brightline.example",
                "-keyout",
                key,
                "-out",
                chain);
        try (RunningRapport rapport = RunningRapport.start(
                "--server.ssl.certificate=file:" + chain, "--server.ssl.certificate-private-key=file:" + key)) {
            assertThat(run("openssl", "s_client", "-starttls", "smtp", "-connect", "127.0.0.1:" + rapport.smtpPort()))
                    .contains("CN = desk.brightline.example");
        }
    }
}
