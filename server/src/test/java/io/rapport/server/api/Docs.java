package io.rapport.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the sources say about a method, a type, and a record's parts: the `///` lines that stand before them.
final class Docs {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern PART = Pattern.compile("@param (\\w+) (.*)");
    private static final Map<Class<?>, List<String>> LINES = new ConcurrentHashMap<>();

    private Docs() {}

    /// Of the first method with this name that has a mapping; the routes of one class have names of their own.
    static Optional<String> of(Method method) {
        Pattern begin = Pattern.compile(".*[\\s>\\]]" + method.getName() + "\\(.*");
        List<String> lines = lines(method.getDeclaringClass());
        for (int i = 0; i < lines.size(); i++) {
            if (begin.matcher(lines.get(i)).matches() && lines.get(i).startsWith("    ") && mapped(lines, i)) {
                return before(lines, i).stream()
                        .filter(words -> !words.startsWith("@"))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    /// Of a type, its words first, then one line for each `@param`.
    static List<String> of(Class<?> type) {
        Pattern begin = Pattern.compile(".*\\b(record|enum|interface|class) " + type.getSimpleName() + "\\b.*");
        List<String> lines = lines(type);
        for (int i = 0; i < lines.size(); i++) {
            if (begin.matcher(lines.get(i)).matches() && !lines.get(i).strip().startsWith("//")) {
                return before(lines, i);
            }
        }
        return List.of();
    }

    /// What is said about one part of a record.
    static Optional<String> of(Class<?> type, String part) {
        return of(type).stream()
                .map(PART::matcher)
                .filter(Matcher::matches)
                .filter(found -> found.group(1).equals(part))
                .map(found -> found.group(2))
                .findFirst();
    }

    private static boolean mapped(List<String> lines, int at) {
        for (int i = at - 1; i >= 0 && lines.get(i).startsWith("    @"); i--) {
            if (lines.get(i).contains("Mapping")) {
                return true;
            }
        }
        return false;
    }

    /// Whole sentences and whole `@param`s, without the marks of code and links.
    private static List<String> before(List<String> lines, int at) {
        int from = at;
        while (from > 0 && lines.get(from - 1).strip().matches("(@|///).*")) {
            from--;
        }
        List<String> parts = new ArrayList<>(List.of(""));
        for (String line : lines.subList(from, at)) {
            if (line.strip().startsWith("///")) {
                String words = line.strip().substring(3).strip();
                if (words.startsWith("@")) {
                    parts.add(words);
                } else {
                    parts.set(parts.size() - 1, (parts.getLast() + " " + words).strip());
                }
            }
        }
        return parts.stream()
                .map(part -> part.replaceAll("\\[#?(\\w+)]", "$1").strip())
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static List<String> lines(Class<?> type) {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        return LINES.computeIfAbsent(outer, file -> {
            try {
                return Files.readAllLines(SOURCES.resolve(file.getName().replace('.', '/') + ".java"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }
}
