package io.rapport.server.channel;

/// A pointer from an arrival to something earlier. Only a hint: a match that would cross customers is refused.
public sealed interface Hint {

    /// Our own signed token, found in an address or a Message-ID we made.
    record Token(String value) implements Hint {}

    /// A Message-ID it says to answer or to refer to, without angle brackets.
    record MessageId(String value) implements Hint {}
}
