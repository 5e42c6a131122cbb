package io.rapport.server.openid;

import io.rapport.server.access.Accounts;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class OpenIdConfiguration {

    @Bean
    ProviderStore providerStore(JdbcTemplate jdbc, Sealer sealer) {
        return new ProviderStore(jdbc, sealer);
    }

    @Bean
    ProviderClient providerClient() {
        return new ProviderClient();
    }

    @Bean
    Published published(ProviderClient client, Clock clock) {
        return new Published(client, clock);
    }

    @Bean
    ProviderSignIn providerSignIn(
            ProviderStore store,
            ProviderClient client,
            Published published,
            Accounts accounts,
            Workforce workforce,
            Sealer sealer,
            TransactionTemplate transaction,
            WebSettings web,
            Clock clock) {
        var linking = new Linking(store, accounts, workforce, transaction);
        return new ProviderSignIn(
                store, published, client, linking, accounts, sealer, web.publicUrl() + ProviderSignIn.CALLBACK, clock);
    }
}
