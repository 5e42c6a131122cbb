package io.rapport.server.customer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.workforce.Workforce;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    EventFamily customerEvents() {
        return new EventFamily(CustomerEvent.class);
    }

    @Bean
    Merges merges(BundlingTemplate jdbc, Journal journal) {
        return new Merges(new MergeStore(jdbc), journal);
    }

    @Bean
    Customers customers(BundlingTemplate jdbc, Workforce workforce, Merges merges, Journal journal) {
        CustomerStore store = new CustomerStore(jdbc);
        return new Customers(store, new HomeTeams(workforce, store::customersByTeam), merges, journal);
    }
}
