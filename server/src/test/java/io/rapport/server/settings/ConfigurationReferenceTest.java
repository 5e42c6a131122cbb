package io.rapport.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.unit.DataSize;

/// Keeps `packaging/configuration.md` true: it is written from the settings records and their documentation.
@Tag("boundaries")
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("../packaging/configuration.md");
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+)\\s+(.*?)(?=@param |$)", Pattern.DOTALL);

    private static final String HEAD = """
            # Configuration

            Every key that Rapport understands; any other key under `rapport.` stops the start. A key is set as an
            argument (`./rapport up --rapport.database.connections=20`), as an environment variable
            (`RAPPORT_DATABASE_CONNECTIONS=20`), or in `application.yaml` in the data folder; passwords belong there, because
            arguments are visible to every user of the machine. Times
            are written `500ms`, `30s`, `10m`, `2h`; sizes `128KB`, `35MB`.

            This page is written from the settings records by a test, which fails when it is stale.
            """;

    @Test
    void every_key_is_in_the_reference_with_its_default_and_reason() throws Exception {
        String expected = write();
        Path fresh = Files.writeString(Path.of("target/configuration.md"), expected);
        assertThat(Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "")
                .as(
                        "packaging/configuration.md is stale; copy %s over it",
                        fresh.toAbsolutePath().normalize())
                .isEqualTo(expected);
    }

    private static String write() throws Exception {
        var text = new StringBuilder(HEAD);
        for (var settings : settings().entrySet()) {
            text.append("\n## ").append(settings.getKey()).append("\n\n");
            text.append("| key | default | kind | what for |\n|---|---|---|---|\n");
            for (Row row : rows(settings.getKey(), settings.getValue())) {
                text.append("| `%s` | %s | %s | %s |\n".formatted(row.key, row.initial, row.kind, row.reason));
            }
        }
        return text.toString();
    }

    private record Row(String key, String initial, String kind, String reason) {}

    private static Map<String, Class<?>> settings() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var found = new TreeMap<String, Class<?>>();
        for (var candidate : scanner.findCandidateComponents("io.rapport.server")) {
            Class<?> type = Class.forName(candidate.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            if (type.isRecord() && prefix.startsWith("rapport") && type.getEnclosingClass() == null) {
                found.put(prefix, type);
            }
        }
        return found;
    }

    private static List<Row> rows(String prefix, Class<?> record) throws IOException {
        Map<String, String> reasons = reasons(record);
        var rows = new ArrayList<Row>();
        for (RecordComponent component : record.getRecordComponents()) {
            String key = prefix + "." + dashed(component.getName());
            if (component.getType().isRecord()) {
                rows.addAll(rows(key, component.getType()));
                continue;
            }
            String reason = reasons.get(component.getName());
            if (reason == null) {
                throw new AssertionError(
                        "what %s is for must stand as @param %s of %s".formatted(key, component.getName(), record));
            }
            rows.add(new Row(key, initial(component), kind(component.getType()), reason));
        }
        return rows;
    }

    private static String initial(RecordComponent component) {
        // The annotation's target is the parameter of the canonical constructor.
        for (var parameter :
                component.getDeclaringRecord().getDeclaredConstructors()[0].getParameters()) {
            var value = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(component.getName()) && value != null && value.value().length > 0) {
                return "`" + String.join(",", value.value()) + "`";
            }
        }
        return "none";
    }

    private static String kind(Class<?> type) {
        if (type == Duration.class) {
            return "time";
        } else if (type == DataSize.class) {
            return "size";
        } else if (type == Path.class) {
            return "path";
        } else if (type == boolean.class) {
            return "true, false";
        } else if (type.isPrimitive()) {
            return "number";
        } else if (type.isEnum()) {
            return List.of(type.getEnumConstants()).stream()
                    .map(Object::toString)
                    .reduce((one, other) -> one + ", " + other)
                    .orElseThrow();
        } else if (Collection.class.isAssignableFrom(type)) {
            return "list";
        }
        return type == Optional.class || type == String.class ? "text" : type.getSimpleName();
    }

    /// From the comment above the record in its source.
    private static Map<String, String> reasons(Class<?> record) throws IOException {
        Class<?> outermost = record.getNestHost();
        String source =
                Files.readString(Path.of("src/main/java", outermost.getName().replace('.', '/') + ".java"));
        int declaration = source.indexOf("record " + record.getSimpleName() + "(");
        String[] above = source.substring(0, declaration).split("\n");
        var comment = new ArrayList<String>();
        for (int line = above.length - 1; line >= 0; line--) {
            String text = above[line].strip();
            if (text.startsWith("///")) {
                comment.addFirst(text.substring(3).strip());
            } else if (!comment.isEmpty()) {
                break;
            }
        }
        var reasons = new LinkedHashMap<String, String>();
        Matcher parameter = PARAMETER.matcher(String.join(" ", comment));
        while (parameter.find()) {
            reasons.put(parameter.group(1), parameter.group(2).strip().replace("|", "\\|"));
        }
        return reasons;
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
