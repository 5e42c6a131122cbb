package io.rapport.server.swarm;

import io.rapport.server.customer.Customers;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SwarmConfiguration {

    @Bean
    EventFamily swarmEvents() {
        return new EventFamily(SwarmEvent.class);
    }

    @Bean
    Swarm swarm(JdbcTemplate jdbc, Customers customers, Journal journal, TransactionTemplate transaction) {
        return new Swarm(new SwarmStore(jdbc), customers, journal, transaction);
    }
}
