package io.rapport.server.movein;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The objects of an export, one by one: from a ZIP of JSON, from JSON, or from one object a line. Nothing is ever
/// unpacked to a disk, and memory holds one object at a time.
final class ExportFile {
    /// Bytes that an archive may unpack to, files in it, bytes of one object (a page of an answer is one).
    static final long MAX_UNPACKED = 2L << 30;

    static final int MAX_ENTRIES = 200_000;
    static final long MAX_OBJECT = 32L << 20;
    private static final String JSON_NAME = "(?s).*\\.(json|ndjson|jsonl)";

    /// A Mac packs what it knows of each file beside it, under the file's own name.
    private static final String OF_A_MAC = "(?s)(.*/)?(__macosx/.*|\\._[^/]*)";

    private static final int MAX_DEPTH = 60;
    private static final int MAX_TEXT = 16 << 20;

    /// Under which an answer of an API holds what was asked for, or more answers.
    private static final Set<String> WRAPPERS = Set.of("payload", "data");

    /// Under which some answers hold whole objects by kind and number, beside lists of bare numbers.
    private static final String ASSETS = "assets";

    private static final String USELESS = "Rapport has no use for them.";
    private static final String UNKNOWN = "They are not written as Rapport knows them.";
    private static final String OBJECTS = "objects";

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .build();

    private final Set<String> lists;
    private final Thing.Sink sink;
    private final Taker taker;

    /// @param lists the names under which answers hold what is of use, in the singular and in the plural
    ExportFile(Set<String> lists, Thing.Sink sink, Taker taker) {
        this.lists = lists;
        this.sink = sink;
        this.taker = taker;
    }

    /// Takes one object.
    interface Taker {
        /// @param path of its file in the archive; else the empty string
        /// @return whether it is of a kind that is of use
        boolean take(String path, JsonNode object);
    }

    void read(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            unzip(in);
        } else {
            objects("", "", bounded(in, MAX_UNPACKED));
        }
    }

    private static Bounded bounded(InputStream in, long whole) {
        return new Bounded(
                in,
                whole,
                MAX_OBJECT,
                "It is larger than it may be: at most 2 GB unpacked, and at most 32 MB in one piece.");
    }

    private void unzip(InputStream in) throws IOException {
        long left = MAX_UNPACKED;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new UnreadableException("The archive holds more than " + MAX_ENTRIES + " files.");
                }
                String path = entry.getName();
                if (leaves(path)) {
                    throw new UnreadableException("A file in the archive has a path that leads out of it.");
                }
                Bounded one = bounded(zip, left);
                String name = path.toLowerCase(Locale.ROOT);
                if (name.matches(JSON_NAME) && !name.matches(OF_A_MAC)) {
                    objects(path, ", file " + entries + " of the archive", one);
                } else if (!entry.isDirectory()) {
                    sink.leave("files of the archive that are no JSON", USELESS);
                }
                // What was not looked at counts too: it had to be unpacked to get past it.
                while (one.read(new byte[8192], 0, 8192) >= 0) {
                    one.next();
                }
                left = one.left();
            }
            if (entries == 0) {
                throw new UnreadableException("The archive is damaged, or there is nothing in it.");
            }
        } catch (java.util.zip.ZipException | java.io.EOFException broken) {
            throw new UnreadableException("The archive is damaged.");
        } catch (IllegalArgumentException name) {
            throw new UnreadableException("A file in the archive has a name that can't be read.");
        }
    }

    private static boolean leaves(String path) {
        String plain = path.replace('\\', '/');
        return plain.startsWith("/")
                || plain.matches("^[A-Za-z]:.*")
                || List.of(plain.split("/")).contains("..")
                || plain.indexOf('\0') >= 0;
    }

    private void objects(String path, String where, Bounded in) {
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    // Its elements follow as if they stood alone.
                    continue;
                }
                if (token == JsonToken.START_OBJECT) {
                    in.next();
                    JsonNode object = parser.readValueAsTree();
                    unwrap(path, object);
                }
            }
        } catch (JacksonException broken) {
            throw new UnreadableException("It is no JSON that can be read" + where + ": line "
                    + (broken.getLocation() == null ? "?" : broken.getLocation().getLineNr()) + ".");
        }
    }

    private void unwrap(String path, JsonNode object) {
        if (object.has("id")) {
            take(path, kind(path), object);
            return;
        }
        object.properties().forEach(part -> {
            String name = part.getKey();
            JsonNode held = part.getValue();
            if (held.isArray()) {
                held.forEach(one -> element(path, name, one));
            } else if (name.equals(ASSETS)) {
                held.properties().forEach(kind -> kind.getValue().forEach(one -> element(path, kind.getKey(), one)));
            } else if (held.has("id")) {
                element(path, name, held);
            } else if (held.isObject() && WRAPPERS.contains(name)) {
                unwrap(path, held);
            }
        });
    }

    private void element(String path, String list, JsonNode one) {
        boolean wanted = WRAPPERS.contains(list) || lists.contains(list.toLowerCase(Locale.ROOT));
        if (one.isObject() && wanted) {
            take(path, WRAPPERS.contains(list) ? kind(path) : named(list), one);
        } else if (!wanted && (one.isObject() || one.isString())) {
            sink.leave(named(list), USELESS);
        }
    }

    private void take(String path, String kind, JsonNode object) {
        if (!taker.take(path, object)) {
            sink.leave(kind, lists.contains(kind) ? UNKNOWN : USELESS);
        }
    }

    /// What its file's name, or else its folder's, says that it is: `groups_page2.json`, `ticket_fields/12.json`.
    private static String kind(String path) {
        String[] names = path.split("/");
        for (int n = names.length - 1; n >= 0; n--) {
            String name = names[n].replaceFirst("\\.[A-Za-z]+$", "").replaceFirst("([_-]?page)?[^A-Za-z]*$", "");
            if (!name.isEmpty()) {
                return named(name);
            }
        }
        return OBJECTS;
    }

    private static String named(String name) {
        String plain = name.replaceAll("[_-]+", " ").strip().toLowerCase(Locale.ROOT);
        return plain.matches("[a-z][a-z ]{1,40}") ? plain : OBJECTS;
    }
}
