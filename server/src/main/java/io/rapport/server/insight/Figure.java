package io.rapport.server.insight;

/// All figures. What each is stands in a file of its own.
enum Figure {
    RESPONSE(ResponseRate.DEFINITION),
    HAPPINESS(Happiness.DEFINITION),
    CSAT(Csat.DEFINITION),
    NPS(Nps.DEFINITION),
    SAID_AGAIN(SaidAgain.DEFINITION),
    FACE_AFTER(FaceAfter.DEFINITION),
    WINDOW_KEPT(WindowKept.DEFINITION),
    REACHED(Reached.DEFINITION),
    REACHED_FIRST(ReachedFirst.DEFINITION),
    WARNED_IN_TIME(WarnedInTime.DEFINITION),
    SOLVED_BY_CALL(SolvedByCall.DEFINITION),
    RED_TO_CALL(RedToCall.DEFINITION),
    RED_NOT_CALLED(RedToCall.NOT_CALLED),
    EXCLUDED(Apart.EXCLUDED),
    UNCONFIRMED(Apart.UNCONFIRMED),
    BY_HAND(Apart.BY_HAND),
    SIGNATURE(Apart.SIGNATURE);

    /// Below so many answers no slice is held against another.
    static final int COMPARABLE = 30;

    /// Below so many answers agents do not see their team's.
    static final int SHOWN_TO_AGENTS = 5;

    private final Definition definition;

    Figure(Definition definition) {
        this.definition = definition;
    }

    Definition definition() {
        return definition;
    }

    /// Whether it is of what customers answered, so that those who were silent could still change it.
    boolean isOfAnswers() {
        return this == HAPPINESS || this == CSAT || this == NPS || this == SAID_AGAIN;
    }
}
