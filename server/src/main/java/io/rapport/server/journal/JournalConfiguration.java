package io.rapport.server.journal;

import io.rapport.server.database.BundlingTemplate;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    Journal journal(BundlingTemplate jdbc, List<EventFamily> families) {
        return new Journal(jdbc, new EventCodec(families));
    }

    @Bean
    Feed feed(Journal journal, List<EventFamily> families) {
        return new Feed(journal, new EventCodec(families));
    }

    @Bean
    JournalReaders journalReaders(
            Journal journal,
            BundlingTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<Projection> projections,
            ObjectProvider<Reactor> reactors,
            ObjectProvider<Follower> followers) {
        Consumer<String> alarm =
                text -> LoggerFactory.getLogger(JournalReaders.class).error("alarm text=\"{}\"", text);
        return new JournalReaders(
                journal,
                jdbc,
                transaction,
                clock,
                projections.orderedStream().toList(),
                reactors.orderedStream().toList(),
                followers.orderedStream().toList(),
                alarm);
    }
}
