package io.rapport.server.email.spam;

/// What a spam filter says of one mail.
sealed interface Judgement {

    /// @param why a line for those who review junk
    record Junk(String why) implements Judgement {}

    record Fine() implements Judgement {}

    /// It could not be asked, or answered nothing that we understand.
    record Unknown(String why) implements Judgement {}
}
