package io.rapport.server.vault;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.settings.DataFolder;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    Sealer sealer(DataFolder data) {
        return new Sealer(data.secret("master-key", 32));
    }

    @Bean
    Vault vault(DataFolder data, Sealer sealer, BundlingTemplate jdbc, Clock clock) {
        return new Vault(data.folder("vault", "rwx------"), sealer, jdbc, clock);
    }
}
