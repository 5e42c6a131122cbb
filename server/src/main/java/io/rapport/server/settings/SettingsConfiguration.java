package io.rapport.server.settings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RapportSettings.class)
class SettingsConfiguration {

    @Bean
    static KeyCheck keyCheck(ConfigurableEnvironment environment) {
        return new KeyCheck(environment);
    }

    @Bean(destroyMethod = "close")
    FolderLock folderLock(RapportSettings settings) {
        return FolderLock.take(DataFolder.open(settings.data()));
    }

    @Bean
    DataFolder dataFolder(FolderLock lock) {
        return lock.folder();
    }

    @Bean
    CleanExit cleanExit() {
        return new CleanExit();
    }
}
