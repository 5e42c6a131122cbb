package io.rapport.media.quality;

/// What can be wrong with a call whose signalling is well. What each means, and from when on, says
/// [FaultRules].
public enum Fault {
    /// All are there, and nobody hears anything.
    DEAD_AIR(Kind.DEAD_AIR),
    /// Nothing comes from this party any more, or ever, though others can be heard.
    NOTHING_COMES(Kind.ONE_WAY),
    /// What comes from this party is silence to the last bit, while another speaks to them.
    ONLY_SILENCE(Kind.ONE_WAY),
    /// This party's end reports that nothing of what we send arrives there.
    NOTHING_ARRIVES(Kind.ONE_WAY),
    /// Two sources speak at once as this party (RFC 3550 section 8.2); the second one is not passed on.
    TWO_SOURCES(Kind.WRONG_PARTY),
    /// Sound comes to this party's port from an address that is not theirs; it is not passed on.
    STRANGER(Kind.WRONG_PARTY),
    /// Packets come in this party's place that were not made with their key; they are not passed on.
    UNPROVEN(Kind.WRONG_PARTY),
    /// This party's end sends back what it hears: a loop.
    LOOP(Kind.WRONG_PARTY),
    /// Sound was on its way to this party from somebody with whom they are not in a room: our own fault; it
    /// was stopped.
    ASTRAY(Kind.WRONG_PARTY);

    /// The three things that users call it.
    public enum Kind {
        DEAD_AIR,
        ONE_WAY,
        WRONG_PARTY
    }

    private final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
