package io.rapport.server.outreach;

/// When what comes back says that a list is bad. Pure.
///
/// @param share of what was sent that may come back for good; above it the rest stays here
/// @param atLeast from how many on that is judged
record BounceStop(double share, int atLeast) {

    /// How it stands.
    ///
    /// @param sent what is known of: accepted, refused, come back, unsure
    /// @param back refused for good or come back for good
    /// @param forgiven of those, the ones that somebody has looked at before it went on
    record Standing(int sent, int back, int forgiven) {}

    boolean stops(Standing standing) {
        return standing.sent() >= atLeast && standing.back() - standing.forgiven() > share * standing.sent();
    }

    /// "7.1 % of 140 came back".
    static String words(Standing standing) {
        return String.format(
                java.util.Locale.ROOT,
                "%.1f %% of %d came back",
                100.0 * standing.back() / Math.max(1, standing.sent()),
                standing.sent());
    }
}
