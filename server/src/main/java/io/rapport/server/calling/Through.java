package io.rapport.server.calling;

/// How somebody said that we may call.
public enum Through {
    SURVEY,
    /// The page behind a receipt's link.
    RECEIPT,
    /// The company's own site: form or chat.
    PAGE,
    /// The page behind a link in a mail about a call that did not come about.
    MAIL,
    CHAT,
    /// They rang, and hung up or left a message.
    CALL,
    /// One of us was told.
    AGENT
}
