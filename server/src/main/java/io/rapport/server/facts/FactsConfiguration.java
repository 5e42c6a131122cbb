package io.rapport.server.facts;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.journal.Journal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FactsConfiguration {

    @Bean
    Fields fields(BundlingTemplate jdbc) {
        return new Fields(new FieldStore(jdbc));
    }

    @Bean
    Facts facts(BundlingTemplate jdbc, Customers customers, Merges merges, Journal journal) {
        return new Facts(new FactStore(jdbc), customers, merges, journal);
    }
}
