package io.rapport.server.imports;

import io.rapport.server.vocabulary.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became, or would become, of a line.
///
/// @param customer whom it made or is about
/// @param before what it replaced, and what stands there now, by `NAME` or `FIELD:7`: one of each in a list of two
/// @param points addresses that it added, by number
/// @param ids numbers of other systems that it added, as system and value
record Outcome(
        int line,
        Kind kind,
        Optional<CustomerId> customer,
        Map<String, List<String>> before,
        List<Long> points,
        List<List<String>> ids,
        Optional<Line.Wrong> wrong) {

    enum Kind {
        MADE,
        JOINED,
        /// Known, and nothing to write.
        SAME,
        REFUSED
    }

    static Outcome refused(int line, Line.Wrong wrong) {
        return new Outcome(line, Kind.REFUSED, Optional.empty(), Map.of(), List.of(), List.of(), Optional.of(wrong));
    }

    static Outcome made(int line, Optional<CustomerId> customer) {
        return new Outcome(line, Kind.MADE, customer, Map.of(), List.of(), List.of(), Optional.empty());
    }
}
