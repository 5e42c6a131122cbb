package io.rapport.server.settings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RapportSettings.class)
class SettingsConfiguration {

    @Bean
    DataFolder dataFolder(RapportSettings settings) {
        return DataFolder.open(settings.data());
    }

    @Bean
    CleanExit cleanExit() {
        return new CleanExit();
    }
}
