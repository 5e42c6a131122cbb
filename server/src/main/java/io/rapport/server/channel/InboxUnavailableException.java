package io.rapport.server.channel;

/// An arrival could not be kept now; the far side should try again later (SMTP `451`, HTTP `503`).
public final class InboxUnavailableException extends RuntimeException {
    public InboxUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
