package io.rapport.server.welcome;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WelcomeConfiguration {

    @Bean
    Welcome welcome(Accounts accounts, WebSettings web) {
        return new Welcome(accounts, web, System.out);
    }
}
