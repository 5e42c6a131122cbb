package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.facts.Facts;
import io.rapport.server.facts.Fields;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

    @Bean
    Imports imports(
            BundlingTemplate jdbc,
            JsonMapper json,
            Vault vault,
            Roster roster,
            Facts facts,
            Fields fields,
            TransactionTemplate transaction,
            Clock clock) {
        return new Imports(new ImportStore(jdbc, json), vault, roster, facts, fields, transaction, clock);
    }

    @Bean
    Job importing(Imports imports, Clock clock) {
        return new Job("imports", Duration.ofMillis(500), new ImportRunner(imports, clock)::run);
    }
}
