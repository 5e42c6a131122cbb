package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.voice.CallMachine.Deed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallMachineTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final AgentId NELL = new AgentId(1);
    private static final AgentId SIOBHAN = new AgentId(2);
    private static final CallMachine MACHINE = new CallMachine(
            Duration.ofSeconds(15), Duration.ofMinutes(15), Duration.ofSeconds(30), Duration.ofSeconds(40));

    private final List<Deed> deeds = new ArrayList<>();
    private CallState state = new CallState.Waiting(NOON, false);

    /// @param seconds after noon
    private CallState after(int seconds, CallNews... news) {
        for (CallNews one : news) {
            CallMachine.Step step = MACHINE.step(state, one, NOON.plusSeconds(seconds));
            state = step.state();
            deeds.addAll(step.deeds());
        }
        return state;
    }

    @Test
    void who_hangs_up_leaves_the_call_to_a_colleague_who_has_joined() {
        CallState both = after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.Joined(SIOBHAN));
        assertThat(both.agents()).containsExactly(NELL, SIOBHAN);
        assertThat(after(9, new CallNews.HungUp(NELL)).agents()).containsExactly(SIOBHAN);
        assertThat(after(9, new CallNews.HungUp(SIOBHAN))).isInstanceOf(CallState.Over.class);
    }

    @Test
    void whom_somebody_puts_through_hears_it_ring_and_speaks_without_us_once_it_is_answered() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept());
        assertThat(after(9, new CallNews.PutThrough(NELL)).agents()).containsExactly(NELL);
        assertThat(deeds.getLast()).isEqualTo(Deed.RINGBACK);
        assertThat(after(12, new CallNews.Through()).agents()).isEmpty();
        assertThat(deeds.getLast()).isEqualTo(Deed.THROUGH);
        assertThat(after(90, new CallNews.NotThrough())).isEqualTo(new CallState.Over(How.TALKED, Optional.of(NELL)));
        assertThat(deeds.getLast()).isEqualTo(Deed.HANG_UP);
    }

    @Test
    void whom_nobody_answers_is_with_us_again_or_rings_anew_where_we_have_left() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept());
        CallState talking = state;
        after(9, new CallNews.PutThrough(NELL));
        assertThat(after(68, new CallNews.Beat(true))).isInstanceOf(CallState.Passing.class);
        assertThat(after(69, new CallNews.Beat(true))).isEqualTo(talking);
        after(70, new CallNews.PutThrough(NELL), new CallNews.HungUp(NELL));
        assertThat(state.agents()).isEmpty();
        assertThat(after(75, new CallNews.NotThrough())).isInstanceOf(CallState.Waiting.class);
        assertThat(deeds.getLast()).isEqualTo(Deed.MUSIC);
    }

    @Test
    void whom_their_carrier_has_put_through_is_with_us_no_more() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.PutThrough(NELL));
        assertThat(after(9, new CallNews.GivenAway())).isEqualTo(new CallState.Over(How.TALKED, Optional.of(NELL)));
    }

    @Test
    void who_forgets_to_hang_up_after_being_put_through_keeps_no_line_for_ever() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.PutThrough(NELL));
        after(6, new CallNews.Through());
        int most = Math.toIntExact(CallMachine.LONGEST_WITHOUT_US.toSeconds());
        assertThat(after(5 + most, new CallNews.Beat(true))).isInstanceOf(CallState.Passed.class);
        assertThat(after(6 + most, new CallNews.Beat(true))).isInstanceOf(CallState.Over.class);
    }

    @Test
    void while_a_colleague_is_there_nobody_is_put_through() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.Joined(SIOBHAN));
        assertThat(after(9, new CallNews.PutThrough(NELL))).isInstanceOf(CallState.Talking.class);
    }

    @Test
    void a_guest_who_hangs_up_leaves_it_where_it_was() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.Joined(SIOBHAN));
        assertThat(after(9, new CallNews.HungUp(SIOBHAN)).agents()).containsExactly(NELL);
    }

    @Test
    void while_a_colleague_is_there_a_browser_that_goes_leaves_nobody_alone() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.Joined(SIOBHAN));
        CallState.Talking talking = (CallState.Talking) after(9, new CallNews.LineAway(NELL));
        assertThat(talking.agents()).containsExactly(SIOBHAN, NELL);
        assertThat(talking.alone()).isEmpty();
        assertThat(after(10, new CallNews.LineBack(NELL)).agents()).containsExactly(SIOBHAN, NELL);
    }

    @Test
    void a_caller_hears_it_ring_for_fifteen_seconds_and_music_from_then_on() {
        after(14, new CallNews.Beat(true));
        assertThat(deeds).isEmpty();
        after(15, new CallNews.Beat(true), new CallNews.Beat(true));
        assertThat(deeds).containsExactly(Deed.ACCEPT, Deed.WELCOME);
        assertThat(after(20, new CallNews.Claimed(NELL), new CallNews.Kept())).isInstanceOf(CallState.Talking.class);
        assertThat(deeds).endsWith(Deed.ACCEPT, Deed.CONNECT);
    }

    @Test
    void who_waits_is_told_how_it_stands_every_forty_seconds_and_hears_music_between() {
        after(15, new CallNews.Beat(true));
        after(20, new CallNews.Played(), new CallNews.Beat(true));
        assertThat(deeds).containsExactly(Deed.ACCEPT, Deed.WELCOME, Deed.MUSIC);
        deeds.clear();
        after(54, new CallNews.Beat(true));
        assertThat(deeds).isEmpty();
        after(55, new CallNews.Beat(true), new CallNews.Beat(true));
        after(62, new CallNews.Played());
        after(95, new CallNews.Beat(true));
        assertThat(deeds).containsExactly(Deed.NEWS, Deed.MUSIC, Deed.NEWS);
    }

    @Test
    void whom_a_lost_browser_leaves_waiting_is_told_after_a_while_too() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept());
        after(9, new CallNews.LineAway(NELL));
        after(40, new CallNews.Beat(true), new CallNews.Beat(true));
        deeds.clear();
        after(79, new CallNews.Beat(true));
        assertThat(deeds).isEmpty();
        after(80, new CallNews.Beat(true));
        assertThat(deeds).containsExactly(Deed.NEWS);
    }

    @Test
    void nobody_is_asked_for_a_message_because_the_one_who_is_here_loads_their_page_anew() {
        assertThat(after(2, new CallNews.Beat(false))).isEqualTo(new CallState.Waiting(NOON, false));
        assertThat(after(4, new CallNews.Beat(true))).isEqualTo(new CallState.Waiting(NOON, false));
    }

    @Test
    void an_answer_that_could_not_be_kept_lets_it_ring_on_and_is_nobodys() {
        CallState before = state;
        assertThat(after(5, new CallNews.Claimed(NELL)).agent()).contains(NELL);
        assertThat(after(6, new CallNews.NotKept())).isEqualTo(before);
        assertThat(deeds).isEmpty();
    }

    @Test
    void who_hangs_up_while_an_answer_is_being_kept_was_missed() {
        assertThat(after(5, new CallNews.Claimed(NELL), new CallNews.TheyEnded(false), new CallNews.Kept()))
                .isEqualTo(new CallState.Over(How.MISSED, Optional.empty()));
        assertThat(deeds).isEmpty();
    }

    @Test
    void where_nobody_is_there_a_message_can_be_left_until_they_hang_up() {
        after(3, new CallNews.Beat(false));
        assertThat(deeds).containsExactly(Deed.ACCEPT, Deed.GREET);
        after(5, new CallNews.Played());
        assertThat(deeds).endsWith(Deed.RECORD);
        assertThat(after(9, new CallNews.TheyEnded(false)))
                .isEqualTo(new CallState.Over(How.VOICEMAIL, Optional.empty()));
    }

    @Test
    void where_the_team_is_closed_nobody_is_rung_for_a_moment() {
        assertThat(after(0, new CallNews.Closed())).isEqualTo(new CallState.Voicemail(false));
        assertThat(deeds).containsExactly(Deed.ACCEPT, Deed.GREET_CLOSED);
    }

    @Test
    void who_hangs_up_within_the_greeting_left_no_message() {
        assertThat(after(3, new CallNews.Beat(false), new CallNews.TheyEnded(false)))
                .isEqualTo(new CallState.Over(How.MISSED, Optional.empty()));
    }

    @Test
    void nobody_waits_for_ever() {
        assertThat(after(14 * 60, new CallNews.Beat(true))).isInstanceOf(CallState.Waiting.class);
        assertThat(after(15 * 60, new CallNews.Beat(true))).isInstanceOf(CallState.Voicemail.class);
    }

    @Test
    void an_agent_whose_browser_goes_finds_the_call_again_within_half_a_minute() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.LineAway(NELL));
        assertThat(deeds).endsWith(Deed.MUSIC);
        after(34, new CallNews.Beat(true), new CallNews.LineBack(NELL));
        assertThat(deeds).endsWith(Deed.CONNECT);
        assertThat(after(100, new CallNews.Beat(true)).agent()).contains(NELL);
    }

    @Test
    void where_the_browser_stays_away_it_rings_anew_at_others() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept(), new CallNews.LineAway(NELL));
        assertThat(after(35, new CallNews.Beat(true))).isEqualTo(new CallState.Waiting(NOON.plusSeconds(35), true));
    }

    @Test
    void a_lost_line_is_a_call_that_was_cut_and_no_call_that_ended() {
        after(5, new CallNews.Claimed(NELL), new CallNews.Kept());
        assertThat(after(60, new CallNews.TheyEnded(true))).isEqualTo(new CallState.Over(How.CUT, Optional.of(NELL)));
    }
}
