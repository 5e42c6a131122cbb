package io.rapport.server.database;

/// A running PostgreSQL and the two roles in which we use it.
sealed interface Database extends AutoCloseable permits EmbeddedPostgres, ExternalPostgres {

    /// Migrates and backs up.
    Login owner();

    /// Reads and writes rows; no superuser.
    Login application();

    @Override
    void close();
}
