package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.RingPolicy.Colleague;
import io.rapport.server.voice.RingPolicy.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearestFirstTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final TeamId HOME = new TeamId(1);
    private static final TeamId NEAR = new TeamId(2);
    private static final TeamId FAR = new TeamId(3);
    private static final AgentId NELL = new AgentId(1);
    private static final AgentId TOM = new AgentId(2);
    private static final AgentId ANA = new AgentId(3);
    private static final AgentId KIT = new AgentId(4);
    private static final NearestFirst POLICY =
            new NearestFirst(Duration.ofSeconds(12), Duration.ofSeconds(20), Duration.ofSeconds(10));

    private static Colleague free(AgentId agent, TeamId team) {
        return new Colleague(agent, team, true);
    }

    private static Colleague busy(AgentId agent, TeamId team) {
        return new Colleague(agent, team, false);
    }

    private static Map<AgentId, Why> rings(int seconds, Optional<AgentId> known, Colleague... reachable) {
        return POLICY.ring(
                new RingPolicy.Caller(NOON, HOME, known, Set.of()), List.of(reachable), NOON.plusSeconds(seconds));
    }

    @Test
    void it_rings_for_twelve_seconds_at_whoever_knows_the_caller_and_then_at_home() {
        assertThat(rings(11, Optional.of(NELL), free(NELL, HOME), free(TOM, HOME)))
                .isEqualTo(Map.of(NELL, Why.KNOWN));
        assertThat(rings(12, Optional.of(NELL), free(NELL, HOME), free(TOM, HOME)))
                .isEqualTo(Map.of(NELL, Why.KNOWN, TOM, Why.HOME));
    }

    @Test
    void nobody_waits_for_one_who_speaks_with_another() {
        assertThat(rings(0, Optional.of(NELL), busy(NELL, HOME), free(TOM, HOME)))
                .isEqualTo(Map.of(TOM, Why.HOME));
    }

    @Test
    void after_twenty_seconds_the_team_with_the_fewest_busy_helps_and_then_the_next() {
        Colleague[] all = {busy(NELL, HOME), free(TOM, NEAR), busy(new AgentId(9), NEAR), free(ANA, FAR)};
        assertThat(rings(19, Optional.empty(), all)).isEmpty();
        assertThat(rings(20, Optional.empty(), all)).isEqualTo(Map.of(ANA, Why.NEIGHBOUR));
        assertThat(rings(30, Optional.empty(), all)).isEqualTo(Map.of(ANA, Why.NEIGHBOUR, TOM, Why.NEIGHBOUR));
    }

    @Test
    void where_nobody_is_at_home_the_neighbours_help_at_once() {
        assertThat(rings(0, Optional.empty(), free(KIT, NEAR))).isEqualTo(Map.of(KIT, Why.NEIGHBOUR));
    }

    @Test
    void it_does_not_ring_at_one_who_left_it_to_others() {
        assertThat(POLICY.ring(
                        new RingPolicy.Caller(NOON, HOME, Optional.of(NELL), Set.of(NELL)),
                        List.of(free(NELL, HOME), free(TOM, HOME)),
                        NOON))
                .isEqualTo(Map.of(TOM, Why.HOME));
    }
}
