package io.rapport.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StreamHubTest {
    private static final AgentId NELL = new AgentId(1);
    private static final AgentId TOM = new AgentId(2);

    private final StreamHub hub = new StreamHub(JsonMapper.builder().build());

    record Said(String kind, long seq, String what) {}

    @Test
    void who_was_away_for_a_moment_hears_all_that_was_said_and_only_the_latest_of_what_each_replaces() {
        Wire.StreamPosition left = hub.position();
        says("one");
        stands(NELL, "rings");
        stands(TOM, "quiet");
        says("two");
        stands(NELL, "talks");
        assertThat(missedSince(left, NELL)).containsExactly("one", "two", "talks");
        assertThat(missedSince(left, TOM)).containsExactly("one", "quiet", "two");
    }

    @Test
    void who_was_there_hears_each_as_it_is_said() {
        Desktop desktop = new Desktop(NELL);
        hub.join(desktop, Optional.empty());
        stands(NELL, "rings");
        stands(NELL, "talks");
        assertThat(desktop.heard()).containsExactly("rings", "talks");
    }

    @Test
    void who_was_away_for_longer_than_is_remembered_must_look_anew() {
        Wire.StreamPosition left = hub.position();
        for (int i = 0; i <= StreamHub.MEMORY; i++) {
            stands(NELL, "state " + i);
        }
        Desktop desktop = new Desktop(NELL);
        hub.join(desktop, Optional.of(left));
        assertThat(desktop.said.getLast()).contains("resync");
    }

    private void says(String what) {
        hub.publish(new StreamHub.Audience.Everyone(), seq -> new Said("said", seq, what));
    }

    private void stands(AgentId agent, String what) {
        hub.publishLatest(agent, seq -> new Said("stands", seq, what));
    }

    private List<String> missedSince(Wire.StreamPosition position, AgentId agent) {
        Desktop desktop = new Desktop(agent);
        hub.join(desktop, Optional.of(position));
        return desktop.heard();
    }

    private record Desktop(AgentId agent, List<String> said) implements StreamHub.Connection {
        Desktop(AgentId agent) {
            this(agent, new ArrayList<>());
        }

        /// Without the greeting.
        List<String> heard() {
            return said.stream()
                    .filter(text -> text.contains("\"what\""))
                    .map(text -> text.replaceAll(".*\"what\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }

        @Override
        public TeamId team() {
            return new TeamId(1);
        }

        @Override
        public Optional<CustomerId> watching() {
            return Optional.empty();
        }

        @Override
        public OptionalLong organisation() {
            return OptionalLong.empty();
        }

        @Override
        public String grade() {
            return "VIEWING";
        }

        @Override
        public long watchedAt() {
            return 0;
        }

        @Override
        public void send(String text) {
            said.add(text);
        }
    }
}
