package io.rapport.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class KeyCheckTest {

    @ConfigurationProperties("rapport.sample")
    record SampleSettings(Duration answerWithin, List<String> networks, Map<String, String> names, Inner inner) {
        record Inner(int port) {}
    }

    @Configuration
    @EnableConfigurationProperties(SampleSettings.class)
    static class Sample {
        @Bean
        static KeyCheck keyCheck(ConfigurableEnvironment environment) {
            return new KeyCheck(environment);
        }
    }

    @Test
    void every_key_of_a_record_is_understood_in_every_spelling() {
        starts(
                Map.of(
                        "rapport.sample.answer-within", "4s",
                        "rapport.sample.answerWithin", "4s",
                        "rapport.sample.networks[0]", "10.0.0.0/8",
                        "rapport.sample.networks", "10.0.0.0/8",
                        "rapport.sample.names.any.thing", "x",
                        "rapport.sample.inner.port", "25",
                        "server.port", "80"),
                Map.of());
        starts(
                Map.of(),
                Map.of(
                        "RAPPORT_SAMPLE_ANSWERWITHIN", "4s",
                        "RAPPORT_SAMPLE_ANSWER_WITHIN", "4s",
                        "RAPPORT_SAMPLE_INNER_PORT", "25",
                        "RAPPORT_JAVA_HOME", "/jdk"));
    }

    @Test
    void an_unknown_key_stops_the_start_and_the_nearest_known_one_is_named() {
        assertThatThrownBy(() -> starts(Map.of("rapport.sample.answer-witin", "4s"), Map.of()))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused)
                            .hasMessageContaining("rapport.sample.answer-witin")
                            .hasMessageContaining("test");
                    assertThat(refused.remedy()).contains("rapport.sample.answer-within?");
                });
    }

    @Test
    void an_unknown_environment_variable_stops_the_start_too() {
        assertThatThrownBy(() -> starts(Map.of(), Map.of("RAPPORT_SAMPLE_INER_PORT", "25")))
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.remedy()).contains("RAPPORT_SAMPLE_INNER_PORT?"));
    }

    private static void starts(Map<String, Object> properties, Map<String, Object> variables) {
        try (var context = new AnnotationConfigApplicationContext()) {
            var sources = context.getEnvironment().getPropertySources();
            sources.stream().map(source -> source.getName()).toList().forEach(sources::remove);
            sources.addLast(new MapPropertySource("test", properties));
            sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", variables));
            context.register(Sample.class);
            context.refresh();
        }
    }
}
