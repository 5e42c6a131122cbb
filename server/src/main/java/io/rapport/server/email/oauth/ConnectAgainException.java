package io.rapport.server.email.oauth;

import java.io.IOException;

/// Only an administrator's consent helps. The message is a sentence that says so, for the door's health.
public final class ConnectAgainException extends IOException {
    ConnectAgainException(String sentence) {
        super(sentence);
    }
}
