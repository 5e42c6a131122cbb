package io.rapport.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/// The migrated database and its pool.
public final class Database implements AutoCloseable {
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(5);

    private final Optional<EmbeddedPostgres> own;
    private final HikariDataSource pool;

    private Database(Optional<EmbeddedPostgres> own, HikariDataSource pool) {
        this.own = own;
        this.pool = pool;
    }

    /// How to reach a database.
    record Access(String url, String user, String password) {}

    static Database open(Optional<EmbeddedPostgres> own, Access owner, Access application, int connections) {
        migrate(owner);
        HikariConfig config = new HikariConfig();
        config.setPoolName("rapport");
        config.setJdbcUrl(application.url());
        config.setUsername(application.user());
        config.setPassword(application.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setIdleTimeout(Duration.ofMinutes(2).toMillis());
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.addDataSourceProperty("prepareThreshold", "2");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "90");
        config.addDataSourceProperty("ApplicationName", "rapport");
        return new Database(own, new HikariDataSource(config));
    }

    static void migrate(Access owner) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    HikariDataSource pool() {
        return pool;
    }

    /// Where it is, for people: "our own, on port 41234" or the URL.
    public String whereItIs() {
        return own.map(postgres -> "our own, on port " + postgres.port()).orElse(pool.getJdbcUrl());
    }

    @Override
    public void close() {
        pool.close();
        own.ifPresent(EmbeddedPostgres::close);
    }
}
