package io.rapport.server.email.oauth;

/// What became of a consent, for the administrator who comes back from the provider.
enum ConsentOutcome {
    CONNECTED,
    /// The person said no, or the provider did.
    DECLINED,
    /// Not begun here, begun too long ago, or used already.
    STALE,
    /// Begun by somebody else, or whoever comes back is signed out.
    NOT_YOURS,
    /// The door was changed or closed in the meantime.
    CHANGED,
    /// The provider gave a token that ends, and none to go on with.
    NOT_LASTING,
    /// The provider did not give tokens for the consent; the door's health says why.
    FAILED
}
