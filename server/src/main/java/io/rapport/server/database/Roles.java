package io.rapport.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Makes the application's role and the database in the embedded cluster, and keeps them as described here.
final class Roles {
    static final String OWNER = "rapport_owner";
    static final String APPLICATION = "rapport_app";
    static final String DATABASE = "rapport";

    /// What keeps a bug of ours from holding locks or connections for ever.
    private static final String LIMITS = """
            alter role rapport_app set idle_in_transaction_session_timeout = '2s';
            alter role rapport_app set transaction_timeout = '30s';
            alter role rapport_app set statement_timeout = '30s';
            alter role rapport_app set lock_timeout = '10s'
            """;

    private static final String PRIVILEGES = """
            alter default privileges in schema public grant select, insert, update, delete on tables to %1$s;
            alter default privileges in schema public grant usage on sequences to %1$s
            """;

    private Roles() {}

    /// Idempotent, and quick the second time.
    static void ensure(Login superuser, String applicationPassword) throws SQLException {
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select from pg_roles where rolname = ?", APPLICATION)) {
                statement.execute("create role rapport_app login");
            }
            statement.execute("alter role rapport_app password '%s'".formatted(quoted(applicationPassword)));
            statement.execute(LIMITS);
            if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
                statement.execute("create database " + DATABASE);
                statement.execute("revoke all on database rapport from public");
                statement.execute("grant connect on database rapport to rapport_app");
            }
        }
    }

    /// What the owner makes from now on, the application may read and write. To be said before the first migration;
    /// not repeated over existing tables, because some are insert-only for the application.
    static void grantFutureTables(Login owner, String application) throws SQLException {
        if (owner.user().equals(application)) {
            return;
        }
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(PRIVILEGES.formatted('"' + application.replace("\"", "\"\"") + '"'));
        }
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(String value) {
        return value.replace("'", "''");
    }
}
