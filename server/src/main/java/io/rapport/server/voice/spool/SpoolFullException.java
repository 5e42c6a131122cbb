package io.rapport.server.voice.spool;

/// As much is kept as may be, or the disk takes no more.
public final class SpoolFullException extends RuntimeException {
    SpoolFullException(String message) {
        super(message);
    }

    SpoolFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
