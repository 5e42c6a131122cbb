package io.rapport.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// How to sign in to a database as one of its roles.
///
/// @param url a JDBC URL without user and password
record Login(String url, String user, String password) {

    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "rapport");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(url, properties);
    }

    /// Without the password, which belongs in no log.
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
