package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.codec.G711;
import io.rapport.media.quality.Fault;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One who listens to two that talk, on real ports; who hears whom is told by tones.
class ListenerTest {
    private static final double ANNS = 440;
    private static final double BOBS = 1_000;
    private static final double LEADS = 600;

    private Lines lines;
    private Room room;
    private Handset ann;
    private Handset bob;
    private Handset lead;
    private PhoneLine toAnn;
    private PhoneLine toBob;
    private PhoneLine toLead;

    @BeforeEach
    void ann_and_bob_talk() throws Exception {
        lines = new Lines(LineSettings.anyPort(Handset.HERE));
        ann = new Handset(ANNS, G711.MU_LAW);
        bob = new Handset(BOBS, G711.A_LAW);
        lead = new Handset(LEADS, G711.MU_LAW);
        toAnn = reach(ann);
        toBob = reach(bob);
        toLead = reach(lead);
        room = lines.room();
        room.join(toAnn);
        room.join(toBob);
    }

    private PhoneLine reach(Handset who) throws Exception {
        PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
        who.sendTo(line.answer(who.describe()));
        return line;
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        lead.close();
        lines.close();
    }

    private void all(int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            ann.listen();
            bob.listen();
            lead.listen();
            ann.speak();
            bob.speak();
            lead.speak();
        }
    }

    private static void hears(Handset who, double tone) {
        assertThat(who.hears(tone, 500)).as("tone " + tone).isGreaterThan(6_000);
    }

    private static void doesNotHear(Handset who, double tone) {
        assertThat(who.hears(tone, 500)).as("tone " + tone).isLessThan(300);
    }

    @Test
    void who_listens_hears_both_and_is_heard_by_none() throws Exception {
        room.listen(toLead, Set.of());
        all(60);
        hears(lead, ANNS);
        hears(lead, BOBS);
        hears(ann, BOBS);
        doesNotHear(ann, LEADS);
        hears(bob, ANNS);
        doesNotHear(bob, LEADS);
    }

    @Test
    void who_whispers_is_heard_by_one_and_nobody_else_has_heard_a_sample_of_it() throws Exception {
        room.listen(toLead, Set.of());
        all(30);
        room.listen(toLead, Set.of(toBob));
        all(60);
        hears(bob, LEADS);
        hears(bob, ANNS);
        room.listen(toLead, Set.of());
        all(60);
        doesNotHear(bob, LEADS);
        short[] heard = ann.all();
        for (int at = 0; at + 800 <= heard.length; at += 400) {
            assertThat(Tones.amplitude(heard, at, 800, LEADS)).isLessThan(300);
        }
    }

    @Test
    void who_leaves_and_comes_back_still_does_not_hear_who_whispers_to_the_other() throws Exception {
        room.listen(toLead, Set.of(toBob));
        all(30);
        room.leave(toAnn);
        // Of two, each hears what the other says as it comes.
        for (int i = 0; i < 40; i++) {
            ann.speak();
            bob.speak();
            lead.speak();
            bob.listen();
            lead.listen();
        }
        hears(bob, LEADS);
        doesNotHear(bob, BOBS);
        room.join(toAnn);
        all(60);
        hears(ann, BOBS);
        doesNotHear(ann, LEADS);
        hears(bob, LEADS);
        hears(bob, ANNS);
    }

    @Test
    void who_listened_and_joins_is_heard_by_all() throws Exception {
        room.listen(toLead, Set.of());
        all(30);
        room.join(toLead);
        all(60);
        hears(ann, LEADS);
        hears(bob, LEADS);
        hears(lead, ANNS);
        hears(lead, BOBS);
    }

    @Test
    void keys_of_one_of_two_reach_the_other_while_somebody_listens() throws Exception {
        room.listen(toLead, Set.of());
        all(30);
        ann.press('5');
        while (!bob.types().contains(96)) {
            bob.listen();
        }
        assertThat(lead.types()).doesNotContain(96);
    }

    @Test
    void the_silence_of_who_listens_is_no_fault() throws Exception {
        BlockingQueue<Fault> told = new LinkedBlockingQueue<>();
        room.watch(new RoomWatcher() {
            @Override
            public void found(Optional<Line> at, Fault fault) {
                told.add(fault);
            }

            @Override
            public void over(Optional<Line> at, Fault fault) {}
        });
        room.listen(toLead, Set.of());
        // Longer than who is expected to speak may be absent.
        for (int i = 0; i < 340; i++) {
            ann.listen();
            bob.listen();
            lead.listen();
            ann.speak();
            bob.speak();
        }
        assertThat(told).isEmpty();
    }
}
