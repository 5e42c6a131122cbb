package io.rapport.server.settings;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    @Bean(destroyMethod = "close")
    DataFolder dataFolder(@Value("${rapport.data:.rapport}") String path) {
        return DataFolder.open(Path.of(path));
    }
}
