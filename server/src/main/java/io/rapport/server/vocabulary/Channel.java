package io.rapport.server.vocabulary;

/// The ways in which a customer and we can meet.
public enum Channel {
    PHONE,
    VOICEMAIL,
    MAIL,
    FORM,
    CHAT,
    VIDEO,
    POST,
    VOTE,
    SMS
}
