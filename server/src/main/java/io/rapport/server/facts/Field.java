package io.rapport.server.facts;

import java.util.List;

/// A field that administrators defined.
///
/// @param key by which imports and programs name it: small letters, digits, underscores
/// @param choices of a `CHOICE`, as they are shown
/// @param required asked for on the page as long as it is empty
/// @param retired no longer shown; what was written in it is kept
public record Field(
        long id,
        About about,
        String key,
        String name,
        FieldKind kind,
        List<String> choices,
        boolean required,
        SeenBy seenBy,
        boolean retired) {}
