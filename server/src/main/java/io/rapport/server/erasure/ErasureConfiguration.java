package io.rapport.server.erasure;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.facts.Facts;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    Erasures.Known knownOfPeople(Customers customers, Merges merges, Facts facts, Matters matters, Promises promises) {
        return new Erasures.Known(customers, merges, facts, matters, promises);
    }

    @Bean
    Erasures erasures(
            BundlingTemplate jdbc,
            Erasures.Known known,
            Vault vault,
            Journal journal,
            Accounts accounts,
            TransactionTemplate transaction,
            Clock clock) {
        return new Erasures(
                new ErasureStore(jdbc), new Wiping(jdbc), known, vault, journal, accounts, transaction, clock);
    }

    @Bean
    Job erasing(Erasures erasures) {
        return new Job("erasures", Duration.ofMinutes(1), erasures::run);
    }
}
