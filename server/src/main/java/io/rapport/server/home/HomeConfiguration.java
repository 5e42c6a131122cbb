package io.rapport.server.home;

import io.rapport.server.channel.HomeNews;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.facts.Fields;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    @Bean
    HomeMoves homeMoves(
            BundlingTemplate jdbc,
            Customers customers,
            Merges merges,
            Promises promises,
            Workforce workforce,
            HomeNews news,
            TransactionTemplate transaction,
            Clock clock) {
        return new HomeMoves(new HomeMoveStore(jdbc), customers, merges, promises, workforce, news, transaction, clock);
    }

    @Bean
    Job homeNewsJob(HomeMoves moves) {
        return new Job("home-news", Duration.ofSeconds(2), moves::tellDue);
    }

    @Bean
    Removals removals(
            BundlingTemplate jdbc, HomeMoves moves, Fields fields, TransactionTemplate transaction, Clock clock) {
        return new Removals(new RemovalStore(jdbc), moves, fields, transaction, clock);
    }

    @Bean
    Job removing(Removals removals) {
        return new Job("home-removals", Duration.ofMillis(500), removals::run);
    }
}
