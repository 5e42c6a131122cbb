package io.rapport.server.disposition;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.journal.Journal;
import io.rapport.server.words.WordList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DispositionConfiguration {

    @Bean
    Dispositions dispositions(
            JdbcTemplate jdbc,
            Interactions interactions,
            Customers customers,
            Journal journal,
            TransactionTemplate transaction) {
        return new Dispositions(
                new DispositionStore(jdbc),
                new WordList(jdbc, transaction, "disposition", Dispositions.MOST),
                interactions,
                customers,
                journal,
                transaction);
    }
}
