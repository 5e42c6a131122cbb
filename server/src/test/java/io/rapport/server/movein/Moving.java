package io.rapport.server.movein;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Moves histories in as an administrator does, and looks at what came of it.
record Moving(RunningRapport rapport, Http admin) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param files contents by their paths, in this order
    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    String given(String source, byte[] file) {
        return JSON.readTree(admin.send("POST", "/api/move-ins?source=" + source + "&name=export.zip", file))
                .path("id")
                .asString();
    }

    JsonNode see(String id) {
        return admin.get("/api/move-ins/" + id).json();
    }

    JsonNode in(String id, String state) {
        rapport.until(
                Duration.ofSeconds(60), () -> see(id).path("state").asString().equals(state));
        return see(id);
    }

    JsonNode taken(String source, byte[] file, boolean carryOn) {
        String id = given(source, file);
        in(id, "READY");
        assertThat(admin.ask("POST", "/api/move-ins/" + id + "/start", "{\"carryOn\":" + carryOn + "}")
                        .status())
                .isEqualTo(204);
        return in(id, "DONE");
    }

    String person(String words) {
        List<String> found =
                admin.get("/api/customers?q=" + words).json().path("people").findValuesAsString("id");
        assertThat(found).as(words).hasSize(1);
        return found.getFirst();
    }

    JsonNode story(String customer) {
        rapport.caughtUp();
        return admin.get("/api/customers/" + customer + "/timeline").json().path("entries");
    }

    String report(JsonNode done) {
        return report(done.path("id").asString());
    }

    String report(String id) {
        return admin.send("GET", "/api/move-ins/" + id + "/report", new byte[0]);
    }
}
