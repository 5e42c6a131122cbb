package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.SettingsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    Database database(DatabaseSettings settings, DataFolder data) {
        return settings.url().isPresent() ? external(settings) : own(settings, data);
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.pool();
    }

    private static Database external(DatabaseSettings settings) {
        String url = settings.url().orElseThrow();
        String user = settings.user().orElseThrow(() -> new SettingsException("rapport.database.url needs rapport.database.user."));
        Database.Access application = new Database.Access(url, user, settings.password().orElse(""));
        Database.Access owner = settings.ownerUser()
                .map(name -> new Database.Access(url, name, settings.ownerPassword().orElse("")))
                .orElse(application);
        return Database.open(Optional.empty(), owner, application, settings.connections());
    }

    private static Database own(DatabaseSettings settings, DataFolder data) {
        Path binaries = PostgresBinaries.in(data.path().resolve("programs"));
        String ownerPassword = data.password("database-owner");
        String applicationPassword = data.password("database-application");
        Optional<String> runAs = EmbeddedPostgres.isRoot() ? Optional.of(settings.runAs()) : Optional.empty();
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                binaries,
                data.path().resolve("pg" + PostgresBinaries.MAJOR),
                new EmbeddedPostgres.Options(ownerPassword, runAs, List.of()));
        try {
            Roles.prepare(postgres, applicationPassword);
            return Database.open(
                    Optional.of(postgres),
                    new Database.Access(postgres.url(Roles.DATABASE), EmbeddedPostgres.OWNER, ownerPassword),
                    new Database.Access(postgres.url(Roles.DATABASE), Roles.APPLICATION, applicationPassword),
                    settings.connections());
        } catch (SQLException failure) {
            postgres.close();
            throw new SettingsException("The database could not be prepared: " + failure.getMessage());
        } catch (RuntimeException failure) {
            postgres.close();
            throw failure;
        }
    }
}
