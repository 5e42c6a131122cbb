package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final AgentId NELL = new AgentId(1);
    private static final AgentId TOM = new AgentId(2);
    private final Caps caps = new Caps(new VoiceSettings.Outgoing(2, 3, 5));

    @Test
    void one_of_us_calls_as_often_as_is_allowed_in_an_hour_and_then_again_when_the_first_is_an_hour_ago() {
        caps.count(NELL, NOON);
        assertThat(caps.hold(NELL, 0, NOON.plusSeconds(60))).isEmpty();
        caps.count(NELL, NOON.plusSeconds(60));
        assertThat(caps.hold(NELL, 0, NOON.plusSeconds(61))).contains(Caps.Limit.AGENT);
        assertThat(caps.hold(TOM, 0, NOON.plusSeconds(61))).isEmpty();
        assertThat(caps.hold(NELL, 0, NOON.plusSeconds(3_599))).contains(Caps.Limit.AGENT);
        assertThat(caps.hold(NELL, 0, NOON.plusSeconds(3_600))).isEmpty();
    }

    @Test
    void all_of_us_together_call_no_more_often_than_the_house_may() {
        caps.count(NELL, NOON);
        caps.count(NELL, NOON);
        caps.count(TOM, NOON);
        assertThat(caps.hold(TOM, 0, NOON.plusSeconds(1))).contains(Caps.Limit.HOUSE);
    }

    @Test
    void no_more_calls_go_out_at_one_moment_than_may() {
        assertThat(caps.hold(NELL, 4, NOON)).isEmpty();
        assertThat(caps.hold(NELL, 5, NOON)).contains(Caps.Limit.AT_ONCE);
    }
}
