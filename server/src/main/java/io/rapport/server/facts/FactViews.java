package io.rapport.server.facts;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts as pages show them: the fields that somebody may see, with what stands in them.
final class FactViews {
    private FactViews() {}

    record FactView(
            String field,
            String key,
            String name,
            FieldKind kind,
            List<String> choices,
            boolean required,
            @Nullable String value) {}

    static List<FactView> of(Fields fields, About about, Map<Long, String> values, Principal caller) {
        return fields.of(about).stream()
                .filter(field -> field.seenBy().includes(caller))
                .map(field -> new FactView(
                        Long.toString(field.id()),
                        field.key(),
                        field.name(),
                        field.kind(),
                        field.choices(),
                        field.required(),
                        values.get(field.id())))
                .toList();
    }
}
