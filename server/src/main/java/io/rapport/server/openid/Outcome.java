package io.rapport.server.openid;

/// What became of a sign-in by the provider, for the page that the browser comes back to.
enum Outcome {
    WELCOME,
    /// No provider is set up, or it is switched off.
    CLOSED,
    /// The person said no at the provider.
    DECLINED,
    /// Not begun in this browser, or too long ago.
    STALE,
    /// The provider does not answer.
    AWAY,
    /// The provider answers, and refuses us or the code: what is set up may be wrong.
    REFUSED,
    /// What it signed is not to be believed.
    NOT_BELIEVED,
    /// It does not say, or does not vouch for, the name by which people sign in here.
    UNVERIFIED,
    /// Nobody here signs in with this name.
    UNKNOWN,
    /// The account belongs to somebody else at this provider.
    TAKEN,
    /// The account is switched off here.
    DISABLED,
    /// A code of the second step is needed now.
    CODE,
    /// Only the passkey of this account opens it.
    PASSKEY
}
