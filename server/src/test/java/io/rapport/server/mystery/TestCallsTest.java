package io.rapport.server.mystery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.net.Ports;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The mystery customer telephones: by SIP and with sound, at the port that everybody calls.
class TestCallsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String OPEN = "+441134960100";
    private static final String CLOSED = "+441134960199";
    private static RunningRapport rapport;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start("--rapport.voice.port=" + Ports.free());
        TeamId team = rapport.team("Harbourside");
        rapport.agent("Siobhan", team, true);
        rapport.number("Harbourside's number", OPEN, team);
        rapport.number("The night's number", CLOSED, rapport.closedTeam("Night"));
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    private static Door door(String number) {
        return rapport.bean(ConfiguredDoors.class).all().stream()
                .filter(door -> door.address().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private static TestKnock done(long number, String state) {
        rapport.until(SOON, () -> ended(number).equals(state));
        return knock(number);
    }

    private static String ended(long number) {
        return rapport.jdbc().queryForList("""
                        select c.state from call c join inbound n on n.interaction = c.interaction
                         where n.test_knock = ? and c.ended is not null
                        """, String.class, number).stream()
                .findFirst()
                .orElse("");
    }

    @Test
    void at_a_number_where_nobody_picks_up_it_leaves_a_message_and_is_owed_a_call() {
        long number = rapport.bean(Knocker.class).knock(door(OPEN));
        TestKnock knock = done(number, "VOICEMAIL");
        assertThat(knock.failure()).isEmpty();
        assertThat(knock.receiptAt()).isPresent();
        assertThat(knock.answeredAt()).isEmpty();
        Map<String, Object> owed = rapport.jdbc().queryForMap("""
                select p.what, p.state, c.name from promise p join customer c on c.id = p.customer
                  join inbound n on n.matter = p.matter where n.test_knock = ?
                """, number);
        assertThat(owed).containsEntry("state", "OPEN").containsEntry("name", MysteryCustomer.NAME);
        assertThat(String.valueOf(owed.get("what"))).startsWith("Call back: left a message");
    }

    @Test
    void a_number_that_is_not_reached_is_told_as_such() {
        Door nowhere = new Door(
                door(OPEN).id(),
                Channel.PHONE,
                "Nowhere",
                "+44113 not a number",
                Optional.empty(),
                true,
                door(OPEN).mail());
        long number = rapport.bean(Knocker.class).knock(nowhere);
        rapport.until(SOON, () -> !knock(number).failure().isEmpty());
        assertThat(knock(number).failure()).contains("no number");
    }

    private static TestKnock knock(long number) {
        return rapport.bean(TestKnockStore.class).find(number).orElseThrow();
    }

    @Test
    void where_nobody_is_there_it_leaves_a_message_that_can_be_heard() {
        long number = rapport.bean(Knocker.class).knock(door(CLOSED));
        TestKnock knock = done(number, "VOICEMAIL");
        assertThat(knock.receiptAt()).isPresent();
        assertThat(knock.answeredAt()).isEmpty();
        rapport.until(SOON, () -> rapport.count("""
                                select count(*) from interaction i join inbound n on n.matter = i.matter
                                 where n.test_knock = ? and i.channel = 'VOICEMAIL'
                                """, number) == 1);
    }

    @Test
    void numbers_are_knocked_at_like_other_doors() {
        assertThat(rapport.bean(Knocker.class).doors())
                .extracting(Door::address)
                .contains(OPEN, CLOSED);
    }
}
