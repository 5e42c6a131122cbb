package io.rapport.server.feedback;

import java.util.List;
import java.util.stream.IntStream;

/// What can be answered to a survey, as a number, and what an answer means.
public enum Scale {
    /// Four faces: 4 gold, 3 green, 2 amber, 1 red.
    FACES(1, 4),
    /// How satisfied, 1 to 5.
    CSAT(1, 5),
    /// How likely they would recommend us, 0 to 10.
    NPS(0, 10);

    private final int least;
    private final int most;

    Scale(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /// All answers in the order in which they are shown: faces from gold to red, numbers from least to most.
    public List<Integer> answers() {
        return this == FACES
                ? List.of(4, 3, 2, 1)
                : IntStream.rangeClosed(least, most).boxed().toList();
    }

    /// The answers that have a word of their own; of NPS only both ends.
    public List<Integer> worded() {
        return this == NPS ? List.of(least, most) : answers();
    }

    public boolean holds(int answer) {
        return answer >= least && answer <= most;
    }

    /// Whether somebody who answers so is answered in writing, also when they said no word: red and amber, 1 to 3,
    /// 0 to 8.
    public boolean isLow(int answer) {
        return switch (this) {
            case FACES -> answer <= 2;
            case CSAT -> answer <= 3;
            case NPS -> answer <= 8;
        };
    }

    /// Whether two scales ask the same of a person, so that one counts for the other's rest.
    boolean rests(Scale other) {
        return (this == NPS) == (other == NPS);
    }
}
