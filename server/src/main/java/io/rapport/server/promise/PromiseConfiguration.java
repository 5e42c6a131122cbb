package io.rapport.server.promise;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.interaction.Works;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.timer.Job;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PromiseConfiguration {

    @Bean
    EventFamily promiseEvents() {
        return new EventFamily(PromiseEvent.class);
    }

    @Bean
    PromiseStore promiseStore(BundlingTemplate jdbc) {
        return new PromiseStore(jdbc);
    }

    @Bean
    Promises promises(
            PromiseStore store,
            Customers customers,
            Works works,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {
        return new Promises(store, customers, works, workforce, journal, transaction);
    }

    @Bean
    Returns returns(PromiseStore store, Promises promises, Merges merges) {
        return new Returns(store, promises, merges);
    }

    @Bean
    Job bringBackPromises(Promises promises, Clock clock) {
        return new Job("promise-bring-back", Duration.ofSeconds(1), () -> {
            while (promises.bringBackDue(clock.instant()) == Promises.SCAN) {
                // Until none is left whose moment has come.
            }
        });
    }

    @Bean
    Raising raising(PromiseStore store, Promises promises, Workforce workforce, Journal journal) {
        return new Raising(store, promises, workforce, journal);
    }

    @Bean
    Job lookAfterPromises(Raising raising, Clock clock) {
        return new Job("promise-look-after", Duration.ofSeconds(5), () -> {
            while (raising.lookAfter(clock.instant()) == Promises.SCAN) {
                // Until the backlog is done; each round moves every promise's next check ahead.
            }
        });
    }
}
