package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.codec.Coding;
import io.rapport.media.sdp.Sdp;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who speaks in which way: passed on where both can, written anew once where they can't; told by tones and by what the
/// lines themselves say.
class CodingsOfLinesTest {
    private Lines lines;

    @BeforeEach
    void a_house_that_speaks_in_all_ways() throws Exception {
        lines = new Lines(
                new LineSettings(Handset.HERE, "", 0, 0, List.of(Coding.OPUS, Coding.G722, Coding.PCMA, Coding.PCMU)));
    }

    @AfterEach
    void close() {
        lines.close();
    }

    private PhoneLine to(Handset handset) throws Exception {
        PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
        handset.sendTo(line.answer(handset.describe()));
        return line;
    }

    private void join(Line... all) {
        Room room = lines.room();
        for (Line line : all) {
            room.join(line);
        }
    }

    private static void talk(Handset ann, Handset bob, int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            ann.speak();
            bob.listen();
            bob.speak();
            ann.listen();
        }
    }

    private static Passage passage(Line line) throws Exception {
        return line.passage().get(5, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void what_both_speak_is_passed_on_as_it_came(Coding coding) throws Exception {
        try (Handset ann = new Handset(440, coding);
                Handset bob = new Handset(1_000, coding)) {
            PhoneLine toAnn = to(ann);
            PhoneLine toBob = to(bob);
            join(toAnn, toBob);
            talk(ann, bob, 50);
            assertThat(bob.hears(440, 700)).isBetween(7_000.0, 9_000.0);
            assertThat(ann.hears(1_000, 700)).isBetween(7_000.0, 9_000.0);
            assertThat(bob.types()).containsOnly(bob.payloadType());
            assertThat(passage(toAnn)).isEqualTo(new Passage(50, 0, 0));
            assertThat(passage(toBob)).isEqualTo(new Passage(50, 0, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"OPUS, PCMU", "OPUS, G722", "G722, PCMA"})
    void what_only_one_speaks_is_written_anew_once(Coding one, Coding other) throws Exception {
        try (Handset ann = new Handset(440, one);
                Handset bob = new Handset(1_000, other)) {
            PhoneLine toAnn = to(ann);
            PhoneLine toBob = to(bob);
            join(toAnn, toBob);
            talk(ann, bob, 50);
            assertThat(bob.hears(440, 700)).isBetween(7_000.0, 9_000.0);
            assertThat(ann.hears(1_000, 700)).isBetween(7_000.0, 9_000.0);
            assertThat(ann.types()).containsOnly(ann.payloadType());
            assertThat(bob.types()).containsOnly(bob.payloadType());
            assertThat(passage(toAnn)).isEqualTo(new Passage(0, 50, 0));
            int step = other.clockRate() / 50;
            for (int i = 1; i < 50; i++) {
                assertThat(bob.sequences().get(i) - bob.sequences().get(i - 1) & 0xFFFF)
                        .isEqualTo(1);
                assertThat(bob.timestamps().get(i) - bob.timestamps().get(i - 1) & 0xFFFFFFFFL)
                        .isEqualTo(step);
            }
        }
    }

    @Test
    void who_speaks_in_one_way_and_understands_another_is_heard_and_hears_without_anything_written_anew()
            throws Exception {
        try (Handset ann = new Handset(440, Coding.PCMU, Coding.G722);
                Handset bob = new Handset(1_000, Coding.G722, Coding.PCMU)) {
            PhoneLine toAnn = to(ann);
            PhoneLine toBob = to(bob);
            join(toAnn, toBob);
            talk(ann, bob, 20);
            assertThat(bob.types()).containsOnly(0);
            assertThat(ann.types()).containsOnly(9);
            assertThat(passage(toAnn).rewritten() + passage(toBob).rewritten()).isZero();
        }
    }

    @Test
    void of_three_who_all_speak_otherwise_each_hears_the_others() throws Exception {
        try (Handset ann = new Handset(440, Coding.OPUS);
                Handset bob = new Handset(1_000, Coding.PCMU);
                Handset eve = new Handset(600, Coding.G722)) {
            join(to(ann), to(bob), to(eve));
            for (int i = 0; i < 60; i++) {
                ann.listen();
                bob.listen();
                eve.listen();
                ann.speak();
                bob.speak();
                eve.speak();
            }
            for (Handset who : List.of(ann, bob, eve)) {
                for (double hertz : new double[] {440, 1_000, 600}) {
                    boolean own = who == (hertz == 440 ? ann : hertz == 600 ? eve : bob);
                    assertThat(who.hears(hertz, 500) > 6_000)
                            .as("%s Hz at %d", hertz, who.payloadType())
                            .isEqualTo(!own);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 10", "PCMU, 30", "OPUS, 60", "G722, 40"})
    void packets_of_another_length_become_usual_ones(Coding coding, int millis) throws Exception {
        try (Handset ann = new Handset(440, coding);
                Handset bob = new Handset(1_000, Coding.PCMU)) {
            ann.packets(millis);
            join(to(ann), to(bob));
            int packets = 1_200 / millis;
            for (int i = 0; i < packets; i++) {
                ann.speak();
                for (int frames = millis * i / 20; frames < millis * (i + 1) / 20; frames++) {
                    bob.listen();
                }
            }
            assertThat(bob.hears(440, 700)).isBetween(7_000.0, 9_000.0);
            for (int i = 1; i < bob.timestamps().size(); i++) {
                assertThat(bob.timestamps().get(i) - bob.timestamps().get(i - 1) & 0xFFFFFFFFL)
                        .isEqualTo(Sound.FRAME);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"OPUS, OPUS", "OPUS, PCMU", "PCMU, G722"})
    void what_is_lost_on_the_way_in_is_missing_on_the_way_out(Coding one, Coding other) throws Exception {
        try (Handset ann = new Handset(440, one);
                Handset bob = new Handset(1_000, other)) {
            join(to(ann), to(bob));
            talk(ann, bob, 5);
            ann.speakInVain();
            ann.speakInVain();
            talk(ann, bob, 5);
            assertThat(bob.sequences().get(5) - bob.sequences().get(4) & 0xFFFF).isEqualTo(3);
            assertThat(bob.timestamps().get(5) - bob.timestamps().get(4) & 0xFFFFFFFFL)
                    .isEqualTo(3L * other.clockRate() / 50);
        }
    }

    @Test
    void numbers_and_times_go_on_when_what_is_heard_changes() throws Exception {
        try (Handset ann = new Handset(440, Coding.PCMU);
                Handset bob = new Handset(1_000, Coding.OPUS)) {
            PhoneLine toBob = to(bob);
            join(to(ann), toBob);
            talk(ann, bob, 10);
            toBob.play(Sound.tone(300, 200, 0.3), false);
            for (int i = 0; i < 10; i++) {
                bob.listen();
            }
            talk(ann, bob, 10);
            for (int i = 1; i < bob.sequences().size(); i++) {
                assertThat(bob.sequences().get(i) - bob.sequences().get(i - 1) & 0xFFFF)
                        .isEqualTo(1);
                assertThat((int) (bob.timestamps().get(i) - bob.timestamps().get(i - 1)))
                        .isBetween(960, 96_000);
            }
        }
    }

    @Test
    void a_line_is_not_silent_for_long_whoever_falls_silent() throws Exception {
        try (Handset ann = new Handset(440, Coding.OPUS);
                Handset bob = new Handset(1_000, Coding.OPUS)) {
            PhoneLine toBob = to(bob);
            join(to(ann), toBob);
            talk(ann, bob, 3);
            bob.listen();
            bob.listen();
            assertThat(bob.types()).hasSize(5).containsOnly(111);
            assertThat(passage(toBob).made()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void keys_go_through_between_those_who_speak_otherwise() throws Exception {
        BlockingQueue<Character> told = new LinkedBlockingQueue<>();
        try (Handset ann = new Handset(440, Coding.OPUS);
                Handset bob = new Handset(1_000, Coding.PCMU)) {
            PhoneLine toAnn = to(ann);
            toAnn.watch(new LineWatcher() {
                @Override
                public void pressed(char key) {
                    told.add(key);
                }
            });
            join(toAnn, to(bob));
            talk(ann, bob, 3);
            ann.press('7');
            for (int i = 0; i < 6; i++) {
                bob.listen();
            }
            assertThat(bob.types().subList(3, 9)).containsOnly(96);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo('7');
        }
    }

    @Test
    void what_is_said_in_any_way_can_be_kept() throws Exception {
        for (Coding coding : Coding.values()) {
            try (Handset ann = new Handset(440, coding)) {
                BlockingQueue<Tape.Piece> pieces = new LinkedBlockingQueue<>();
                PhoneLine toAnn = to(ann);
                Tape tape = lines.tape(pieces::add);
                tape.sides(toAnn, List.of());
                tape.run(true);
                toAnn.record(60_000);
                toAnn.play(Sound.tone(300, 100, 0.1), true);
                for (int i = 0; i < 40; i++) {
                    ann.listen();
                    ann.speak();
                }
                ann.listen();
                short[] message = toAnn.stopRecording().get(5, TimeUnit.SECONDS).samples();
                assertThat(Tones.amplitude(message, message.length - 4_000, 4_000, 440))
                        .as("message in %s", coding)
                        .isGreaterThan(7_000);
                tape.end().get(5, TimeUnit.SECONDS);
                Tape.Piece piece = pieces.remove();
                short[] taped = new short[piece.left().length];
                piece.leftLaw().decode(piece.left(), 0, taped, 0, taped.length);
                assertThat(Tones.amplitude(taped, taped.length - 5_000, 4_000, 440))
                        .as("tape of %s", coding)
                        .isGreaterThan(6_500);
            }
        }
    }

    @Test
    void nothing_is_answered_that_was_not_offered_and_what_we_like_best_comes_first() throws Exception {
        try (Handset ann = new Handset(440, Coding.PCMU, Coding.G722);
                Handset bob = new Handset(440, Coding.OPUS)) {
            PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
            assertThat(line.answer(ann.describe()).media().getFirst().formats()).containsExactly("9", "0", "96");
            try (Lines plain = new Lines(LineSettings.anyPort(Handset.HERE))) {
                Sdp offer = plain.phone(InetAddress::isLoopbackAddress).offer();
                assertThat(offer.media().getFirst().formats()).containsExactly("9", "8", "0", "101");
                assertThatThrownBy(() ->
                                plain.phone(InetAddress::isLoopbackAddress).answer(bob.describe()))
                        .isInstanceOf(Unacceptable.class);
            }
        }
    }

    @Test
    void opus_is_described_as_its_standard_has_it() throws Exception {
        Sdp offer = lines.phone(InetAddress::isLoopbackAddress).offer();
        assertThat(offer.text())
                .contains("a=rtpmap:96 opus/48000/2\r\n")
                .contains("a=fmtp:96 stereo=0;useinbandfec=1;usedtx=0\r\n");
    }

    @Test
    void a_browser_alone_with_a_telephone_is_to_speak_as_it_does() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Browser browser = new Browser(1_000);
                Handset wide = new Handset(440, Coding.G722);
                Handset narrow = new Handset(440, Coding.PCMU)) {
            BrowserLine line = lines.browser();
            line.watch(new LineWatcher() {
                @Override
                public void otherwise() {
                    told.add("otherwise");
                }
            });
            Sdp first = line.answer(browser.offer());
            assertThat(first.media().getFirst().formats()).containsExactly("8", "0", "111", "9", "126");
            PhoneLine toWide = to(wide);
            Room room = lines.room();
            room.join(line);
            room.join(toWide);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("otherwise");
            assertThat(line.wanted()).contains(Coding.G722);
            assertThat(line.answer(browser.offer()).media().getFirst().formats().getFirst())
                    .isEqualTo("9");
            assertThat(line.wanted()).contains(Coding.G722);
            room.leave(toWide);
            PhoneLine toNarrow = to(narrow);
            room.join(toNarrow);
            assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("otherwise");
            assertThat(line.answer(browser.offer()).media().getFirst().formats().getFirst())
                    .isEqualTo("0");
        }
    }
}
