package io.rapport.server.insight;

/// "Had to say it again": of those who answered that question, who had to tell us once more what they had
/// told us already, as a share. Less is better.
final class SaidAgain {
    static final Definition DEFINITION =
            Definition.share(Source.ASKS, Sampled.ANSWERED + " and again is not null", "again");

    private SaidAgain() {}
}
