package io.rapport.server.voice;

import static io.rapport.server.voice.CallHouse.HARBOURSIDE;
import static io.rapport.server.voice.CallHouse.SOON;
import static io.rapport.server.voice.CallHouse.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.line.Sound;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.settings.RapportSettings;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.voice.sound.Prompt;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.voice.sound.WavFile;
import io.rapport.server.voice.spool.CallSpool;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Presence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls while PostgreSQL is away, with real telephones.
@Timeout(120)
class CallsWithoutDatabaseTest {
    /// Of what the team has recorded for its callers.
    private static final double PROMPT = 1_500;

    private static CallHouse house;
    private static RunningRapport rapport;
    private static Baresip atNells;
    private static AgentId nell;

    @BeforeAll
    static void open() throws Exception {
        house = new CallHouse("--rapport.voice.longest-voicemail=2s", "--rapport.voice.spool.most=2");
        rapport = house.rapport();
        nell = house.agent("Nell", house.team());
        rapport.bean(Prompts.class)
                .keep(
                        house.team(),
                        Prompt.Kind.VOICEMAIL,
                        Language.EN,
                        Sound.tone(PROMPT, 2_000, 0.5),
                        Optional.empty(),
                        Instant.now());
        atNells = house.telephoneOf(house.signedIn("nell"), 800, "127.0.0.3");
    }

    @AfterAll
    static void shut() throws Exception {
        atNells.close();
        house.close();
    }

    @BeforeEach
    void nothing_is_kept_and_nobody_is_in() {
        rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 0);
        house.quiet(nell);
        house.is(nell, Presence.State.OFFLINE);
        atNells.forget();
    }

    /// What they said, from the file that hangs at their story.
    private static List<Sound> messages(String number) {
        return rapport.jdbc()
                .query(
                        """
                        select a.bytes, a.inline_data, a.blob from attachment a join interaction i on i.id = a.interaction
                          join customer_contact_point l on l.customer = i.customer
                          join contact_point c on c.id = l.contact_point where c.value = ? and a.name = 'voicemail.wav'
                        """,
                        (row, n) -> {
                            byte[] content = row.getBytes("inline_data");
                            byte[] wav = content != null
                                    ? content
                                    : rapport.bean(Vault.class).read(new BlobId(row.getObject("blob", UUID.class)));
                            return WavFile.read(wav).orElseThrow();
                        },
                        number);
    }

    @Test
    void who_calls_hears_the_team_leaves_a_message_and_is_promised_a_call_back_with_it() throws Exception {
        String number = fresh();
        Instant[] calledAt = new Instant[1];
        try (Baresip theirs = new Baresip(new Baresip.Setup("sip:" + number + "@127.0.0.1", "", "", 440, false))) {
            rapport.withoutDatabase(() -> {
                calledAt[0] = Instant.now();
                theirs.dial(house.uri(HARBOURSIDE));
                theirs.await("CALL_ESTABLISHED");
                theirs.awaitTone(PROMPT);
                theirs.await("CALL_CLOSED");
                rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 1);
                return true;
            });
        }
        rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 0);
        assertThat(house.promises(number))
                .hasSize(1)
                .first()
                .satisfies(promise -> assertThat(promise)
                        .containsEntry("state", "OPEN")
                        .containsEntry("call_first", true)
                        .containsEntry("what", "Call back: left a message"));
        assertThat(house.calls(number)).hasSize(1).first().satisfies(call -> {
            assertThat(call).containsEntry("state", "VOICEMAIL");
            Instant began =
                    Objects.requireNonNull((Timestamp) call.get("began")).toInstant();
            assertThat(Duration.between(calledAt[0], began).abs()).isLessThan(Duration.ofSeconds(10));
        });
        List<Sound> messages = messages(number);
        assertThat(messages).hasSize(1);
        assertThat(FarTelephone.share(messages.getFirst(), 440)).isGreaterThan(0.8);
    }

    @Test
    void what_was_written_down_a_moment_before_a_crash_is_not_written_twice() throws Exception {
        String number = fresh();
        Path folder = rapport.bean(RapportSettings.class).data().resolve("call-spool");
        Path aside = Files.createTempDirectory("spool-copy");
        rapport.withoutDatabase(() -> {
            FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
            talk.hears("up");
            talk.says(700);
            talk.hears("ended by them");
            rapport.until(
                    SOON,
                    () -> copied(folder, aside) == 1
                            && rapport.bean(CallSpool.class).next("").isPresent());
            copied(folder, aside);
            return true;
        });
        rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 0);
        CallSpool left = new CallSpool(aside, rapport.bean(Sealer.class), 10, 10_000_000);
        assertThat(left.count()).isEqualTo(1);
        drain(left);
        assertThat(left.count()).isZero();
        assertThat(house.calls(number)).hasSize(1);
        assertThat(house.promises(number)).hasSize(1);
        assertThat(messages(number)).hasSize(1);
    }

    private static int copied(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            int count = 0;
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                count++;
            }
            return count;
        } catch (java.io.IOException moved) {
            return -1;
        }
    }

    /// As the next process does.
    private static void drain(CallSpool left) {
        new SpoolDrain(
                        left,
                        rapport.bean(Doors.class),
                        rapport.bean(Trunks.class),
                        rapport.bean(Inbox.class),
                        rapport.bean(CallBook.class),
                        rapport.bean(WrapUps.class),
                        Clock.systemUTC())
                .drain();
    }

    @Test
    void whom_a_crash_cut_off_in_their_message_is_called_back_by_the_next_process() throws Exception {
        String number = fresh();
        Path folder = rapport.bean(RapportSettings.class).data().resolve("call-spool");
        Path aside = Files.createTempDirectory("spool-copy");
        rapport.withoutDatabase(() -> {
            FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
            talk.hears("up");
            rapport.until(SOON, () -> copied(folder, aside) == 1);
            // As it is on the disk in the moment of the crash.
            CallSpool left = new CallSpool(aside, rapport.bean(Sealer.class), 10, 10_000_000);
            assertThat(left.next("")).isPresent();
            talk.hangUp();
            return true;
        });
        drain(new CallSpool(aside, rapport.bean(Sealer.class), 10, 10_000_000));
        rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 0);
        assertThat(house.calls(number)).hasSize(1);
        assertThat(house.promises(number)).hasSize(1).first().satisfies(promise -> {
            assertThat(promise).containsEntry("state", "OPEN").containsEntry("call_first", true);
            assertThat(String.valueOf(promise.get("what"))).startsWith("Call back: ");
        });
    }

    @Test
    void a_talk_goes_on_without_the_database_and_its_end_is_known_as_it_was() throws Exception {
        house.is(nell, Presence.State.AVAILABLE);
        String number = fresh();
        FarTelephone.Talk talk = house.call(number, HARBOURSIDE);
        atNells.await("CALL_INCOMING");
        atNells.accept();
        talk.hears("up");
        talk.says(440);
        atNells.awaitTone(440);
        rapport.withoutDatabase(() -> {
            talk.says(600);
            atNells.awaitTone(600);
            talk.hangUp();
            atNells.await("CALL_CLOSED");
            rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 1);
            return true;
        });
        rapport.until(SOON, () -> rapport.bean(CallSpool.class).count() == 0);
        assertThat(house.calls(number).getFirst()).containsEntry("state", "TALKED");
        assertThat(house.promises(number).getFirst()).containsEntry("state", "KEPT");
    }

    @Test
    void beyond_what_is_kept_callers_are_refused_and_the_carrier_is_told() throws Exception {
        rapport.withoutDatabase(() -> {
            List<FarTelephone.Talk> talks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                talks.add(house.call(fresh(), HARBOURSIDE));
                talks.getLast().hears("up");
            }
            house.call(fresh(), HARBOURSIDE).hears("refused 503");
            talks.forEach(FarTelephone.Talk::hangUp);
            return true;
        });
    }
}
