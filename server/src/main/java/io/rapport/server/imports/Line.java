package io.rapport.server.imports;

import io.rapport.server.facts.ExternalId;
import io.rapport.server.vocabulary.ContactPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one line says of a person, each part as it would be kept; or why it can't be taken.
///
/// @param number of the line in its file
/// @param facts by the number of the field
/// @param wrong what is wrong with it: nothing of it is taken then
record Line(
        int number,
        String name,
        Optional<String> organisation,
        Optional<String> place,
        Optional<String> language,
        Optional<String> bestTime,
        List<ContactPoint> points,
        List<ExternalId> ids,
        Map<Long, String> facts,
        Optional<Wrong> wrong) {

    /// @param header of the column; empty: the line as a whole
    /// @param reason never with words of the line, so that the report tells nobody's secrets
    record Wrong(String header, String reason) {}

    Line refused(String header, String reason) {
        return new Line(
                number,
                name,
                organisation,
                place,
                language,
                bestTime,
                points,
                ids,
                facts,
                Optional.of(new Wrong(header, reason)));
    }
}
