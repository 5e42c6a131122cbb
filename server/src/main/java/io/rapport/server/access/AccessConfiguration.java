package io.rapport.server.access;

import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.WebSettings;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class AccessConfiguration {

    /// Everything from ourselves; what people wrote is only ever shown in a frame without scripts.
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:;"
            + " style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'self'";

    @Bean
    Sessions sessions(JdbcClient jdbc, Clock clock) {
        return new Sessions(new SessionStore(jdbc), clock);
    }

    @Bean
    SecondFactors secondFactors(
            JdbcClient jdbc, Sealer sealer, Sessions sessions, TransactionTemplate transaction, Clock clock) {
        return new SecondFactors(new SecondFactorStore(jdbc), sealer, sessions, transaction, clock);
    }

    @Bean
    ApiTokens apiTokens(JdbcClient jdbc, Clock clock) {
        return new ApiTokens(new ApiTokenStore(jdbc), clock);
    }

    @Bean
    Passkeys passkeys(JdbcClient jdbc, Sessions sessions, WebSettings web, Clock clock) {
        return new Passkeys(new PasskeyStore(jdbc), sessions, web.publicUrl(), clock);
    }

    @Bean
    AuditStore auditStore(JdbcClient jdbc) {
        return new AuditStore(jdbc);
    }

    @Bean
    Accounts accounts(
            JdbcClient jdbc,
            Sessions sessions,
            SecondFactors secondFactors,
            Passkeys passkeys,
            TransactionTemplate transaction,
            Clock clock) {
        // Argon2id, 16 MiB, 2 passes (OWASP password storage, 2025): about 50 ms here.
        var passwords = new Argon2PasswordEncoder(16, 32, 1, 1 << 14, 2);
        return new Accounts(new AccountStore(jdbc), sessions, secondFactors, passkeys, passwords, transaction, clock);
    }

    @Bean
    Job sweepSessions(Sessions sessions) {
        return new Job("access-sweep-sessions", Duration.ofHours(1), sessions::sweep);
    }

    /// Keeps Spring from inventing a user with a password in the log: our accounts sign in by [Accounts] alone.
    @Bean
    UserDetailsService noOtherUsers() {
        return name -> {
            throw new UsernameNotFoundException(name);
        };
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, Sessions sessions, ApiTokens tokens) {
        return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // The session's own token is checked by SessionFilter, without a second cookie.
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .anonymous(anonymous -> {})
                .addFilterAfter(new SessionFilter(sessions, tokens), SecurityContextHolderFilter.class)
                .headers(headers -> headers.contentSecurityPolicy(p -> p.policyDirectives(CONTENT_SECURITY_POLICY))
                        // Forms may stand in other sites' frames; they say themselves which of them.
                        .frameOptions(f -> f.disable())
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                request -> !request.getRequestURI().startsWith("/form/"),
                                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.SAMEORIGIN)))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER)))
                // Each route names its permission by annotation; a test sees to it that none forgets.
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, failure) -> {
                    response.setStatus(401);
                    response.setContentType("application/problem+json");
                    response.getWriter()
                            .write("{\"type\":\"about:blank\",\"title\":\"Not signed in\",\"status\":401,"
                                    + "\"code\":\"sign-in\",\"detail\":\"Please sign in.\"}");
                }))
                .build();
    }
}
