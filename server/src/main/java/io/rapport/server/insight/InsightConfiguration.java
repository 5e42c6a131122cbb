package io.rapport.server.insight;

import io.rapport.server.reason.Reasons;
import io.rapport.server.timer.Job;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InsightConfiguration {
    /// What is stale is read from the rows themselves meanwhile, which is exact and slower.
    private static final Duration COUNTED = Duration.ofSeconds(3);

    @Bean
    FigureCells figureCells(JdbcTemplate jdbc, TransactionTemplate transaction) {
        return new FigureCells(new NamedParameterJdbcTemplate(jdbc), transaction);
    }

    @Bean
    Figures figures(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            FigureCells cells,
            Workforce workforce,
            Reasons reasons,
            Clock clock) {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        FigureStore store = new FigureStore(new NamedParameterJdbcTemplate(jdbc), cells);
        return new Figures(store, snapshot, workforce, reasons, clock);
    }

    @Bean
    Job countFigures(FigureCells cells, Figures figures) {
        return new Job("insight-count", COUNTED, () -> cells.refresh(figures.zone()));
    }

    @Bean
    BenchmarkStore benchmarkStore(JdbcTemplate jdbc) {
        return new BenchmarkStore(jdbc);
    }
}
