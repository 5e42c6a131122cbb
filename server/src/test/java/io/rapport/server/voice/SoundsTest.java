package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.line.Sound;
import io.rapport.server.settings.StartRefusedException;
import io.rapport.server.voice.sound.QueueNews;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.voice.sound.WavFile;
import io.rapport.server.web.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundsTest {
    @TempDir
    Path folder;

    @Test
    void who_finds_nobody_is_told_so_in_either_language_and_then_hears_the_tone() {
        for (Language language : Language.values()) {
            Sound told = Sounds.of(Optional.empty()).voice(language).voicemail();
            assertThat(told.millis()).isBetween(6_000, 12_000);
            short[] samples = told.samples();
            Sound end = new Sound(Arrays.copyOfRange(samples, samples.length - 3_200, samples.length));
            assertThat(FarTelephone.share(end, 1_000)).isGreaterThan(0.8);
        }
    }

    /// `-Drapport.write=1` speaks all of them anew, by espeak-ng.
    @Test
    void what_is_said_is_there_in_every_language() throws Exception {
        for (Language language : Language.values()) {
            Path words = Path.of("src/main/resources/sounds/words." + language.tag() + ".txt");
            List<String> names = new ArrayList<>();
            for (String line : Files.readAllLines(words)) {
                String[] parts = line.split(": ", 2);
                names.add(parts[0]);
                Path file = words.resolveSibling(parts[0] + "." + language.tag() + ".wav");
                if (System.getProperty("rapport.write") != null) {
                    Files.write(file, spoken(parts[1], language).wav());
                }
                Sound said = WavFile.read(Files.readAllBytes(file)).orElseThrow();
                assertThat(said.millis()).as(file.toString()).isBetween(200, 12_000);
            }
            assertThat(names).contains("closed");
            assertThat(names)
                    .containsAll(
                            Sounds.CLIPS.stream().map(name -> "news." + name).toList());
        }
    }

    private Sound spoken(String words, Language language) throws Exception {
        Path file = folder.resolve("spoken.wav");
        String voice = language == Language.EN ? "en-gb" : language.tag();
        Process espeak = new ProcessBuilder("espeak-ng", "-v", voice, "-s", "150", "-w", file.toString(), words)
                .inheritIO()
                .start();
        assertThat(espeak.waitFor()).isZero();
        short[] samples = WavFile.read(Files.readAllBytes(file)).orElseThrow().samples();
        int from = 0;
        int to = samples.length;
        while (from < to && Math.abs(samples[from]) < 100) {
            from++;
        }
        while (to > from && Math.abs(samples[to - 1]) < 100) {
            to--;
        }
        return new Sound(Arrays.copyOfRange(samples, from, to));
    }

    @Test
    void news_say_who_is_before_one_and_what_becomes_of_the_call() {
        Sounds sounds = Sounds.of(Optional.empty());
        Sound next = sounds.news(Language.EN, new QueueNews(true, 0, true));
        Sound third = sounds.news(Language.EN, new QueueNews(true, 2, true));
        Sound eleventh = sounds.news(Language.EN, new QueueNews(true, 10, true));
        assertThat(next).isNotEqualTo(third);
        assertThat(eleventh).isEqualTo(sounds.news(Language.EN, new QueueNews(true, 500, true)));
        assertThat(next).isNotEqualTo(sounds.news(Language.EN, new QueueNews(false, 0, true)));
        assertThat(next).isNotEqualTo(sounds.news(Language.EN, new QueueNews(true, 0, false)));
        assertThat(next).isNotEqualTo(sounds.news(Language.ES, new QueueNews(true, 0, true)));
        assertThat(eleventh.millis()).isLessThan(15_000);
    }

    @Test
    void a_company_has_sounds_of_its_own_where_it_gives_them() throws IOException {
        Sound theirs = Sound.tone(300, 1_500, 0.4);
        Files.write(folder.resolve("music.wav"), theirs.wav());
        assertThat(Sounds.of(Optional.of(folder)).music()).isEqualTo(theirs);
        assertThat(Sounds.of(Optional.of(folder)).voice(Language.ES).voicemail())
                .isEqualTo(Sounds.of(Optional.empty()).voice(Language.ES).voicemail());
    }

    @Test
    void a_file_that_is_no_such_sound_stops_the_start_with_its_name() throws IOException {
        byte[] wav = Sound.tone(300, 100, 0.4).wav();
        for (byte[] wrong :
                new byte[][] {{}, "RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII), stereo(wav)}) {
            Files.write(folder.resolve("music.wav"), wrong);
            assertThatThrownBy(() -> Sounds.of(Optional.of(folder)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("music.wav");
        }
    }

    private static byte[] stereo(byte[] wav) {
        byte[] other = wav.clone();
        other[22] = 2;
        return other;
    }
}
