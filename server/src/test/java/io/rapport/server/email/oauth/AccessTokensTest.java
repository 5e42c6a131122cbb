package io.rapport.server.email.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.channel.Door;
import io.rapport.server.email.Recorded;
import io.rapport.server.email.SettableClock;
import io.rapport.server.email.TestDoors;
import io.rapport.server.vault.Sealer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens from a real OAuth2 server, by a clock that the test moves.
class AccessTokensTest {
    private final AuthorizationServer provider = new AuthorizationServer();
    private final TokenEndpoint endpoint = new TokenEndpoint();
    private final SettableClock clock = new SettableClock();
    private final Recorded state = new Recorded();
    private final Door door = Provider.door(Provider.connection(provider));
    private final TestDoors doors = new TestDoors(door);
    private final Grants grants = new Grants(state, new Sealer(new byte[32]));
    private AccessTokens tokens = new AccessTokens(doors, grants, endpoint, clock);

    @BeforeEach
    void connect() {
        Consents consents = new Consents(doors, tokens, endpoint, "http://127.0.0.1:1/back", _ -> {}, clock);
        String url = consents.begin(door, door.mail().connection().orElseThrow(), 7);
        var brought = provider.consent(url, Provider.USER);
        ConsentOutcome outcome = consents.finish(brought.state(), java.util.Optional.of(brought.code()), 7);
        assertThat(outcome).isEqualTo(ConsentOutcome.CONNECTED);
    }

    @AfterEach
    void shut() {
        endpoint.close();
        provider.close();
    }

    private long refreshes() {
        return provider.asked().stream()
                .filter(one -> one.grantType().equals("refresh_token"))
                .count();
    }

    /// As after a restart: nothing in memory.
    private AccessTokens restarted() {
        tokens = new AccessTokens(doors, grants, endpoint, clock);
        return tokens;
    }

    @Test
    void a_token_is_used_until_shortly_before_it_ends() throws IOException {
        String first = tokens.of(door);
        clock.pass(Duration.ofMinutes(54));
        assertThat(tokens.of(door)).isEqualTo(first);
        assertThat(refreshes()).isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(tokens.of(door)).isNotEqualTo(first);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void of_many_who_need_a_new_one_at_once_one_asks() throws Exception {
        restarted();
        Set<String> seen = new HashSet<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> all = Stream.<Callable<String>>generate(() -> () -> tokens.of(door))
                    .limit(20)
                    .toList();
            for (var one : people.invokeAll(all)) {
                seen.add(one.get());
            }
        }
        assertThat(seen).hasSize(1);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void a_rotated_refresh_token_is_kept_for_the_next_time_and_after_a_restart() throws IOException {
        provider.rotating(true);
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofHours(1));
            tokens.of(door);
            restarted();
        }
        assertThat(refreshes()).isEqualTo(3);
        assertThat(provider.asked().stream()
                        .map(AuthorizationServer.Asked::refreshToken)
                        .distinct())
                .hasSize(4);
    }

    @Test
    void a_refresh_token_rotated_while_the_database_is_away_is_not_lost() throws IOException {
        provider.rotating(true);
        restarted();
        state.forgetful(true);
        assertThat(tokens.of(door)).isNotEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(tokens.of(door)).as("the old one is worth nothing any more").isNotEmpty();
        state.forgetful(false);
        clock.pass(Duration.ofHours(1));
        tokens.of(door);
        assertThat(restarted().of(door)).isNotEmpty();
    }

    @Test
    void a_token_that_the_far_side_refuses_is_used_no_more() throws IOException {
        String refused = tokens.of(door);
        tokens.refused(door.id(), refused);
        assertThat(tokens.of(door)).isNotEqualTo(refused);
        tokens.refused(door.id(), refused);
        tokens.of(door);
        assertThat(refreshes()).isEqualTo(1);
    }

    @Test
    void a_consent_taken_back_is_said_on_the_door_and_not_asked_about_again_and_again() {
        provider.revoke(Provider.USER);
        clock.pass(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> tokens.of(door))
                    .isInstanceOf(ConnectAgainException.class)
                    .hasMessageContaining("connect it again in Administration");
        }
        assertThat(refreshes()).isEqualTo(1);
        assertThat(doors.health).last().asString().startsWith("ill: The consent for this door is no longer accepted");
    }

    @Test
    void a_provider_that_is_down_is_left_in_peace_for_a_while_and_then_asked_again() throws IOException {
        restarted();
        provider.mood(AuthorizationServer.Mood.DOWN);
        assertThatThrownBy(() -> tokens.of(door))
                .isNotInstanceOf(ConnectAgainException.class)
                .hasMessageContaining("HTTP 503");
        assertThatThrownBy(() -> tokens.of(door)).hasMessageContaining("HTTP 503");
        assertThat(refreshes()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> tokens.of(door)).hasMessageContaining("HTTP 503");
        assertThat(refreshes()).isEqualTo(2);
        clock.pass(Duration.ofMillis(1500));
        assertThatThrownBy(() -> tokens.of(door)).hasMessageContaining("HTTP 503");
        assertThat(refreshes()).as("the pause doubles").isEqualTo(2);
        provider.mood(AuthorizationServer.Mood.WELL);
        clock.pass(Duration.ofSeconds(1));
        assertThat(tokens.of(door)).isNotEmpty();
        assertThat(doors.health)
                .as("only a lost consent is the administrator's")
                .noneMatch(h -> h.startsWith("ill"));
    }

    @Test
    void a_redirection_is_not_followed() {
        restarted();
        provider.mood(AuthorizationServer.Mood.ELSEWHERE);
        assertThatThrownBy(() -> tokens.of(door)).isInstanceOf(IOException.class);
        assertThat(provider.reachedElsewhere()).isEmpty();
    }

    @Test
    void an_answer_without_end_is_cut() {
        restarted();
        provider.mood(AuthorizationServer.Mood.ENDLESS);
        assertThatThrownBy(() -> tokens.of(door)).isInstanceOf(IOException.class);
    }

    @Test
    void a_refused_client_is_the_administrators_to_mend_without_a_new_consent() throws IOException {
        restarted();
        provider.mood(AuthorizationServer.Mood.STRANGER);
        assertThatThrownBy(() -> tokens.of(door))
                .isNotInstanceOf(ConnectAgainException.class)
                .hasMessageContaining("check client id and secret");
        provider.mood(AuthorizationServer.Mood.WELL);
        clock.pass(Duration.ofSeconds(2));
        assertThat(tokens.of(door)).isNotEmpty();
    }

    @Test
    void a_refresh_token_goes_to_no_other_address_than_the_one_that_gave_it() {
        try (AuthorizationServer thief = new AuthorizationServer()) {
            Door turned = Provider.door(Provider.connection(thief));
            assertThatThrownBy(() -> restarted().of(turned))
                    .isInstanceOf(ConnectAgainException.class)
                    .hasMessageContaining("not connected");
            assertThat(thief.asked()).isEmpty();
        }
    }

    @Test
    void what_is_kept_is_sealed() {
        assertThat(state.state.values()).isNotEmpty().noneMatch(value -> value.contains("refresh"));
    }
}
