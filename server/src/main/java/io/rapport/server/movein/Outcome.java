package io.rapport.server.movein;

import java.util.List;

/// What became of one thread.
///
/// @param known messages that had been taken before
record Outcome(int people, int matters, int messages, int notes, int promises, int known, List<Refusal> refusals) {

    /// @param what its place in the source
    record Refusal(String what, String reason) {}

    static Outcome known(int messages) {
        return new Outcome(0, 0, 0, 0, 0, messages, List.of());
    }

    /// The same, and something of it was not taken.
    Outcome and(String what, String reason) {
        return new Outcome(people, matters, messages, notes, promises, known, List.of(new Refusal(what, reason)));
    }

    static Outcome refused(String what, String reason) {
        return new Outcome(0, 0, 0, 0, 0, 0, List.of(new Refusal(what, reason)));
    }
}
