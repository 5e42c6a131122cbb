package io.rapport.server.channel;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// A form's answers as stored JSON.
final class FieldsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FieldsJson() {}

    static Optional<String> write(List<Content.Field> fields) {
        return fields.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(fields));
    }
}
