package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.codec.Coding;
import io.rapport.media.codec.G711;
import io.rapport.media.quality.Fault;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.rtp.SrtpSuite;
import io.rapport.media.sdp.Attribute;
import io.rapport.media.sdp.Crypto;
import io.rapport.media.sdp.Direction;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Telephones on real ports, what they hear told by its tone.
class PhoneLineTest {
    private Lines lines;
    private Handset ann;
    private Handset bob;
    private PhoneLine toAnn;
    private PhoneLine toBob;

    @BeforeEach
    void two_telephones_at_our_lines() throws Exception {
        lines = new Lines(LineSettings.anyPort(Handset.HERE));
        ann = new Handset(440, G711.MU_LAW);
        bob = new Handset(1_000, G711.A_LAW);
        toAnn = lines.phone(InetAddress::isLoopbackAddress);
        toBob = lines.phone(InetAddress::isLoopbackAddress);
        ann.sendTo(toAnn.answer(ann.describe()));
        bob.sendTo(toBob.answer(bob.describe()));
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        lines.close();
    }

    private void joined() {
        Room room = lines.room();
        room.join(toAnn);
        room.join(toBob);
    }

    /// The same, of one who knows no keys.
    private static String keyless(Sdp described) {
        return described.text().replaceAll("a=\\w+:96 .*\r\n", "").replace(" 96\r\n", "\r\n");
    }

    private void talk(int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            ann.speak();
            bob.listen();
            bob.speak();
            ann.listen();
        }
    }

    @Test
    void two_in_a_room_hear_each_other_each_by_the_law_of_its_own() throws Exception {
        joined();
        talk(50);
        assertThat(bob.hears(440, 900)).isBetween(7_500.0, 8_500.0);
        assertThat(bob.hears(1_000, 900)).isLessThan(100);
        assertThat(ann.hears(1_000, 900)).isBetween(7_500.0, 8_500.0);
        assertThat(bob.types()).containsOnly(8);
        assertThat(ann.types()).containsOnly(0);
    }

    @Test
    void numbers_follow_each_other_over_every_change_of_what_is_heard() throws Exception {
        joined();
        talk(10);
        toBob.play(Sound.tone(300, 200, 0.3), false);
        for (int i = 0; i < 10; i++) {
            bob.listen();
        }
        ann.beginAnew();
        talk(10);
        for (int i = 1; i < bob.sequences().size(); i++) {
            assertThat(bob.sequences().get(i) - bob.sequences().get(i - 1) & 0xFFFF)
                    .isEqualTo(1);
            assertThat((int) (bob.timestamps().get(i) - bob.timestamps().get(i - 1)))
                    .isBetween(160, 16_000);
        }
    }

    @Test
    void what_is_lost_on_the_way_in_is_missing_on_the_way_out_and_not_hidden() throws Exception {
        joined();
        talk(5);
        ann.speakInVain();
        ann.speakInVain();
        talk(5);
        List<Integer> sequences = bob.sequences();
        assertThat(sequences.get(5) - sequences.get(4) & 0xFFFF).isEqualTo(3);
    }

    @Test
    void who_waits_hears_what_is_played_over_and_over_and_then_the_other() throws Exception {
        toAnn.play(Sound.tone(300, 100, 0.3), true);
        for (int i = 0; i < 30; i++) {
            ann.listen();
        }
        assertThat(ann.hears(300, 400)).isGreaterThan(6_000);
        joined();
        toAnn.stopPlaying();
        talk(30);
        assertThat(ann.hears(1_000, 300)).isGreaterThan(7_500);
        assertThat(ann.hears(300, 300)).isLessThan(200);
    }

    @Test
    void it_is_told_when_what_was_played_has_ended() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        toAnn.watch(new LineWatcher() {
            @Override
            public void played() {
                told.add("played");
            }
        });
        toAnn.play(Sound.tone(300, 60, 0.3), false);
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("played");
    }

    @Test
    void what_somebody_says_is_kept_each_packet_at_its_time() throws Exception {
        joined();
        toAnn.record(60_000);
        talk(20);
        for (int i = 0; i < 10; i++) {
            ann.speakInVain();
        }
        talk(20);
        Sound kept = toAnn.stopRecording().get(5, TimeUnit.SECONDS);
        assertThat(kept.millis()).isEqualTo(1_000);
        assertThat(Tones.amplitude(kept.samples(), 0, 3_200, 440)).isGreaterThan(7_500);
        assertThat(Tones.amplitude(kept.samples(), 3_200, 1_600, 440)).isLessThan(1);
        assertThat(Tones.amplitude(kept.samples(), 4_800, 3_200, 440)).isGreaterThan(7_500);
    }

    @Test
    void no_more_is_kept_than_was_asked_for_and_that_is_told() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        toAnn.watch(new LineWatcher() {
            @Override
            public void full() {
                told.add("full");
            }
        });
        joined();
        toAnn.record(200);
        talk(30);
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("full");
        assertThat(toAnn.stopRecording().get(5, TimeUnit.SECONDS).millis()).isEqualTo(200);
        assertThat(told).isEmpty();
    }

    @Test
    void of_three_each_hears_the_other_two_and_not_itself() throws Exception {
        try (Handset eve = new Handset(600, G711.MU_LAW)) {
            PhoneLine toEve = lines.phone(InetAddress::isLoopbackAddress);
            eve.sendTo(toEve.answer(eve.describe()));
            Room room = lines.room();
            room.join(toAnn);
            room.join(toBob);
            room.join(toEve);
            together(eve, 60);
            assertHears(ann, 0, 1_000, 600);
            assertHears(bob, 440, 0, 600);
            assertHears(eve, 440, 1_000, 0);
            room.leave(toEve);
            // What was on its way may still come.
            boolean silent = eve.hearsNothing();
            for (int late = 0; !silent && late < 20; late++) {
                silent = eve.hearsNothing();
            }
            assertThat(silent).isTrue();
        }
    }

    @Test
    void sound_of_somebody_outside_the_room_is_stopped_where_it_leaves_and_that_is_told() throws Exception {
        BlockingQueue<Fault> told = new LinkedBlockingQueue<>();
        PhoneLine elsewhere = lines.phone(InetAddress::isLoopbackAddress);
        Room room = lines.room();
        room.watch(new RoomWatcher() {
            @Override
            public void found(Optional<Line> at, Fault fault) {
                if (at.filter(toBob::equals).isPresent()) {
                    told.add(fault);
                }
            }

            @Override
            public void over(Optional<Line> at, Fault fault) {}
        });
        room.join(toAnn);
        room.join(toBob);
        talk(5);
        // The first look is of how they came in.
        for (int i = 0; i < 4; i++) {
            bob.hearsNothing();
        }
        // The loudest there is.
        Spoken spoken = Handset.spoken(Coding.PCMU, Coding.PCMU.decoder(), new byte[172], 172);
        toBob.loop.execute(() -> toBob.relay(elsewhere, spoken, System.nanoTime()));
        // So that the line is not silent for long.
        bob.listen();
        bob.listen();
        short[] heard = bob.all();
        for (int i = heard.length - 2 * Sound.FRAME; i < heard.length; i++) {
            assertThat(Math.abs(heard[i])).isLessThan((short) 10);
        }
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo(Fault.ASTRAY);
    }

    /// What comes beats: each packet that is heard lets all three speak.
    private void together(Handset third, int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            ann.listen();
            bob.listen();
            third.listen();
            ann.speak();
            bob.speak();
            third.speak();
        }
    }

    private static void assertHears(Handset who, double... tones) {
        double[] all = {440, 1_000, 600};
        for (int i = 0; i < 3; i++) {
            if (tones[i] == 0) {
                assertThat(who.hears(all[i], 500)).as("own " + all[i]).isLessThan(300);
            } else {
                assertThat(who.hears(all[i], 500)).as("tone " + all[i]).isGreaterThan(6_000);
            }
        }
    }

    @Test
    void keys_go_through_under_the_number_of_the_other_and_are_told_once() throws Exception {
        BlockingQueue<Character> told = new LinkedBlockingQueue<>();
        toAnn.watch(new LineWatcher() {
            @Override
            public void pressed(char key) {
                told.add(key);
            }
        });
        joined();
        talk(3);
        ann.press('5');
        ann.press('5');
        ann.press('#');
        for (int i = 0; i < 18; i++) {
            bob.listen();
        }
        assertThat(bob.types().subList(3, 21)).containsOnly(96);
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo('5');
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo('5');
        assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo('#');
        assertThat(told).isEmpty();
    }

    @Test
    void we_press_keys_as_the_standard_has_it() throws Exception {
        toAnn.press("1x9");
        for (int i = 0; i < 22; i++) {
            ann.listen();
        }
        assertThat(ann.types()).containsOnly(96);
        assertThat(ann.timestamps().subList(0, 11))
                .containsOnly(ann.timestamps().getFirst());
        assertThat(ann.timestamps().subList(11, 22))
                .containsOnly(ann.timestamps().get(11));
        assertThat(ann.timestamps().get(11)).isNotEqualTo(ann.timestamps().getFirst());
    }

    @Test
    void keys_are_pressed_in_vain_where_their_end_knows_none_and_the_line_is_heard_on() throws Exception {
        try (Handset cat = new Handset(440, G711.MU_LAW)) {
            PhoneLine toCat = lines.phone(InetAddress::isLoopbackAddress);
            cat.sendTo(toCat.answer(((SdpReading.Whole) SdpReader.read(keyless(cat.describe()))).sdp()));
            toCat.press("1");
            Room room = lines.room();
            room.join(toCat);
            room.join(toBob);
            for (int i = 0; i < 50; i++) {
                bob.speak();
            }
            for (int i = 0; i < 30; i++) {
                cat.listen();
            }
            assertThat(cat.hears(1_000, 200)).isGreaterThan(7_500);
        }
    }

    @Test
    void a_line_that_is_closed_makes_no_sound_whatever_is_asked_of_it_then() throws Exception {
        toAnn.close();
        toAnn.play(Sound.tone(440, 1_000, 0.5), true);
        toBob.play(Sound.tone(440, 1_000, 0.5), true);
        for (int i = 0; i < 10; i++) {
            bob.listen();
        }
        assertThat(toAnn.passage().get(5, TimeUnit.SECONDS).made()).isZero();
        assertThat(toBob.passage().get(5, TimeUnit.SECONDS).made()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void nobody_else_can_speak_on_a_line_once_its_telephone_has_spoken() throws Exception {
        joined();
        talk(5);
        try (Handset mallory = new Handset(2_000, G711.MU_LAW)) {
            mallory.sendTo(toAnn.answer(ann.describe()));
            for (int i = 0; i < 20; i++) {
                mallory.speak();
            }
            talk(20);
            assertThat(bob.hears(2_000, 400)).isLessThan(50);
            assertThat(mallory.hearsNothing()).isTrue();
        }
    }

    @Test
    void who_still_speaks_to_an_earlier_call_at_that_port_does_not_take_the_place_of_its_telephone() throws Exception {
        joined();
        try (Handset mallory = new Handset(2_000, G711.MU_LAW)) {
            mallory.sendTo(toAnn.answer(ann.describe()));
            for (int i = 0; i < 5; i++) {
                mallory.speak();
            }
            talk(50);
            assertThat(bob.hears(440, 900)).isGreaterThan(7_500);
            assertThat(ann.hears(1_000, 900)).isGreaterThan(7_500);
        }
    }

    @Test
    void ports_are_taken_in_turn() throws Exception {
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
            assertThat(taken.add(line.offer().media().getFirst().port())).isTrue();
            line.close();
        }
    }

    @Test
    void a_telephone_behind_a_router_is_heard_from_where_it_speaks() throws Exception {
        try (Handset behind = new Handset(440, G711.MU_LAW)) {
            PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
            // It describes a port at which nobody listens.
            Sdp answer = line.answer(ann.describe());
            behind.sendTo(answer);
            line.play(Sound.tone(300, 100, 0.3), true);
            behind.speak();
            behind.listen();
            assertThat(behind.sequences()).hasSize(1);
        }
    }

    @Test
    void nothing_is_sent_where_media_may_not_go() throws Exception {
        PhoneLine line = lines.phone(address -> false);
        assertThatThrownBy(() -> line.answer(ann.describe())).isInstanceOf(Unacceptable.class);
    }

    @Test
    void who_only_wants_to_be_on_hold_hears_music_and_who_wants_nothing_gets_nothing() throws Exception {
        Sdp hold = ann.describe("RTP/AVP", List.of(new Attribute("sendonly", "")));
        Sdp answer = toAnn.answer(hold);
        assertThat(answer.direction(answer.media().getFirst())).isEqualTo(Direction.RECVONLY);
        joined();
        bob.speak();
        assertThat(ann.hearsNothing()).isTrue();
        Sdp again = toAnn.answer(ann.describe());
        assertThat(again.direction(again.media().getFirst())).isEqualTo(Direction.SENDRECV);
        assertThat(Long.parseLong(again.origin().version()))
                .isGreaterThan(Long.parseLong(answer.origin().version()));
        bob.speak();
        ann.listen();
        assertThat(ann.sequences()).hasSize(1);
    }

    @Test
    void the_same_answer_bears_the_same_version() throws Exception {
        assertThat(toAnn.answer(ann.describe())).isEqualTo(toAnn.answer(ann.describe()));
    }

    @Test
    void keys_in_the_description_protect_both_ways() throws Exception {
        byte[] key = new byte[SrtpSuite.KEY_BYTES];
        key[3] = 9;
        Crypto theirs = new Crypto(7, "AES_CM_128_HMAC_SHA1_80", key, 0);
        PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
        Sdp answer = line.answer(ann.describe("RTP/SAVP", List.of(theirs.attribute())));
        assertThat(answer.media().getFirst().protocol()).isEqualTo("RTP/SAVP");
        Crypto ours = answer.media().getFirst().cryptos().getFirst();
        assertThat(ours.tag()).isEqualTo(7);
        ann.protect(
                new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key),
                new Srtp(SrtpSuite.AES_CM_128_HMAC_SHA1_80, ours.key()));
        ann.sendTo(answer);
        Room room = lines.room();
        room.join(line);
        room.join(toBob);
        talk(50);
        assertThat(bob.hears(440, 900)).isGreaterThan(7_500);
        assertThat(ann.hears(1_000, 900)).isGreaterThan(7_500);
    }

    @Test
    void what_we_offer_can_be_read_and_answered() throws Exception {
        PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
        Sdp offer = line.offer();
        assertThat(SdpReader.read(offer.text())).isEqualTo(new SdpReading.Whole(offer));
        line.agreed(ann.describe());
        ann.sendTo(offer);
        Room room = lines.room();
        room.join(line);
        room.join(toBob);
        talk(20);
        assertThat(bob.hears(440, 300)).isGreaterThan(7_500);
    }

    @Test
    void noise_and_half_packets_disturb_nobody() throws Exception {
        joined();
        talk(5);
        java.util.Random random = new java.util.Random(4);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(1, 300)];
            random.nextBytes(noise);
            ann.sendRaw(noise);
        }
        ann.beginAnew();
        ann.speak();
        ann.speak();
        for (int i = 0; i < 2; i++) {
            bob.speak();
            ann.listen();
        }
        assertThat(ann.sequences()).hasSize(7);
    }
}
