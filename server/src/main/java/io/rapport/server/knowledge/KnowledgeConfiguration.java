package io.rapport.server.knowledge;

import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class KnowledgeConfiguration {

    @Bean
    EventFamily knowledgeEvents() {
        return new EventFamily(KnowledgeEvent.class);
    }

    @Bean
    Articles articles(JdbcTemplate jdbc, Journal journal, TransactionTemplate transaction, Clock clock) {
        return new Articles(new ArticleStore(jdbc), journal, transaction, clock);
    }

    @Bean
    Signatures signatures(JdbcTemplate jdbc) {
        return new Signatures(jdbc);
    }

    @Bean
    Templates templates(JdbcTemplate jdbc, Journal journal, TransactionTemplate transaction, Clock clock) {
        return new Templates(new TemplateStore(jdbc), journal, transaction, clock);
    }
}
