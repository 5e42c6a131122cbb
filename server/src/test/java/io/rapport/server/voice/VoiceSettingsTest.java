package io.rapport.server.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.media.codec.Coding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VoiceSettingsTest {
    private static VoiceSettings of(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("rapport.voice", VoiceSettings.class);
    }

    @Test
    void files_and_numbers_for_emergencies_can_be_named() {
        VoiceSettings settings = of(Map.of(
                "rapport.voice.sounds", "/srv/sounds",
                "rapport.voice.certificate", "/srv/chain.pem",
                "rapport.voice.emergency.112", "Provider"));
        assertThat(settings.sounds()).contains("/srv/sounds");
        assertThat(settings.certificate()).contains("/srv/chain.pem");
        assertThat(settings.emergency()).containsEntry("112", "Provider");
    }

    @Test
    void without_a_word_no_emergency_number_and_no_certificate_is_set_up() {
        VoiceSettings settings = of(Map.of());
        assertThat(settings.emergency()).isEmpty();
        assertThat(settings.certificate()).isEmpty();
        assertThat(settings.desks()).contains("10.0.0.0/8").doesNotContain("0.0.0.0/0");
    }

    @Test
    void in_which_ways_we_speak_can_be_said_and_opus_is_not_among_them_without_a_word() {
        assertThat(of(Map.of()).codecs()).containsExactly(Coding.G722, Coding.PCMA, Coding.PCMU);
        assertThat(of(Map.of("rapport.voice.codecs", "opus, pcmu")).codecs()).containsExactly(Coding.OPUS, Coding.PCMU);
        assertThatThrownBy(() -> of(Map.of("rapport.voice.codecs", "g729"))).isInstanceOf(BindException.class);
    }
}
