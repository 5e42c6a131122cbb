package io.rapport.media.sdp;

import java.util.List;
import java.util.Optional;

/// One `a=` line.
///
/// @param value empty for a name alone (`a=rtcp-mux`)
public record Attribute(String name, String value) {
    String line() {
        return "a=" + name + (value.isEmpty() ? "" : ":" + value);
    }

    static Optional<String> first(List<Attribute> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }
}
