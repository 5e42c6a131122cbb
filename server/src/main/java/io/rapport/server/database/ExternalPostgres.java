package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL that somebody else runs.
record ExternalPostgres(Login owner, Login application) implements Database {

    static ExternalPostgres of(DatabaseSettings settings) {
        String url = required(settings.url(), "url");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefusedException(
                    "rapport.database.url is not a PostgreSQL address.",
                    "Write it as jdbc:postgresql://host:5432/rapport, without user and password.");
        }
        var application = new Login(url, required(settings.user(), "user"), required(settings.password(), "password"));
        String ownerUser = settings.ownerUser();
        return ownerUser == null
                ? new ExternalPostgres(application, application)
                : new ExternalPostgres(
                        new Login(url, ownerUser, required(settings.ownerPassword(), "owner-password")), application);
    }

    private static String required(@Nullable String value, String key) {
        if (value == null || value.isBlank()) {
            throw new StartRefusedException(
                    "An external database is configured, but rapport.database.%s is missing.".formatted(key),
                    "Set rapport.database.%s, or remove rapport.database.url to use the embedded PostgreSQL."
                            .formatted(key));
        }
        return value;
    }

    @Override
    public void close() {
        // Not ours to stop.
    }
}
