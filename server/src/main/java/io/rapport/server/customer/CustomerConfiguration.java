package io.rapport.server.customer;

import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.workforce.Workforce;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    EventFamily customerEvents() {
        return new EventFamily(CustomerEvent.class);
    }

    @Bean
    Customers customers(JdbcTemplate jdbc, Workforce workforce, Journal journal) {
        CustomerStore store = new CustomerStore(jdbc);
        return new Customers(store, new HomeTeams(workforce, store::customersByTeam), journal);
    }
}
