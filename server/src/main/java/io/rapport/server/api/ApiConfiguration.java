package io.rapport.server.api;

import io.rapport.server.access.ApiTokens;
import io.rapport.server.access.Sessions;
import io.rapport.server.journal.Feed;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
    /// Behind Spring Security's filters, which know the caller.
    private static final int AFTER_SECURITY = 0;
    /// Behind the interceptor that denies.
    private static final int AFTER_PERMISSIONS = 10;

    @Bean
    Keys keys(JdbcClient jdbc, Sealer sealer, Clock clock) {
        return new Keys(new KeyStore(jdbc), sealer, clock);
    }

    @Bean
    FilterRegistrationBean<KeyFilter> keyFilter(Keys keys) {
        FilterRegistrationBean<KeyFilter> registration = new FilterRegistrationBean<>(new KeyFilter(keys));
        registration.addUrlPatterns("/api/*");
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    WebMvcConfigurer keyInterceptor(Keys keys) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KeyInterceptor(keys)).order(AFTER_PERMISSIONS);
            }
        };
    }

    @Bean
    EventStreams eventStreams(Feed feed, Sessions sessions, ApiTokens tokens) {
        EventStreams streams = new EventStreams(feed, sessions, tokens);
        sessions.onEnded(_ -> streams.look());
        tokens.onRemoved(_ -> streams.look());
        return streams;
    }

    @Bean
    Job sweepKeys(Keys keys) {
        return new Job("api-sweep-keys", Duration.ofHours(1), keys::sweep);
    }
}
