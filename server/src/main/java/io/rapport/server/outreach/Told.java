package io.rapport.server.outreach;

/// How somebody was told.
public enum Told {
    MAIL,
    SMS,
    CHAT,
    CALL
}
