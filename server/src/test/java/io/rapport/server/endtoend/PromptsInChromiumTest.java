package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.rapport.outside.net.Ports;
import io.rapport.outside.phone.Wav;
import io.rapport.server.RunningRapport;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever leads a team records what its callers hear; their voice is a tone.
class PromptsInChromiumTest {
    private static final String PASSWORD = "a long enough one";
    private static final double LEE = 1_000;

    @TempDir
    private static Path folder;

    private static RunningRapport rapport;
    private static Voices voices;
    private static TeamId harbourside;
    private static Page lee;

    @BeforeAll
    static void open() throws Exception {
        rapport = RunningRapport.start("--rapport.voice.port=" + Ports.free());
        harbourside = rapport.team("Harbourside");
        rapport.team("Cork");
        rapport.number("Harbourside's number", "+441134960100", harbourside);
        long account = rapport.bean(Accounts.class).create("lee", Role.LEAD, PASSWORD);
        rapport.bean(Workforce.class).addAgent(account, "Lee", "", Optional.empty(), harbourside, true);
        voices = new Voices();
        lee = voices.visit(rapport.url(), LEE);
        Browser.signIn(lee, "lee", PASSWORD);
    }

    @AfterAll
    static void shut() {
        voices.close();
        rapport.close();
    }

    @BeforeEach
    void begin() {
        go("Harbourside");
    }

    @AfterEach
    void no_page_made_a_mistake() {
        rapport.jdbc().update("delete from prompt");
        assertThat(voices.mistakes()).isEmpty();
    }

    private static void go(String team) {
        lee.navigate(rapport.url() + "/admin");
        button(lee.locator("body"), "Teams").click();
        button(lee.locator("body"), "What callers hear: " + team).click();
        assertThat(lee.getByText("What callers of " + team + " hear")).isVisible();
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator row(String name) {
        return lee.locator("li.prompt[aria-label='" + name + "']");
    }

    private static long kept() {
        return rapport.count("select count(*) from prompt where kind = 'GREETING' and language = 'es'");
    }

    private static double loudness(Locator row, double hertz) {
        String source = Objects.requireNonNull(row.locator("audio").getAttribute("src"));
        byte[] wav = lee.request().get(rapport.url() + source).body();
        return Wav.amplitude(Wav.samples(wav), 8_000, 500, hertz);
    }

    @Test
    void a_greeting_is_recorded_listened_to_kept_and_taken_back() {
        Locator row = row("Greeting while it rings, Spanish");
        assertThat(row).containsText("Not recorded: callers hear music at once.");
        button(row, "Record: Greeting while it rings, Spanish").click();
        assertThat(button(row, "Stop")).isFocused();
        assertThat(row.getByRole(AriaRole.TIMER)).containsText("2 s of 60");
        picture("records");
        button(row, "Stop").click();
        assertThat(kept()).as("nobody hears it yet").isZero();
        button(row, "Listen").click();
        button(row, "Stop").click();
        button(row, "Not this one").click();
        button(row, "Record: Greeting while it rings, Spanish").click();
        assertThat(row.getByRole(AriaRole.TIMER)).containsText("2 s of 60");
        button(row, "Stop").click();
        button(row, "Keep it").click();
        assertThat(row).containsText("Recorded by Lee, today.");
        assertThat(kept()).isEqualTo(1);
        assertThat(loudness(row, LEE)).isGreaterThan(2_000);
        button(row, "Take back: Greeting while it rings, Spanish").click();
        assertThat(row).containsText("Not recorded: callers hear music at once.");
        assertThat(kept()).isZero();
    }

    @Test
    void a_file_can_be_chosen_and_what_is_no_sound_is_said() throws IOException {
        Locator row = row("The team is closed, English");
        assertThat(row).containsText("Not recorded: callers hear ours");
        Path nonsense = Files.writeString(folder.resolve("nonsense.wav"), "not a sound");
        row.locator("input[type=file]").setInputFiles(nonsense);
        assertThat(row.getByRole(AriaRole.ALERT)).hasText("That is no sound that this browser can read.");
        Path tone = folder.resolve("tone.wav");
        Wav.tone(tone, 700, 48_000, 3);
        row.locator("input[type=file]").setInputFiles(tone);
        assertThat(row).containsText("3 s");
        button(row, "Keep it").click();
        assertThat(row).containsText("Recorded by Lee, today.");
        assertThat(loudness(row, 700)).isGreaterThan(2_000);
        Wav.tone(tone, 700, 8_000, 70);
        row.locator("input[type=file]").setInputFiles(tone);
        assertThat(row.getByRole(AriaRole.ALERT)).hasText("A recording lasts a minute at most.");
    }

    @Test
    void a_lead_looks_at_other_teams_and_changes_nothing_there() {
        go("Cork");
        assertThat(row("Nobody can answer, Spanish").locator("audio")).isVisible();
        assertThat(lee.locator("li.prompt button")).hasCount(0);
    }

    @Test
    void everybody_can_record() {
        assertThat(row("Nobody can answer, English")).isVisible();
        assertThat(Axe.violations(lee, "html")).as("light").isEmpty();
        lee.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        lee.setViewportSize(420, 800);
        assertThat(Axe.violations(lee, "html")).as("narrow and dark").isEmpty();
        picture("narrow-dark");
        lee.setViewportSize(1440, 900);
        lee.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        picture("wide");
    }

    /// For looking at, where `-Dpictures=folder` asks for it.
    private static void picture(String name) {
        String pictures = System.getProperty("pictures");
        if (pictures != null) {
            try {
                Files.createDirectories(Path.of(pictures));
                Files.write(Path.of(pictures, "prompts-" + name + ".png"), lee.screenshot());
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
    }
}
