package io.rapport.server.insight;

/// CSAT: fours and fives of all answers from 1 to 5, as a share (the "top two boxes").
final class Csat {
    static final Definition DEFINITION =
            Definition.share(Source.ASKS, Sampled.ANSWERED + " and question = 'CSAT'", "answer >= 4");

    private Csat() {}
}
