package io.rapport.server.voice;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TurnSettings.class)
class TurnConfiguration {

    @Bean
    Ways ways(TurnSettings settings, Clock clock) {
        return new Ways(settings, clock);
    }
}
