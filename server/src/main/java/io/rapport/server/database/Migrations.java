package io.rapport.server.database;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/// Brings the schema up to date as its owner, before anybody else gets a connection.
final class Migrations {
    private Migrations() {}

    static void run(Database database) {
        try {
            Roles.grantFutureTables(database.owner(), database.application().user());
        } catch (SQLException e) {
            throw new IllegalStateException("Can't prepare the schema of " + database.owner(), e);
        }
        Login owner = database.owner();
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:migration")
                .failOnMissingLocations(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }
}
