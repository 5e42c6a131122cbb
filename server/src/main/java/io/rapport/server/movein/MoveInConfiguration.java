package io.rapport.server.movein;

import io.rapport.server.channel.Doors;
import io.rapport.server.channel.KnownMessages;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.customer.Roster;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.email.OldMail;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.Vault;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class MoveInConfiguration {

    @Bean
    MoveIns moveIns(
            BundlingTemplate jdbc,
            JsonMapper json,
            Vault vault,
            Sealer sealer,
            TransactionTemplate transaction,
            Clock clock) {
        return new MoveIns(new MoveInStore(jdbc), new ThingStore(jdbc, json), vault, sealer, json, transaction, clock);
    }

    @Bean
    Mover.Here moveInto(
            Roster roster,
            Customers customers,
            Merges merges,
            Interactions interactions,
            Matters matters,
            Promises promises,
            KnownMessages knownMessages,
            Workforce workforce,
            OldMail mail,
            Vault vault) {
        return new Mover.Here(
                roster, customers, merges, interactions, matters, promises, knownMessages, workforce, mail, vault);
    }

    @Bean
    Job movingIn(
            MoveIns moveIns,
            BundlingTemplate jdbc,
            JsonMapper json,
            Mover.Here here,
            Doors doors,
            TransactionTemplate transaction,
            Clock clock) {
        ThingStore things = new ThingStore(jdbc, json);
        MoveInRunner runner = new MoveInRunner(
                moveIns,
                new MoveInStore(jdbc),
                things,
                new Mover(things, here, transaction),
                new MailboxReader(here.mail(), doors),
                here.vault(),
                transaction,
                clock);
        return new Job("movein", Duration.ofMillis(500), runner::run);
    }
}
