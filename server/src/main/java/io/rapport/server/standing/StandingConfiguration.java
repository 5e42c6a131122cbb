package io.rapport.server.standing;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.outreach.MakeGoods;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StandingConfiguration {

    @Bean
    EventFamily standingEvents() {
        return new EventFamily(StandingEvent.class);
    }

    @Bean
    StandingStore standingStore(JdbcTemplate jdbc, JsonMapper json) {
        return new StandingStore(jdbc, json);
    }

    @Bean
    Publication publication(StandingStore store, Clock clock) {
        return new Publication(store, clock);
    }

    @Bean
    StandingPromises.Known knownOfCases(Customers customers, Matters matters, Promises promises, Workforce workforce) {
        return new StandingPromises.Known(customers, matters, promises, workforce);
    }

    @Bean
    StandingPromises standingPromises(
            StandingStore store,
            Publication publication,
            JdbcTemplate jdbc,
            MakeGoods makeGoods,
            StandingPromises.Known known,
            Journal journal,
            TransactionTemplate transaction) {
        return new StandingPromises(
                store,
                new CaseStore(jdbc),
                publication,
                Optional.of(new IncidentOutages(jdbc)),
                Optional.of(makeGoods::owe),
                known,
                journal,
                transaction);
    }

    @Bean
    Job judgeStandingPromises(StandingPromises promises, Clock clock) {
        return new Job("standing-judge", Duration.ofMinutes(1), () -> promises.judge(clock.instant()));
    }
}
