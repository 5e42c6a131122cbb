package io.rapport.server.desk;

/// Why an agent's browser speaks up. The desktop has the words.
enum Notice {
    /// A promise of a colleague runs late and this agent was chosen to help.
    HELP,
    /// A promise of the team is about to be late, told to its lead.
    ABOUT_TO_BE_LATE,
    HANDED_OVER,
    WROTE_AGAIN,
    ANSWERED_YOU,
    /// Named in a note.
    MENTIONED,
    /// The customer wrote before a reply that waits had left.
    REPLY_HELD,
    /// The customer said how it was.
    VOTED,
    /// Named in a question to the team room.
    ASKED_YOU,
    ROOM_ANSWERED
}
