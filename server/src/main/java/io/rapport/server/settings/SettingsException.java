package io.rapport.server.settings;

/// The installation can't start as it is configured. The message is for its operator: what is wrong, and what to do.
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
