package io.rapport.server.insight;

/// NPS: promoters (9 and 10) less detractors (0 to 6) of all answers from 0 to 10, in points:
/// [NetPromoter].
final class Nps {
    static final Definition DEFINITION =
            Definition.score(Source.ASKS, Sampled.ANSWERED + " and question = 'NPS'", "answer >= 9", "answer <= 6");

    private Nps() {}
}
