package io.rapport.server.calling;

import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Letters;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.web.WebSettings;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CallingSettings.class)
class CallingConfiguration {

    @Bean
    EventFamily callingEvents() {
        return new EventFamily(CallingEvent.class);
    }

    @Bean
    CallBackStore callBackStore(BundlingTemplate jdbc) {
        return new CallBackStore(jdbc);
    }

    @Bean
    Rules callingRules(BundlingTemplate jdbc, TransactionTemplate transaction) {
        return new Rules(new RuleStore(jdbc), new PublicHolidays(), transaction);
    }

    @Bean
    CallBacks callBacks(
            CallBackStore store,
            Rules rules,
            CallingSettings settings,
            Wishes wishes,
            Customers customers,
            Merges merges,
            Workforce workforce,
            Matters matters,
            Promises promises,
            Journal journal) {
        return new CallBacks(
                store,
                rules,
                new Places(store),
                new Capacity(workforce, settings),
                wishes,
                customers,
                merges,
                workforce,
                matters,
                promises,
                journal);
    }

    @Bean
    CallLetters callLetters(
            CallBackStore store,
            CallBacks callBacks,
            Letters letters,
            Customers customers,
            Matters matters,
            Workforce workforce,
            WebSettings web) {
        return new CallLetters(store, callBacks, letters, customers, matters, workforce, web.publicUrl());
    }

    @Bean
    Attempts callAttempts(
            CallBackStore store,
            CallBacks callBacks,
            CallLetters letters,
            Promises promises,
            Matters matters,
            Journal journal,
            CallingSettings settings) {
        return new Attempts(store, callBacks, letters, promises, matters, journal, settings.attempts());
    }

    @Bean
    Replanning replanning(
            CallBackStore store,
            CallBacks callBacks,
            CallLetters letters,
            Customers customers,
            Promises promises,
            TransactionTemplate transaction) {
        return new Replanning(store, callBacks, letters, customers, promises, transaction);
    }

    @Bean
    TypedNumber typedNumber(Doors doors) {
        return new TypedNumber(doors);
    }

    @Bean
    Job replanCalls(Replanning replanning, Clock clock) {
        return new Job("calling-replan", Duration.ofSeconds(20), () -> replanning.run(clock.instant()));
    }
}
