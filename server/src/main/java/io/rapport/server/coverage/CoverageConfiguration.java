package io.rapport.server.coverage;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CoverageSettings.class)
class CoverageConfiguration {

    @Bean
    CoverageStore coverageStore(JdbcTemplate jdbc) {
        return new CoverageStore(jdbc);
    }

    @Bean
    Hellos.Known knownOfHellos(
            Customers customers,
            Matters matters,
            Promises promises,
            Wishes wishes,
            CallBacks callBacks,
            Workforce workforce) {
        return new Hellos.Known(customers, matters, promises, wishes, callBacks, workforce);
    }

    @Bean
    Hellos hellos(CoverageStore store, CoverageSettings settings, Hellos.Known known, TransactionTemplate transaction) {
        return new Hellos(store, settings, known, transaction);
    }

    @Bean
    Job sayHello(Hellos hellos, Clock clock) {
        return new Job("coverage-hello", Duration.ofMinutes(1), () -> hellos.lookAfter(clock.instant()));
    }
}
