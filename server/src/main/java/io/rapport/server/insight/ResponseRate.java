package io.rapport.server.insight;

/// The response rate: confirmed votes of all questions that were delivered, as a share. Never of those that
/// were opened: what opens a mail is a machine as often as a person.
final class ResponseRate {
    static final Definition DEFINITION = Definition.share(Source.ASKS, Sampled.ASKED, "answer is not null");

    private ResponseRate() {}
}
