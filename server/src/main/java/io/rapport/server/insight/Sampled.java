package io.rapport.server.insight;

/// Who was asked by chance or by a plan, and could answer: everybody of a lot or of a campaign whom the
/// question reached. Whom one of us picked, who answered below a mail, or who is asked again, is counted
/// apart: those are not like everybody. Our own people and networks are left out (as is their question).
final class Sampled {
    /// A condition on a row of [Source#ASKS].
    static final String ASKED = "how in ('LOT', 'CAMPAIGN') and delivered and excluded is null";

    /// The same, and they answered.
    static final String ANSWERED = ASKED + " and answer is not null";

    private Sampled() {}
}
