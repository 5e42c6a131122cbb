package io.rapport.server.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When what comes back stops a campaign, and what says that an address does not exist.
class BounceStopTest {
    private static final BounceStop STOP = new BounceStop(0.05, 100);

    private static boolean stops(int sent, int back, int forgiven) {
        return STOP.stops(new BounceStop.Standing(sent, back, forgiven));
    }

    @Test
    void more_than_one_in_twenty_of_at_least_a_hundred_stops_it() {
        assertThat(stops(99, 99, 0)).isFalse();
        assertThat(stops(100, 5, 0)).isFalse();
        assertThat(stops(100, 6, 0)).isTrue();
        assertThat(stops(100_000, 5_000, 0)).isFalse();
        assertThat(stops(100_000, 5_001, 0)).isTrue();
    }

    @Test
    void what_somebody_looked_at_stops_it_no_more() {
        assertThat(stops(140, 10, 10)).isFalse();
        assertThat(stops(300, 24, 10)).isFalse();
        assertThat(stops(300, 26, 10)).isTrue();
        assertThat(BounceStop.words(new BounceStop.Standing(140, 10, 0))).isEqualTo("7.1 % of 140 came back");
    }

    @Test
    void an_address_that_does_not_exist_is_told_from_a_message_that_is_not_wanted() {
        assertThat(BadAddress.says("550 5.1.1 no such user")).isTrue();
        assertThat(BadAddress.says("a@b.example: userunknown (5.1.1). 550 5.1.1 unknown"))
                .isTrue();
        assertThat(BadAddress.says("550 Requested action not taken: mailbox unavailable"))
                .isTrue();
        assertThat(BadAddress.says("550 5.7.1 message looks like spam")).isFalse();
        assertThat(BadAddress.says("552 5.2.2 mailbox full")).isFalse();
        assertThat(BadAddress.says("not taken for five days: connection refused"))
                .isFalse();
    }
}
