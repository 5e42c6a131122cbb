package io.rapport.server.database;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which database to use.
///
/// @param url of a PostgreSQL of your own, 17 or newer (`jdbc:postgresql://host/name`), in a cluster of its own;
///     empty: ours, in the data folder
/// @param user the application's role there
/// @param password of that role
/// @param ownerUser the role that owns the tables and migrates them; empty: the same as `user`
/// @param ownerPassword of that role
/// @param connections how many connections the application holds at the most; beyond them callers wait, then are
///     told to come again
/// @param runAs the system user that our own PostgreSQL runs as when Rapport itself runs as root (tests, containers)
@ConfigurationProperties("rapport.database")
record DatabaseSettings(
        Optional<String> url,
        Optional<String> user,
        Optional<String> password,
        Optional<String> ownerUser,
        Optional<String> ownerPassword,
        @DefaultValue("12") int connections,
        @DefaultValue("nobody") String runAs) {}
