package io.rapport.server.wishes;

import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class WishesConfiguration {

    @Bean
    WishStore wishStore(BundlingTemplate jdbc, JsonMapper json) {
        return new WishStore(jdbc, json);
    }

    @Bean
    Wishes wishes(WishStore store, Merges merges) {
        return new Wishes(store, merges);
    }
}
