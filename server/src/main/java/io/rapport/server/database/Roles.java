package io.rapport.server.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The database and the roles in a cluster of our own: the owner migrates, the application only reads and writes.
final class Roles {
    static final String DATABASE = "rapport";
    static final String APPLICATION = "rapport_app";

    private Roles() {}

    static void prepare(EmbeddedPostgres postgres, String applicationPassword) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = '" + APPLICATION + "'")) {
                statement.execute("create role " + APPLICATION + " login password '" + applicationPassword + "'");
            }
            statement.execute("alter role " + APPLICATION + " set idle_in_transaction_session_timeout = '2s'");
            statement.execute("alter role " + APPLICATION + " set transaction_timeout = '60s'");
            statement.execute("alter role " + APPLICATION + " set statement_timeout = '30s'");
            if (!exists(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
        }
        try (Connection connection = postgres.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            grant(statement);
        }
    }

    /// What the owner makes from now on, the application may use. A migration may take some of it away.
    static void grant(Statement statement) throws SQLException {
        statement.execute("alter default privileges in schema public grant select, insert, update, delete on tables to "
                + APPLICATION);
        statement.execute("alter default privileges in schema public grant usage on sequences to " + APPLICATION);
        statement.execute("grant usage on schema public to " + APPLICATION);
    }

    private static boolean exists(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
