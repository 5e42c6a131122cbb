package io.rapport.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Kamailio;
import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.Trunk;
import io.rapport.server.voice.Trunks;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A house whose calls come by a carrier's border, behind which are real telephones; its agents' browsers each speak a
/// tone. For one test class.
record CarrierHouse(RunningRapport rapport, TeamId harbourside, Kamailio carrier, Voices voices)
        implements AutoCloseable {
    static final String PASSWORD = "a long enough one";

    /// Of Harbourside.
    static final String NUMBER = "+441134960100";

    /// How those sound who call.
    static final double CALLER = 440;

    static CarrierHouse open(String... settings) throws Exception {
        int port = Ports.free();
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("--rapport.voice.port=" + port);
        RunningRapport rapport = RunningRapport.start(all.toArray(String[]::new));
        TeamId harbourside = rapport.team("Harbourside");
        rapport.number("Harbourside's number", NUMBER, harbourside);
        Kamailio carrier = new Kamailio("127.0.0.1:" + port, "127.0.0.1:9");
        rapport.bean(Trunks.class)
                .add(new Trunk(
                        0, "Carrier", List.of("127.0.0.1"), "127.0.0.1:" + carrier.port(), Trunk.Transport.UDP, true));
        return new CarrierHouse(rapport, harbourside, carrier, new Voices());
    }

    /// Their desktop.
    Page signIn(String name, double hertz) throws IOException {
        return voices.signIn(rapport.url(), name, PASSWORD, hertz);
    }

    Baresip.Setup telephone(String number) {
        return new Baresip.Setup("sip:" + number + "@carrier.example", carrier.uri(), "", CALLER, false);
    }

    void is(AgentId agent, Presence.State state) {
        rapport.bean(Workforce.class).present(new Presence(agent, state, Instant.now(), "", Optional.empty()));
    }

    void noPageMadeAMistake() {
        assertThat(voices.mistakes()).isEmpty();
    }

    @Override
    public void close() {
        voices.close();
        carrier.close();
        rapport.close();
    }
}
