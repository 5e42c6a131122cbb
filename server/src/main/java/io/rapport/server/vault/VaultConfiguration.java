package io.rapport.server.vault;

import io.rapport.server.settings.DataFolder;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    Sealer sealer(DataFolder data) {
        return new Sealer(data.secret("master-key", 32));
    }

    @Bean
    Vault vault(DataFolder data, Sealer sealer, JdbcTemplate jdbc, Clock clock) {
        return new Vault(data.folder("vault", "rwx------"), sealer, jdbc, clock);
    }
}
