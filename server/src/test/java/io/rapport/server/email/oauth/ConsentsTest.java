package io.rapport.server.email.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.oauth.AuthorizationServer;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.channel.MailProvider;
import io.rapport.server.email.Recorded;
import io.rapport.server.email.SettableClock;
import io.rapport.server.email.TestDoors;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.DoorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsentsTest {
    private static final String BACK = "http://127.0.0.1:1/back";

    private final AuthorizationServer provider = new AuthorizationServer();
    private final TokenEndpoint endpoint = new TokenEndpoint();
    private final SettableClock clock = new SettableClock();
    private final Door door = Provider.door(Provider.connection(provider));
    private final TestDoors doors = new TestDoors(door);
    private final Recorded state = new Recorded();
    private final AccessTokens tokens =
            new AccessTokens(doors, new Grants(state, new Sealer(new byte[32])), endpoint, clock);
    private final List<DoorId> connected = new ArrayList<>();
    private final Consents consents = new Consents(doors, tokens, endpoint, BACK, connected::add, clock);

    @AfterEach
    void shut() {
        endpoint.close();
        provider.close();
    }

    private String begin(long account) {
        return consents.begin(door, door.mail().connection().orElseThrow(), account);
    }

    private ConsentOutcome finish(AuthorizationServer.Brought brought, long account) {
        return consents.finish(brought.state(), Optional.of(brought.code()), account);
    }

    @Test
    void a_consent_connects_the_door_and_its_fetcher_is_told() throws Exception {
        assertThat(finish(provider.consent(begin(7), Provider.USER), 7)).isEqualTo(ConsentOutcome.CONNECTED);
        assertThat(connected).containsExactly(door.id());
        assertThat(doors.connected).containsExactly("7 at 1");
        assertThat(tokens.of(door)).isNotEmpty();
    }

    @Test
    void a_state_counts_once() {
        AuthorizationServer.Brought brought = provider.consent(begin(7), Provider.USER);
        finish(brought, 7);
        assertThat(finish(brought, 7)).isEqualTo(ConsentOutcome.STALE);
        assertThat(provider.asked()).hasSize(1);
    }

    @Test
    void a_state_that_was_not_given_out_is_refused_before_anybody_is_asked() {
        begin(7);
        assertThat(consents.finish("x".repeat(43), Optional.of("code"), 7)).isEqualTo(ConsentOutcome.STALE);
        assertThat(consents.finish("", Optional.of("code"), 7)).isEqualTo(ConsentOutcome.STALE);
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void a_consent_of_another_account_connects_nothing_and_is_used_up() {
        AuthorizationServer.Brought brought = provider.consent(begin(7), Provider.USER);
        assertThat(finish(brought, 8)).isEqualTo(ConsentOutcome.NOT_YOURS);
        assertThat(finish(brought, 7)).isEqualTo(ConsentOutcome.STALE);
        assertThat(provider.asked()).isEmpty();
        assertThat(state.state).isEmpty();
    }

    @Test
    void a_consent_that_took_too_long_is_refused() {
        AuthorizationServer.Brought brought = provider.consent(begin(7), Provider.USER);
        clock.pass(Consents.TIME);
        assertThat(finish(brought, 7)).isEqualTo(ConsentOutcome.STALE);
    }

    @Test
    void a_person_who_says_no_is_heard() {
        String given = Provider.parameter(begin(7), "state");
        assertThat(consents.finish(given, Optional.empty(), 7)).isEqualTo(ConsentOutcome.DECLINED);
    }

    @Test
    void a_code_caught_by_somebody_else_is_worth_nothing_without_the_verifier() {
        AuthorizationServer.Brought caught = provider.consent(begin(7), Provider.USER);
        AuthorizationServer.Brought own = provider.consent(begin(9), Provider.USER);
        assertThat(consents.finish(own.state(), Optional.of(caught.code()), 9)).isEqualTo(ConsentOutcome.FAILED);
        assertThat(doors.health).last().asString().contains("refused the tokens");
    }

    @Test
    void a_door_that_was_changed_in_the_meantime_is_not_connected() {
        AuthorizationServer.Brought brought = provider.consent(begin(7), Provider.USER);
        Consents later = new Consents(
                new TestDoors(Provider.door(Provider.connection("https://a.example/", "https://a.example/t"))),
                tokens,
                endpoint,
                BACK,
                connected::add,
                clock);
        String url = later.begin(door, door.mail().connection().orElseThrow(), 7);
        assertThat(later.finish(Provider.parameter(url, "state"), Optional.of(brought.code()), 7))
                .isEqualTo(ConsentOutcome.CHANGED);
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void a_provider_that_is_down_is_said_on_the_door() {
        AuthorizationServer.Brought brought = provider.consent(begin(7), Provider.USER);
        provider.mood(AuthorizationServer.Mood.DOWN);
        assertThat(finish(brought, 7)).isEqualTo(ConsentOutcome.FAILED);
        assertThat(doors.health).last().asString().contains("HTTP 503").contains("Connect it again");
        assertThat(connected).isEmpty();
    }

    @Test
    void google_is_asked_for_a_consent_that_lasts() {
        MailProvider google = MailProvider.GOOGLE;
        MailConnection connection = new MailConnection(
                google, "id", Optional.of("secret"), google.authorizeUrl(), google.tokenUrl(), google.scope());
        String url = consents.begin(Provider.door(connection), connection, 7);
        assertThat(url)
                .startsWith("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=id")
                .contains("&access_type=offline&prompt=consent")
                .contains("code_challenge_method=S256")
                .contains("login_hint=" + Provider.USER)
                .doesNotContain("secret");
    }

    @Test
    void those_who_begin_and_never_come_back_are_forgotten() {
        String first = begin(7);
        for (int i = 0; i < Consents.MAX_OPEN; i++) {
            begin(7);
        }
        assertThat(finish(provider.consent(first, Provider.USER), 7)).isEqualTo(ConsentOutcome.STALE);
        assertThat(finish(provider.consent(begin(7), Provider.USER), 7)).isEqualTo(ConsentOutcome.CONNECTED);
    }
}
