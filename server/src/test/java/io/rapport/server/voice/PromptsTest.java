package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.rapport.media.line.Sound;
import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Baresip;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Http;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.sound.Prompt;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What callers hear while nobody speaks with them, told apart by tones and heard by a real telephone.
@Timeout(180)
class PromptsTest {
    private static final String PASSWORD = "a long enough one";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HARBOURSIDE = "+441134960100";
    private static final String NIGHT = "+441134960199";
    private static final int MUSIC = 300;
    private static final int NEXT = 1_900;
    private static final int CALLBACK = 2_300;

    @TempDir
    private static Path folder;

    private static RunningRapport rapport;
    private static AgentBrowser browsers;
    private static TeamId harbourside;
    private static TeamId night;
    private static Http asLead;
    private static Http asNell;
    private static int port;

    @BeforeAll
    static void open() throws Exception {
        sound("music.wav", MUSIC, 2_000);
        sound("news.unanswered.en.wav", 1_500, 400);
        sound("news.next.en.wav", NEXT, 1_500);
        sound("news.callback.en.wav", CALLBACK, 1_500);
        port = Ports.free();
        rapport = RunningRapport.start(
                "--rapport.voice.port=" + port,
                "--rapport.voice.sounds=" + folder,
                "--rapport.voice.ringing.greet-after=500ms",
                "--rapport.voice.ringing.news-every=5s");
        harbourside = rapport.team("Harbourside");
        night = rapport.closedTeam("Night");
        rapport.number("Harbourside", HARBOURSIDE, harbourside);
        rapport.number("Night", NIGHT, night);
        rapport.bean(Trunks.class)
                .add(new Trunk(0, "Carrier", List.of("127.0.0.1"), "127.0.0.1:9", Trunk.Transport.UDP, true));
        AgentId nell = rapport.agent("Nell", harbourside, false);
        long lead = rapport.bean(Accounts.class).create("lee", Role.LEAD, PASSWORD);
        rapport.bean(Workforce.class).addAgent(lead, "Lee", "", Optional.empty(), harbourside, true);
        asLead = Http.signedIn(rapport, "lee", PASSWORD, "");
        asNell = Http.signedIn(rapport, "nell", PASSWORD, "");
        browsers = new AgentBrowser();
        // Somebody is there, so that callers wait.
        Page atNells = browsers.connect(rapport, "nell", 1_000);
        assertThat(atNells.isClosed()).isFalse();
        rapport.bean(Workforce.class)
                .present(new Presence(nell, Presence.State.AVAILABLE, Instant.now(), "", Optional.empty()));
    }

    private static void sound(String name, int hertz, int millis) throws IOException {
        Files.write(folder.resolve(name), Sound.tone(hertz, millis, 0.3).wav());
    }

    @AfterAll
    static void shut() {
        browsers.close();
        rapport.close();
    }

    @AfterEach
    void as_it_was() {
        for (TeamId team : List.of(harbourside, night)) {
            for (Prompt.Kind kind : Prompt.Kind.values()) {
                for (Language language : Language.values()) {
                    rapport.bean(Prompts.class).takeBack(team, kind, language);
                }
            }
        }
        rapport.until(SOON, () -> rapport.bean(Switchboard.class).count() == 0);
    }

    private static void record(TeamId team, Prompt.Kind kind, Language language, int hertz) {
        rapport.bean(Prompts.class)
                .keep(team, kind, language, Sound.tone(hertz, 2_000, 0.3), Optional.empty(), Instant.now());
    }

    private static Baresip call(String from, String dialled) {
        Baresip phone = new Baresip(
                new Baresip.Setup("sip:" + from + "@carrier.example", "sip:127.0.0.1:" + port, "", 440, false));
        phone.dial("sip:" + dialled + "@carrier.example");
        phone.await("CALL_ESTABLISHED");
        return phone;
    }

    private static String path(TeamId team, String more) {
        return "/api/admin/teams/" + team + "/prompts" + more;
    }

    @Test
    void who_is_taken_hears_the_teams_own_greeting_once_then_music_and_how_it_stands() {
        record(harbourside, Prompt.Kind.GREETING, Language.EN, 900);
        try (Baresip ann = call("+441134960111", HARBOURSIDE)) {
            ann.awaitTone(900);
            ann.awaitTone(MUSIC);
            ann.awaitTone(NEXT);
            ann.awaitTone(CALLBACK);
            ann.awaitTone(MUSIC);
            ann.awaitNo(900);
            ann.awaitTone(NEXT);
            ann.hangUp();
        }
    }

    @Test
    void who_speaks_spanish_hears_spanish() {
        record(harbourside, Prompt.Kind.GREETING, Language.EN, 900);
        record(harbourside, Prompt.Kind.GREETING, Language.ES, 1_200);
        String number = "+441134960222";
        try (Baresip bea = call(number, HARBOURSIDE)) {
            bea.awaitTone(900);
            bea.hangUp();
        }
        assertThat(rapport.jdbc().update("""
                        update customer set language = 'es' where id = (
                            select l.customer from customer_contact_point l join contact_point c on c.id = l.contact_point
                             where c.value = ?)
                        """, number)).isEqualTo(1);
        try (Baresip bea = call(number, HARBOURSIDE)) {
            bea.awaitTone(1_200);
            bea.hangUp();
        }
    }

    @Test
    void who_calls_a_closed_team_hears_its_own_words_for_that() {
        record(night, Prompt.Kind.CLOSED, Language.EN, 1_100);
        record(night, Prompt.Kind.VOICEMAIL, Language.EN, 700);
        try (Baresip cat = call("+441134960333", NIGHT)) {
            cat.awaitTone(1_100);
            cat.hangUp();
        }
    }

    @Test
    void a_recording_is_kept_as_telephones_speak_and_taken_back_for_good() {
        Http.Answer kept = upload(asLead, harbourside, "GREETING/es", WavFileTest.file(1_000, 1_500, 44_100, 2, 16));
        assertThat(kept.status()).as(kept.json().toString()).isEqualTo(200);
        JsonNode view = view(kept.json(), "GREETING", "es");
        assertThat(view.path("recorded").asBoolean()).isTrue();
        assertThat(view.path("seconds").asDouble()).isEqualTo(1.5);
        assertThat(view.path("by").asString()).isEqualTo("Lee");
        assertThat(view(kept.json(), "GREETING", "en").path("seconds").asDouble())
                .isZero();
        assertThat(view(kept.json(), "CLOSED", "en").path("seconds").asDouble()).isGreaterThan(3);

        Sound heard = rapport.bean(Prompts.class)
                .sound(harbourside, Prompt.Kind.GREETING, Language.ES)
                .orElseThrow();
        assertThat(FarTelephone.share(heard, 1_000)).isGreaterThan(0.9);
        long blobs = rapport.count("select count(*) from vault_blob");
        upload(asLead, harbourside, "GREETING/es", WavFileTest.file(600, 1_500, 16_000, 1, 16));
        assertThat(rapport.count("select count(*) from vault_blob"))
                .as("the one before is forgotten")
                .isEqualTo(blobs);
        Http.Answer gone = asLead.ask("DELETE", path(harbourside, "/GREETING/es"), "");
        assertThat(view(gone.json(), "GREETING", "es").path("recorded").asBoolean())
                .isFalse();
        assertThat(rapport.count("select count(*) from vault_blob")).isEqualTo(blobs - 1);
        assertThat(asLead.get(path(harbourside, "/GREETING/es/sound")).status()).isEqualTo(404);
    }

    @Test
    void what_is_no_sound_or_too_long_is_refused_with_a_sentence() {
        for (byte[] wrong :
                List.of(new byte[0], "RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[100_000])) {
            Http.Answer answer = upload(asLead, harbourside, "GREETING/en", wrong);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("detail").asString()).isEqualTo("That is no WAV file that we can read.");
        }
        for (int millis : new int[] {100, 61_000}) {
            Http.Answer answer =
                    upload(asLead, harbourside, "GREETING/en", WavFileTest.file(600, millis, 8_000, 1, 16));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().path("detail").asString()).contains("from half a second to a minute");
        }
        for (String nowhere : List.of("GREETING/xx", "MUSIC/en", "greeting/en")) {
            assertThat(upload(asLead, harbourside, nowhere, WavFileTest.file(600, 1_000, 8_000, 1, 16))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(rapport.count("select count(*) from prompt")).isZero();
    }

    @Test
    void only_who_leads_the_team_records_for_it() {
        byte[] wav = WavFileTest.file(600, 1_000, 8_000, 1, 16);
        assertThat(upload(asNell, harbourside, "GREETING/en", wav).status()).isEqualTo(403);
        assertThat(upload(asLead, night, "GREETING/en", wav).status()).isEqualTo(403);
        assertThat(asLead.ask("DELETE", path(night, "/GREETING/en"), "").status())
                .isEqualTo(403);
        assertThat(upload(asLead, new TeamId(999_999), "GREETING/en", wav).status())
                .isEqualTo(404);
        assertThat(rapport.count("select count(*) from prompt")).isZero();
    }

    private static JsonNode view(JsonNode all, String kind, String language) {
        for (JsonNode one : all) {
            if (one.path("kind").asString("").equals(kind)
                    && one.path("language").asString("").equals(language)) {
                return one;
            }
        }
        throw new AssertionError("no " + kind + " " + language + " in " + all);
    }

    private static Http.Answer upload(Http who, TeamId team, String which, byte[] wav) {
        return who.upload(path(team, "/" + which), "prompt.wav", wav);
    }

    @Test
    void the_words_of_ours_can_be_listened_to() {
        assertThat(asLead.get(path(night, "")).json().size()).isEqualTo(6);
        Http.Answer ours = asLead.get(path(night, "/CLOSED/es/sound"));
        assertThat(ours.status()).isEqualTo(200);
        assertThat(ours.header("Content-Type")).contains("audio/wav");
    }
}
