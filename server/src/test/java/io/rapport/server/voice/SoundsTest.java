package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.line.Sound;
import io.rapport.server.settings.StartRefusedException;
import io.rapport.server.web.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundsTest {
    @TempDir
    Path folder;

    @Test
    void who_finds_nobody_is_told_so_in_either_language_and_then_hears_the_tone() {
        for (Language language : Language.values()) {
            Sound told = Sounds.of(Optional.empty()).voicemail(language);
            assertThat(told.millis()).isBetween(6_000, 12_000);
            short[] samples = told.samples();
            Sound end = new Sound(Arrays.copyOfRange(samples, samples.length - 3_200, samples.length));
            assertThat(FarTelephone.share(end, 1_000)).isGreaterThan(0.8);
        }
    }

    @Test
    void a_company_has_sounds_of_its_own_where_it_gives_them() throws IOException {
        Sound theirs = Sound.tone(300, 1_500, 0.4);
        Files.write(folder.resolve("music.wav"), theirs.wav());
        assertThat(Sounds.of(Optional.of(folder)).music()).isEqualTo(theirs);
        assertThat(Sounds.of(Optional.of(folder)).voicemail(Language.ES))
                .isEqualTo(Sounds.of(Optional.empty()).voicemail(Language.ES));
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
