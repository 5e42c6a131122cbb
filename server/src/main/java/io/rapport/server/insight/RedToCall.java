package io.rapport.server.insight;

/// From a red face to the first call about it, in seconds: within which time half of them were called, and
/// nine of ten. Who was not called is in no time, and is counted beside it.
final class RedToCall {
    static final Definition DEFINITION = Definition.time(Source.RED_FACES, "seconds is not null");

    static final Definition NOT_CALLED = Definition.count(Source.RED_FACES, "seconds is null");

    private RedToCall() {}
}
