package io.rapport.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.codec.G711;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Recordings without a call: whoever delivers them, they are kept, cut off, changed and forgotten alike.
class RecordingsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static RunningRapport rapport;
    private static Recordings recordings;
    private static Recordings.Subject subject;
    private Take take;

    @BeforeAll
    static void open() {
        rapport = RunningRapport.start();
        recordings = rapport.bean(Recordings.class);
        TeamId team = rapport.team("Harbourside");
        DoorId door = rapport.door(Channel.MAIL, "support@brightline.example");
        Taken taken = rapport.bean(Inbox.class)
                .take(new Arrival(
                        Channel.MAIL,
                        door,
                        "one",
                        Optional.empty(),
                        Instant.now(),
                        "Hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                        Optional.of(new Sender(
                                ContactPoint.email("ann@home.example").orElseThrow(),
                                "Ann",
                                Sender.Proof.PROVEN,
                                Optional.empty())),
                        new Nature.Written(),
                        new Content("Hello", "Hello", "", Optional.empty(), false, false, List.of(), List.of()),
                        List.of("support@brightline.example"),
                        List.of(),
                        Optional.empty()));
        subject = new Recordings.Subject(
                taken.customer().orElseThrow(), taken.interaction().orElseThrow(), team);
    }

    @AfterAll
    static void shut() {
        rapport.close();
    }

    @BeforeEach
    void one_begins() {
        take = recordings.begin(subject, new Basis.Announced(), Instant.now());
    }

    private static Part part(int number, int left, int right) {
        byte[] one = new byte[Part.SAMPLES];
        byte[] other = new byte[Part.SAMPLES];
        Arrays.fill(one, G711.A_LAW.encode((short) left));
        Arrays.fill(other, G711.MU_LAW.encode((short) right));
        return new Part(number, G711.A_LAW, one, G711.MU_LAW, other);
    }

    private long parts() {
        return rapport.count("select count(*) from recording_part where recording = ?", take.id());
    }

    private Recording kept() {
        return recordings.find(take.id()).orElseThrow();
    }

    @Test
    void a_part_in_which_nothing_was_to_be_heard_takes_no_room_and_is_silence_at_its_place() throws IOException {
        take.part(part(0, 8_000, 0));
        take.part(part(1, 0, 0));
        take.part(part(2, 0, -8_000));
        take.end(15_000);
        rapport.until(SOON, () -> kept().millis().isPresent());
        assertThat(parts()).isEqualTo(2);
        StereoWav wav = new StereoWav(15_000, (from, until) -> recordings.sound(take.id(), from, until));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wav.write(out, 0, wav.length());
        byte[] bytes = out.toByteArray();
        assertThat(bytes).hasSize(44 + 15_000 * 32);
        assertThat(sample(bytes, 100, 0)).isBetween(7_500, 8_500);
        assertThat(Math.abs(sample(bytes, 100, 1))).isLessThan(10);
        assertThat(sample(bytes, Part.SAMPLES + 100, 0)).isZero();
        assertThat(sample(bytes, 2 * Part.SAMPLES + 100, 1)).isBetween(-8_500, -7_500);
        assertThat(recordings.isWhole(take.id())).isTrue();
    }

    private static int sample(byte[] wav, int at, int channel) {
        int place = 44 + 4 * at + 2 * channel;
        return (short) (wav[place] & 0xFF | wav[place + 1] << 8);
    }

    @Test
    void what_was_kept_before_a_process_ended_in_the_middle_is_there_at_the_next_start() {
        take.part(part(0, 8_000, 8_000));
        take.part(part(1, 8_000, 8_000));
        rapport.until(SOON, () -> parts() == 2);
        assertThat(kept().millis()).isEmpty();
        recordings.endLeft();
        assertThat(kept().millis()).contains(10_000);
        assertThat(recordings.sound(take.id(), 1, 2)).containsExactly(part(1, 8_000, 8_000));
    }

    @Test
    void a_part_that_is_missing_at_the_end_or_was_exchanged_is_noticed() {
        take.part(part(0, 8_000, 8_000));
        take.part(part(1, 4_000, 4_000));
        take.end(10_000);
        rapport.until(SOON, () -> kept().millis().isPresent());
        assertThat(recordings.isWhole(take.id())).isTrue();
        rapport.jdbc().update("delete from recording_part where recording = ? and number = 1", take.id());
        assertThat(recordings.isWhole(take.id())).isFalse();
    }

    @Test
    void after_its_time_nobody_has_its_keys_any_more() {
        take.part(part(0, 8_000, 8_000));
        take.end(5_000);
        rapport.until(SOON, () -> kept().millis().isPresent());
        UUID blob = rapport.jdbc()
                .queryForObject("select blob from recording_part where recording = ?", UUID.class, take.id());
        recordings.forget(Instant.now().plus(Duration.ofDays(89)));
        assertThat(recordings.find(take.id())).isPresent();
        recordings.forget(Instant.now().plus(Duration.ofDays(91)));
        assertThat(recordings.find(take.id())).isEmpty();
        assertThat(rapport.count("select count(*) from vault_blob where id = ?", blob))
                .isZero();
    }

    @Test
    void of_four_hours_the_levels_fit_a_screen() {
        byte[] levels = new byte[100];
        Arrays.fill(levels, 0, 50, (byte) 80);
        List<RecordingStore.Kept> parts = new java.util.ArrayList<>();
        for (int i = 0; i < 2_880; i++) {
            parts.add(new RecordingStore.Kept(
                    i, new io.rapport.server.vault.BlobId(UUID.randomUUID()), levels, new byte[32]));
        }
        Levels all = Levels.of(4 * 3_600_000, parts);
        assertThat(all.left()).hasSize(1_200).containsOnly(80);
        assertThat(all.right()).containsOnly(0);
        assertThat(all.columnMillis()).isEqualTo(12_000);
    }
}
