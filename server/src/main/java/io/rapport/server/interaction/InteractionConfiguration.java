package io.rapport.server.interaction;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InteractionConfiguration {

    @Bean
    EventFamily interactionEvents() {
        return new EventFamily(InteractionEvent.class);
    }

    @Bean
    Interactions interactions(BundlingTemplate jdbc, Vault vault, Journal journal) {
        return new Interactions(new InteractionStore(jdbc), vault, journal);
    }

    @Bean
    Matters matters(BundlingTemplate jdbc, Journal journal) {
        return new Matters(new MatterStore(jdbc), journal);
    }

    @Bean
    Works works(BundlingTemplate jdbc, Journal journal) {
        return new Works(jdbc, journal);
    }
}
