package io.rapport.server.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Which PostgreSQL is used, and how hard.
///
/// @param url               a JDBC URL of an external PostgreSQL; without it the embedded one runs in the data folder
/// @param user              who reads and writes rows in the external database
/// @param password          of that user
/// @param ownerUser         who migrates the external database; without it `user` does
/// @param ownerPassword     of the owner
/// @param connections       size of the pool
/// @param connectionTimeout how long a caller waits for a connection before it is told that we are full
/// @param runAs             the system user that the embedded server runs as when Rapport itself runs as root
/// @param minimumFree       free space on the embedded server's disk below which it isn't started and a warning is
///                          logged while it runs
@ConfigurationProperties("rapport.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String ownerUser,
        @Nullable String ownerPassword,
        @DefaultValue("12") int connections,
        @DefaultValue("3s") Duration connectionTimeout,
        @DefaultValue("nobody") String runAs,
        @DefaultValue("256MB") DataSize minimumFree) {

    DatabaseSettings {
        if (connections < 2 || connections > 500) {
            throw new IllegalArgumentException("rapport.database.connections must be 2 to 500, not " + connections);
        }
    }
}
