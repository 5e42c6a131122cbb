package io.rapport.server.standing;

/// By what a standing promise is judged. Each counts something: hours, minutes, hand-overs.
enum Rule {
    /// A person answers within so many working hours of the team, from the arrival to the answer that left.
    ANSWERED_WITHIN(1, 500),
    /// A call that was promised comes in the window that was promised first, unless they chose another.
    /// Counts nothing.
    CALLED_IN_WINDOW(0, 0),
    /// Of an outage longer than so many hours, everybody whom it touched is called within a day of that,
    /// and credited.
    OUTAGE_MADE_GOOD(1, 500),
    /// A matter goes from one of us to another so many times at the most.
    HANDED_OVER_AT_MOST(0, 20),
    /// Whoever hung up before we answered is called back within so many minutes in which the team works.
    CALLED_BACK_WITHIN(1, 10_000);

    private final int least;
    private final int most;

    Rule(int least, int most) {
        this.least = least;
        this.most = most;
    }

    boolean counts(int number) {
        return least <= number && number <= most;
    }
}
