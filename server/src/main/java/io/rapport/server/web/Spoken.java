package io.rapport.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// What the server says when something can't be done, in the language of whoever asks. Code says it in English; the
/// other languages stand in `spoken/`, a sentence and its translation, with `{}` for what is put in.
public final class Spoken {
    private static final Spoken SPANISH = read("/spoken/refusals.es.txt");

    private final Map<String, String> whole = new HashMap<>();
    private final List<Filled> filled = new ArrayList<>();

    private record Filled(Pattern english, String theirs, int letters) {}

    private Spoken(Stream<String> lines) {
        String english = "";
        for (String line : lines.toList()) {
            if (line.startsWith("  ")) {
                add(english, line.strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                english = line;
            }
        }
        // What says most is meant first.
        filled.sort(Comparator.comparingInt(Filled::letters).reversed());
    }

    private static Spoken read(String resource) {
        try (InputStream in = Spoken.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new Spoken(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void add(String english, String theirs) {
        if (!english.contains("{}")) {
            whole.put(english, theirs);
            return;
        }
        String pattern =
                Stream.of(english.split("\\{}", -1)).map(Pattern::quote).collect(Collectors.joining("(.*?)"));
        filled.add(new Filled(Pattern.compile(pattern, Pattern.DOTALL), theirs, english.length()));
    }

    /// The sentence in the language of the request that this thread answers; as it is where we have no other.
    public static String say(String sentence) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked)) {
            return sentence;
        }
        return in(Language.of(asked.getRequest().getHeader(HttpHeaders.ACCEPT_LANGUAGE)), sentence);
    }

    static String in(Language language, String sentence) {
        return language == Language.ES ? SPANISH.translated(sentence) : sentence;
    }

    private String translated(String sentence) {
        String known = whole.get(sentence);
        if (known != null) {
            return known;
        }
        for (Filled one : filled) {
            Matcher matcher = one.english().matcher(sentence);
            if (matcher.matches()) {
                return with(one.theirs(), matcher);
            }
        }
        return sentence;
    }

    private static String with(String theirs, Matcher matcher) {
        String[] pieces = theirs.split("\\{}", -1);
        StringBuilder said = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            said.append(matcher.group(i)).append(pieces[i]);
        }
        return said.toString();
    }
}
