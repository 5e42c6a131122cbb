package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.media.line.Sound;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.settings.DataFolder;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Calls that are recorded, with a telephone on one side and a browser on the other; what is on the recording is told
/// by
/// its tones.
@Timeout(120)
class RecordedCallsTest {
    private static final String PASSWORD = "a long enough one";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NUMBER = "+441174960300";
    private static final double CUSTOMER = 440;
    private static final double NELL = 1_000;
    private static final int WAV_HEADER = 44;

    private static RunningRapport rapport;
    private static FarTelephone telephone;
    private static AgentBrowser browsers;
    private static AgentId nell;
    private static Http asNell;
    private static Http asAdmin;
    private static TeamId team;
    private static int port;
    private static int caller = 400;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start();
        team = rapport.team("Harbourside");
        nell = rapport.agent("Nell", team, false);
        telephone = new FarTelephone("127.0.0.1");
        rapport.number("Harbourside", NUMBER, team);
        rapport.bean(Trunks.class)
                .add(new Trunk(0, "Provider", List.of("127.0.0.1"), telephone.target(), Trunk.Transport.UDP, true));
        port = rapport.bean(Exchange.class).port().orElseThrow();
        browsers = new AgentBrowser();
        browsers.connect(rapport, "nell", NELL);
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
        asAdmin = caller("boss", Role.ADMINISTRATOR, rapport.team("Office"), false);
    }

    @AfterAll
    static void shut() throws Exception {
        browsers.close();
        telephone.close();
        rapport.close();
    }

    @BeforeEach
    void nell_is_free() {
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
        rapport.bean(WrapUps.class).done(nell);
        rapport.bean(Workforce.class)
                .present(new Presence(nell, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
        rapport.until(SOON, () -> asNell.get("/api/phone").json().path("line").asBoolean());
    }

    private static Http caller(String name, Role role, TeamId in, boolean lead) {
        long account = rapport.bean(Accounts.class).create(name, role, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, name, "", Optional.empty(), in, lead);
        return Http.signedIn(rapport, name, PASSWORD, "");
    }

    private static void rule(String rule) {
        assertThat(asAdmin.ask(
                                "PUT",
                                "/api/admin/recording-rules/" + team,
                                "{\"rule\":\"" + rule + "\",\"keepDays\":30}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode call() {
        return asNell.get("/api/phone").json().path("calls").path(0);
    }

    private static String recording() {
        return call().path("sound").path("recording").asString("");
    }

    private static Http.Answer deed(String call, String deed, String body) {
        return asNell.ask("POST", "/api/phone/calls/" + call + "/" + deed, body);
    }

    /// A call that Nell has answered, in which both speak.
    private static FarTelephone.Talk talking() throws Exception {
        FarTelephone.Talk talk = telephone.call("<sip:+441174960" + ++caller + "@provider.example>", NUMBER, port);
        rapport.until(SOON, () -> call().path("state").asString("").equals("RINGING"));
        deed(call().path("id").asString(""), "answer", "");
        talk.hears("up");
        talk.says(CUSTOMER);
        return talk;
    }

    private static void passes(Duration time) {
        Instant until = Instant.now().plus(time);
        rapport.until(SOON, () -> Instant.now().isAfter(until));
    }

    /// The one recording of the latest call, when it is over.
    private static String recorded() {
        rapport.until(SOON, () -> rapport.count("select count(*) from recording where millis is not null") == made + 1);
        made++;
        return String.valueOf(rapport.jdbc().queryForObject("select max(id) from recording", Long.class));
    }

    private static long made;

    /// One channel of a WAV file: 0 is the left one.
    private static short[] channel(byte[] wav, int which) {
        ByteBuffer in =
                ByteBuffer.wrap(wav, WAV_HEADER, wav.length - WAV_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[in.remaining() / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = in.getShort(WAV_HEADER + 4 * i + 2 * which);
        }
        return samples;
    }

    private static double share(short[] samples, int fromMillis, int untilMillis, double tone) {
        return FarTelephone.share(new Sound(Arrays.copyOfRange(samples, 8 * fromMillis, 8 * untilMillis)), tone);
    }

    private static int loudest(short[] samples, int fromMillis, int untilMillis) {
        int most = 0;
        for (int i = 8 * fromMillis; i < 8 * untilMillis; i++) {
            most = Math.max(most, Math.abs(samples[i]));
        }
        return most;
    }

    @Test
    void nothing_is_recorded_of_a_team_that_does_not_want_it() throws Exception {
        rule("OFF");
        FarTelephone.Talk talk = talking();
        assertThat(recording()).isEqualTo("OFF");
        String call = call().path("id").asString("");
        assertThat(deed(call, "recording", "").code()).isEqualTo("not-recorded");
        assertThat(deed(call, "recording/pause", "{\"paused\":true}").code()).isEqualTo("not-recorded");
        talk.hangUp();
    }

    @Test
    void who_agreed_is_on_the_left_and_nell_on_the_right_and_in_a_pause_is_nobody() throws Exception {
        rule("CONSENT");
        FarTelephone.Talk talk = talking();
        String call = call().path("id").asString("");
        rapport.until(SOON, () -> recording().equals("ASKS"));
        assertThat(rapport.count("select count(*) from recording where millis is null"))
                .isZero();
        assertThat(deed(call, "recording", "").status()).isEqualTo(200);
        assertThat(recording()).isEqualTo("RECORDS");
        passes(Duration.ofSeconds(2));
        assertThat(deed(call, "recording/pause", "{\"paused\":true}").status()).isEqualTo(200);
        assertThat(recording()).isEqualTo("PAUSED");
        passes(Duration.ofMillis(1_500));
        deed(call, "recording/pause", "{\"paused\":false}");
        passes(Duration.ofSeconds(2));
        talk.hangUp();

        String id = recorded();
        JsonNode view = asNell.get("/api/recordings/" + id).json();
        assertThat(view.path("basis").asString("")).isEqualTo("CONSENTED");
        assertThat(view.path("askedBy").asString("")).isEqualTo(nell.toString());
        assertThat(view.path("whole").asBoolean()).isTrue();
        JsonNode gap = view.path("gaps").path(0);
        assertThat(gap.path("why").asString("")).isEqualTo("PAUSED");
        int paused = gap.path("beganMillis").asInt();
        int resumed = gap.path("endedMillis").asInt();
        assertThat(resumed - paused).isBetween(1_400, 4_000);

        byte[] wav = asNell.bytes("/api/recordings/" + id + "/sound", Map.of());
        assertThat(wav).hasSize(WAV_HEADER + 32 * view.path("millis").asInt());
        short[] left = channel(wav, 0);
        short[] right = channel(wav, 1);
        assertThat(share(left, paused - 1_500, paused, CUSTOMER)).isGreaterThan(0.8);
        assertThat(share(left, paused - 1_500, paused, NELL)).isLessThan(0.05);
        assertThat(share(right, paused - 1_500, paused, NELL)).isGreaterThan(0.8);
        assertThat(share(right, paused - 1_500, paused, CUSTOMER)).isLessThan(0.05);
        assertThat(loudest(left, paused, resumed)).isLessThan(10);
        assertThat(loudest(right, paused, resumed)).isLessThan(10);
        assertThat(share(left, resumed + 200, resumed + 1_500, CUSTOMER)).isGreaterThan(0.8);
        byte[] some = asNell.bytes("/api/recordings/" + id + "/sound", Map.of("Range", "bytes=40000-40999"));
        assertThat(some).isEqualTo(Arrays.copyOfRange(wav, 40_000, 41_000));
        assertThat(onDisk()).doesNotContain("RIFF").doesNotContain("WAVE");
        assertThat(rapport.count(
                        "select count(*) from audit where action = 'listened to recording' and subject = ?", id))
                .isEqualTo(1);
    }

    /// All that lies in the vault, as text.
    private static String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files =
                Files.list(rapport.bean(DataFolder.class).path().resolve("vault"))) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void they_hear_that_it_is_recorded_before_a_word_is_kept_and_on_hold_nothing_is() throws Exception {
        rule("ANNOUNCED");
        FarTelephone.Talk talk = talking();
        String call = call().path("id").asString("");
        talk.listens();
        rapport.until(SOON, () -> recording().equals("RECORDS"));
        short[] announced = talk.heardSound().samples();
        assertThat(loudest(announced, 300, announced.length / 8)).isGreaterThan(2_000);
        passes(Duration.ofSeconds(2));
        deed(call, "hold", "{\"held\":true}");
        passes(Duration.ofMillis(1_200));
        deed(call, "hold", "{\"held\":false}");
        passes(Duration.ofSeconds(2));
        talk.hangUp();
        String id = recorded();
        JsonNode view = asNell.get("/api/recordings/" + id).json();
        assertThat(view.path("basis").asString("")).isEqualTo("ANNOUNCED");
        JsonNode gap = view.path("gaps").path(0);
        assertThat(gap.path("why").asString("")).isEqualTo("HELD");
        int held = gap.path("beganMillis").asInt();
        int back = gap.path("endedMillis").asInt();
        short[] right = channel(asNell.bytes("/api/recordings/" + id + "/sound", Map.of()), 1);
        assertThat(share(right, held - 1_500, held, NELL)).isGreaterThan(0.8);
        assertThat(loudest(right, held, back)).isLessThan(10);
        assertThat(share(right, back + 200, back + 1_500, NELL)).isGreaterThan(0.8);
    }

    @Test
    void only_who_is_on_it_and_leads_of_the_team_may_hear_it() throws Exception {
        rule("CONSENT");
        FarTelephone.Talk talk = talking();
        deed(call().path("id").asString(""), "recording", "");
        passes(Duration.ofSeconds(1));
        talk.hangUp();
        String path = "/api/recordings/" + recorded();
        assertThat(asNell.get(path).status()).isEqualTo(200);
        assertThat(caller("lena", Role.LEAD, team, true).get(path).status()).isEqualTo(200);
        assertThat(caller("tom", Role.AGENT, team, false).get(path).status()).isEqualTo(404);
        assertThat(caller("lou", Role.LEAD, rapport.team("Cork"), true)
                        .get(path + "/sound")
                        .status())
                .isEqualTo(404);
        assertThat(asAdmin.get(path).status()).isEqualTo(404);
        assertThat(caller("ada", Role.AUDITOR, team, false).get(path).status()).isEqualTo(403);
    }
}
