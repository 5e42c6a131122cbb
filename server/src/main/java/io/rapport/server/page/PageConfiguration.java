package io.rapport.server.page;

import io.rapport.server.access.Accounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    Company company(Accounts accounts) {
        return new Company(accounts);
    }
}
