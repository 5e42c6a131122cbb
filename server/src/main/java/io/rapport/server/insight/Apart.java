package io.rapport.server.insight;

/// What is counted and is in no score: votes of our own people and networks, pages that were opened without
/// a vote, questions that one of us sent by hand, and votes below our mails.
final class Apart {
    static final Definition EXCLUDED = Definition.count(Source.ASKS, "excluded is not null");
    static final Definition UNCONFIRMED = Definition.count(Source.ASKS, "clicked and answer is null");
    static final Definition BY_HAND =
            Definition.count(Source.ASKS, "how = 'BY_HAND' and answer is not null and excluded is null");
    static final Definition SIGNATURE =
            Definition.count(Source.ASKS, "how = 'SIGNATURE' and answer is not null and excluded is null");

    private Apart() {}
}
