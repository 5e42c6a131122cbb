package io.rapport.server.voice;

import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Http;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A running house with a team, its number, and a trunk behind which customers' telephones are; for one test class.
final class CallHouse implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);

    /// Of the team.
    static final String HARBOURSIDE = "+441174960100";

    private static final String PASSWORD = "a long enough one";
    private static final AtomicInteger NEXT = new AtomicInteger(200);

    private final RunningRapport rapport;
    private final TeamId team;
    private final FarTelephone telephone;
    private final int port;

    CallHouse(String... settings) throws Exception {
        rapport = RunningRapport.start(settings);
        team = rapport.team("Harbourside");
        telephone = new FarTelephone("127.0.0.1");
        rapport.number("Harbourside", HARBOURSIDE, team);
        rapport.bean(Trunks.class)
                .add(new Trunk(0, "Provider", List.of("127.0.0.1"), telephone.target(), Trunk.Transport.UDP, true));
        port = rapport.bean(Exchange.class).port().orElseThrow();
    }

    RunningRapport rapport() {
        return rapport;
    }

    TeamId team() {
        return team;
    }

    FarTelephone telephone() {
        return telephone;
    }

    /// Of SIP.
    int port() {
        return port;
    }

    String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + port;
    }

    /// A number that nobody has called from.
    static String fresh() {
        return "+441174960" + NEXT.incrementAndGet();
    }

    FarTelephone.Talk call(String from, String dialled) throws Exception {
        return telephone.call("<sip:" + from + "@provider.example>", dialled, port);
    }

    // ------------------------------------------------------------------------------------------------------ those here

    AgentId agent(String name, TeamId of) {
        return rapport.agent(name, of, false);
    }

    Http signedIn(String name) {
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    /// A real telephone, set up with what the desktop shows.
    Baresip telephoneOf(Http who, double hertz, String host) {
        JsonNode made = who.ask("POST", "/api/phone/desk", "").json();
        Baresip telephone = new Baresip(Baresip.Setup.registered(
                made.path("user").asString(),
                made.path("password").asString(),
                made.path("server").asString(),
                hertz,
                host));
        rapport.until(SOON, () -> phone(who).path("desk").asBoolean());
        return telephone;
    }

    /// Nobody calls, and they are done with what was before.
    void quiet(AgentId... agents) {
        rapport.bean(Switchboard.class).end();
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        for (AgentId agent : agents) {
            rapport.bean(WrapUps.class).done(agent);
            is(agent, Presence.State.AVAILABLE);
        }
    }

    void is(AgentId agent, Presence.State state) {
        rapport.bean(Workforce.class).present(new Presence(agent, state, Instant.now(), "", Optional.empty()));
    }

    /// Waits until their browsers' lines are up, and nothing is left to be written after a call.
    void ready(Http... all) {
        rapport.until(
                SOON,
                () -> Stream.of(all)
                        .allMatch(who -> phone(who).path("line").asBoolean()
                                && phone(who).path("wrapUp").isNull()));
    }

    Presence.State does(AgentId agent) {
        return rapport.bean(Workforce.class).presence(agent).state();
    }

    /// Waits until a call rings there.
    ///
    /// @return which
    String ringing(Http who) {
        rapport.until(SOON, () -> state(who).equals("RINGING"));
        return call(who).path("id").asString();
    }

    static Http.Answer deed(Http who, String call, String deed, String body) {
        return who.ask("POST", "/api/phone/calls/" + call + "/" + deed, body);
    }

    JsonNode phone(Http who) {
        return who.get("/api/phone").json();
    }

    /// The one call that somebody has, or that rings there.
    JsonNode call(Http who) {
        return phone(who).path("calls").path(0);
    }

    String state(Http who) {
        return call(who).path("state").asString("");
    }

    // ------------------------------------------------------------------------------------------------- what is written

    List<Map<String, Object>> promises(String number) {
        return of("promise", number);
    }

    List<Map<String, Object>> calls(String number) {
        return of("call", number);
    }

    private List<Map<String, Object>> of(String table, String number) {
        return rapport.jdbc()
                .queryForList(
                        "select t.* from " + table
                                + " t join customer_contact_point l on l.customer = t.customer"
                                + " join contact_point c on c.id = l.contact_point where c.value = ? order by t.id",
                        number);
    }

    String callState(String call) {
        return String.valueOf(
                rapport.jdbc().queryForObject("select state from call where id = ?", String.class, Long.valueOf(call)));
    }

    // -------------------------------------------------------------------------------------------------- what is heard

    /// Waits until most of what they hear is this tone.
    void heard(FarTelephone.Talk talk, double hertz) {
        heard(talk, hertz, true);
    }

    /// The same, or until none of it is.
    void heard(FarTelephone.Talk talk, double hertz, boolean wanted) {
        talk.listens();
        AtomicInteger looks = new AtomicInteger();
        rapport.until(SOON, () -> {
            if (looks.incrementAndGet() % 15 != 0) {
                return false;
            }
            double share = share(talk, hertz);
            talk.listens();
            return wanted ? share > 0.8 : share < 0.1;
        });
    }

    private static double share(FarTelephone.Talk talk, double hertz) {
        try {
            return FarTelephone.share(talk.heardSound(), hertz);
        } catch (Exception lost) {
            throw new AssertionError(lost);
        }
    }

    @Override
    public void close() throws Exception {
        telephone.close();
        rapport.close();
    }
}
