package io.rapport.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.rapport.server.settings.DataFolder;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    Database database(DatabaseSettings settings, DataFolder data) {
        return settings.url() == null
                ? EmbeddedPostgres.start(
                        data, ServerUser.choose(settings.runAs()), new Disk(data.path(), settings.minimumFree()))
                : ExternalPostgres.of(settings);
    }

    /// Handed out with the schema up to date. Closed before the database, on which it depends.
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Database database, DatabaseSettings settings) {
        Migrations.run(database);
        return pool(database.application(), settings.connections(), settings.connectionTimeout());
    }

    /// Takes the place of the framework's own template.
    @Bean
    BundlingTemplate jdbcTemplate(HikariDataSource dataSource) {
        return new BundlingTemplate(dataSource);
    }

    static HikariDataSource pool(Login login, int connections, Duration connectionTimeout) {
        var pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connections);
        // Each idle connection is a process of several megabytes.
        pool.setMinimumIdle(Math.min(connections, 4));
        pool.setConnectionTimeout(connectionTimeout.toMillis());
        pool.setValidationTimeout(Math.min(1000, connectionTimeout.toMillis()));
        pool.addDataSourceProperty("ApplicationName", "rapport");
        pool.addDataSourceProperty("prepareThreshold", "3");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", "5");
        // Longer than the server's own limits, which answer with a reason.
        pool.addDataSourceProperty("socketTimeout", "60");
        return new HikariDataSource(pool);
    }
}
