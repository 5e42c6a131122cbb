package io.rapport.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.web.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds docs/api/openapi.json against the routes of the running server; `-Drapport.write=1` writes it anew.
class OpenApiTest {
    private static final Path FILE = Path.of("..", "docs", "api", "openapi.json");

    @Test
    void the_contract_says_what_the_routes_do() throws IOException, InterruptedException {
        String contract = contract();
        if (System.getProperty("rapport.write") != null) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, contract);
        }
        assertThat(Files.readString(FILE).equals(contract))
                .as("routes changed: run this test with -Drapport.write=1 and look at what that means for others")
                .isTrue();
    }

    private static String contract() throws IOException, InterruptedException {
        // The application refuses keys of ours that it does not know.
        String write = System.clearProperty("rapport.write");
        try (RunningRapport rapport = RunningRapport.start(
                        "--springdoc.api-docs.enabled=true",
                        "--springdoc.paths-to-match=/api/**",
                        "--springdoc.default-produces-media-type=application/json",
                        "--springdoc.default-consumes-media-type=application/json");
                HttpClient reader = HttpClient.newHttpClient()) {
            Shapes shapes = rapport.bean(Shapes.class);
            shapes.name(Problem.class);
            HttpResponse<String> found = reader.send(
                    HttpRequest.newBuilder(URI.create(rapport.url() + "/v3/api-docs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode routes = JsonMapper.builder().build().readTree(found.body());
            return Contract.write(routes, shapes.all());
        } finally {
            if (write != null) {
                System.setProperty("rapport.write", write);
            }
        }
    }
}
