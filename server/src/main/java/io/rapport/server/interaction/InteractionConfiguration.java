package io.rapport.server.interaction;

import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class InteractionConfiguration {

    @Bean
    EventFamily interactionEvents() {
        return new EventFamily(InteractionEvent.class);
    }

    @Bean
    Interactions interactions(JdbcTemplate jdbc, Vault vault, Journal journal) {
        return new Interactions(new InteractionStore(jdbc), vault, journal);
    }

    @Bean
    Matters matters(JdbcTemplate jdbc, Journal journal) {
        return new Matters(new MatterStore(jdbc), journal);
    }

    @Bean
    Works works(JdbcTemplate jdbc, Journal journal) {
        return new Works(jdbc, journal);
    }
}
