package io.rapport.server.workforce;

import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class WorkforceConfiguration {

    @Bean
    EventFamily workforceEvents() {
        return new EventFamily(WorkforceEvent.class);
    }

    @Bean
    Workforce workforce(JdbcClient jdbc, Journal journal, TransactionTemplate transaction, Clock clock) {
        return new Workforce(new WorkforceStore(jdbc), journal, transaction, clock);
    }
}
