package io.rapport.server.channel;

/// The kinds of [Fate], as they are stored.
public enum FateKind {
    OPENED_MATTER,
    JOINED_MATTER,
    BOUNCE_OF,
    AUTOMATIC_REPLY,
    NEEDS_NO_ANSWER,
    JUNK,
    DISMISSED_JUNK;

    static FateKind of(Fate fate) {
        return switch (fate) {
            case Fate.OpenedMatter _ -> OPENED_MATTER;
            case Fate.JoinedMatter _ -> JOINED_MATTER;
            case Fate.BounceOf _ -> BOUNCE_OF;
            case Fate.AutomaticReply _ -> AUTOMATIC_REPLY;
            case Fate.NeedsNoAnswer _ -> NEEDS_NO_ANSWER;
            case Fate.Junk _ -> JUNK;
        };
    }
}
