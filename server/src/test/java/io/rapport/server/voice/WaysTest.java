package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaysTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private static final List<String> URLS = List.of("turns:turn.example.com:443?transport=tcp");

    /// The hash was computed with `openssl dgst -sha1 -hmac north -binary | base64`.
    @Test
    void a_browser_gets_a_name_that_runs_out_and_the_hash_of_it() {
        TurnSettings settings = new TurnSettings(URLS, "north", true, Duration.ofHours(1));
        Ways.View ways = new Ways(settings, CLOCK).of("agent-7");
        assertThat(ways)
                .isEqualTo(new Ways.View(
                        List.of(new Ways.Server(URLS, "1700003600:agent-7", "gw+PEXfvCaqqARomUWK4cGeyp6Y=")), true));
    }

    @Test
    void without_a_turn_server_browsers_go_the_direct_way() {
        TurnSettings none = new TurnSettings(List.of(), "", true, Duration.ofHours(1));
        assertThat(new Ways(none, CLOCK).of("agent-7")).isEqualTo(new Ways.View(List.of(), false));
    }

    @Test
    void a_server_that_is_none_or_has_no_secret_stops_the_start_and_the_secret_is_never_told() {
        assertThatThrownBy(() -> new TurnSettings(List.of("https://turn.example.com"), "s", false, Duration.ofHours(1)))
                .hasMessageContaining("no TURN server");
        assertThatThrownBy(() -> new TurnSettings(URLS, " ", false, Duration.ofHours(1)))
                .hasMessageContaining("secret is missing");
        assertThat(new TurnSettings(URLS, "north", false, Duration.ofHours(1)).toString())
                .doesNotContain("north");
    }
}
