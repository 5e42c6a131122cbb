package io.rapport.server.movein;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads parts of foreign objects, whatever stands there.
final class Json {
    private static final int MAX_FILES = 30;

    private Json() {}

    /// A text or a number as text; the empty string for what is neither.
    static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
    }

    static boolean flag(JsonNode object, String name) {
        return object.path(name).isBoolean() && object.path(name).booleanValue();
    }

    /// A moment: ISO 8601, or seconds since 1970.
    static Optional<Instant> moment(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isNumber() ? seconds(value.asDouble()) : moment(text(object, name));
    }

    private static Optional<Instant> seconds(double value) {
        return value > 0 && value < 4_102_444_800d
                ? Optional.of(Instant.ofEpochMilli((long) (value * 1000)))
                : Optional.empty();
    }

    /// ISO 8601; without an offset it is taken as UTC.
    static Optional<Instant> moment(String text) {
        String iso =
                text.strip().replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T").replaceFirst(" UTC$", "Z");
        if (iso.length() < 10 || iso.length() > 40) {
            return Optional.empty();
        }
        try {
            return plausible(OffsetDateTime.parse(iso).toInstant());
        } catch (DateTimeException noOffset) {
            try {
                String whole = iso.length() == 10 ? iso + "T00:00" : iso;
                return plausible(LocalDateTime.parse(whole).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException nonsense) {
                return Optional.empty();
            }
        }
    }

    private static Optional<Instant> plausible(Instant at) {
        return at.isAfter(Instant.EPOCH) ? Optional.of(at) : Optional.empty();
    }

    /// Names of files that are listed under a name.
    static List<String> files(JsonNode object, String list, String name) {
        List<String> names = new ArrayList<>();
        for (JsonNode file : object.path(list)) {
            String called = text(file, name);
            if (!called.isBlank() && names.size() < MAX_FILES) {
                names.add(called.length() > 200 ? called.substring(0, 200) : called);
            }
        }
        return names;
    }

    static String joined(String one, String other) {
        return (one.strip() + " " + other.strip()).strip();
    }
}
