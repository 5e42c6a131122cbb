package io.rapport.server.reason;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.words.WordList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ReasonConfiguration {

    @Bean
    Reasons reasons(
            JdbcTemplate jdbc, Matters matters, Customers customers, Journal journal, TransactionTemplate transaction) {
        return new Reasons(
                new ReasonStore(jdbc),
                new WordList(jdbc, transaction, "reason", Reasons.MOST),
                matters,
                customers,
                journal,
                transaction);
    }
}
