package io.rapport.media.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.codec.G711;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is on a tape, told by tones.
class TapeTest {
    private Lines lines;
    private Handset ann;
    private Handset bob;
    private PhoneLine toAnn;
    private PhoneLine toBob;
    private Tape tape;
    private final BlockingQueue<Tape.Piece> pieces = new LinkedBlockingQueue<>();

    @BeforeEach
    void a_customer_and_one_of_us() throws Exception {
        lines = new Lines(LineSettings.anyPort(Handset.HERE));
        ann = new Handset(440, G711.A_LAW);
        bob = new Handset(1_000, G711.MU_LAW);
        toAnn = lines.phone(InetAddress::isLoopbackAddress);
        toBob = lines.phone(InetAddress::isLoopbackAddress);
        ann.sendTo(toAnn.answer(ann.describe()));
        bob.sendTo(toBob.answer(bob.describe()));
        tape = lines.tape(pieces::add);
        tape.sides(toAnn, List.of(toBob));
        tape.run(true);
        // What ann hears comes every 20 milliseconds: it paces all that is said.
        toAnn.play(Sound.tone(300, 100, 0.1), true);
    }

    @AfterEach
    void close() {
        ann.close();
        bob.close();
        lines.close();
    }

    private void talk(int packets) throws Exception {
        for (int i = 0; i < packets; i++) {
            ann.listen();
            ann.speak();
            bob.speak();
        }
    }

    private static short[] samples(G711 law, byte[] codes) {
        short[] samples = new short[codes.length];
        law.decode(codes, 0, samples, 0, codes.length);
        return samples;
    }

    private Tape.Piece only() throws Exception {
        tape.end().get(5, TimeUnit.SECONDS);
        assertThat(pieces).hasSize(1);
        return pieces.remove();
    }

    @Test
    void the_customer_is_on_the_left_and_we_are_on_the_right_each_as_it_came() throws Exception {
        talk(60);
        Tape.Piece piece = only();
        assertThat(piece.leftLaw()).isEqualTo(G711.A_LAW);
        assertThat(piece.rightLaw()).isEqualTo(G711.MU_LAW);
        assertThat(piece.left()).hasSameSizeAs(piece.right());
        short[] left = samples(piece.leftLaw(), piece.left());
        short[] right = samples(piece.rightLaw(), piece.right());
        int from = left.length - 8_000;
        assertThat(Tones.amplitude(left, from, 7_000, 440)).isGreaterThan(7_000);
        assertThat(Tones.amplitude(left, from, 7_000, 1_000)).isLessThan(200);
        assertThat(Tones.amplitude(right, from, 7_000, 1_000)).isGreaterThan(7_000);
        assertThat(Tones.amplitude(right, from, 7_000, 440)).isLessThan(200);
    }

    @Test
    void nothing_of_what_is_said_while_it_does_not_run_is_on_it_and_time_goes_on() throws Exception {
        talk(40);
        int stopped = stop();
        talk(50);
        int again = start();
        talk(40);
        Tape.Piece piece = only();
        short[] left = samples(piece.leftLaw(), piece.left());
        assertThat(again - stopped).isBetween(900, 1_500);
        for (int i = stopped * 8; i < again * 8; i++) {
            assertThat(Math.abs(left[i])).isLessThanOrEqualTo((short) 8);
        }
        assertThat(Tones.amplitude(left, stopped * 8 - 4_000, 3_800, 440)).isGreaterThan(7_000);
        assertThat(Tones.amplitude(left, again * 8 + 400, 4_000, 440)).isGreaterThan(7_000);
    }

    @Test
    void what_comes_late_after_a_gap_is_not_on_it_where_it_was_said_in_the_gap() throws Exception {
        talk(40);
        int stopped = stop();
        // Her packets are on their way for 200 milliseconds longer from now on.
        for (int i = 0; i < 10; i++) {
            ann.listen();
            bob.speak();
        }
        talk(10);
        int again = start();
        talk(40);
        Tape.Piece piece = only();
        short[] left = samples(piece.leftLaw(), piece.left());
        for (int i = stopped * 8; i < again * 8 - Sound.FRAME; i++) {
            assertThat(Math.abs(left[i])).isLessThanOrEqualTo((short) 8);
        }
        assertThat(Tones.amplitude(left, again * 8 + 400, 4_000, 440)).isGreaterThan(7_000);
    }

    private int stop() throws Exception {
        tape.run(false);
        return tape.millis().get(5, TimeUnit.SECONDS);
    }

    private int start() throws Exception {
        tape.run(true);
        return tape.millis().get(5, TimeUnit.SECONDS);
    }

    @Test
    void what_was_lost_is_silence_at_its_place() throws Exception {
        talk(40);
        for (int i = 0; i < 15; i++) {
            ann.listen();
            ann.speakInVain();
            bob.speak();
        }
        talk(40);
        short[] left = samples(G711.A_LAW, only().left());
        int hole = left.length - 40 * 160 - 15 * 160;
        int silent = 0;
        for (int i = hole - 800; i < hole + 15 * 160 + 800; i++) {
            silent += Math.abs(left[i]) <= 8 ? 1 : 0;
        }
        assertThat(silent).isBetween(15 * 160, 15 * 160 + 200);
    }

    @Test
    void of_two_of_us_both_are_on_the_right() throws Exception {
        try (Handset eve = new Handset(600, G711.MU_LAW)) {
            PhoneLine toEve = lines.phone(InetAddress::isLoopbackAddress);
            eve.sendTo(toEve.answer(eve.describe()));
            tape.sides(toAnn, List.of(toBob, toEve));
            for (int i = 0; i < 60; i++) {
                talk(1);
                eve.speak();
            }
            Tape.Piece piece = only();
            short[] right = samples(piece.rightLaw(), piece.right());
            int from = right.length - 8_000;
            assertThat(Tones.amplitude(right, from, 7_000, 1_000)).isGreaterThan(7_000);
            assertThat(Tones.amplitude(right, from, 7_000, 600)).isGreaterThan(7_000);
            assertThat(Tones.amplitude(right, from, 7_000, 440)).isLessThan(200);
        }
    }

    @Test
    void a_piece_is_handed_over_while_it_goes_on_and_the_next_follows_it() throws Exception {
        talk(310);
        assertThat(pieces.poll(5, TimeUnit.SECONDS)).satisfies(piece -> {
            assertThat(piece.number()).isZero();
            assertThat(piece.left()).hasSize(Tape.PIECE);
        });
        int millis = tape.end().get(5, TimeUnit.SECONDS);
        Tape.Piece last = pieces.remove();
        assertThat(last.number()).isEqualTo(1);
        assertThat(last.left()).hasSize((millis - Tape.PIECE_MILLIS) * 8);
        assertThat(pieces).isEmpty();
    }
}
