package io.rapport.server.movein;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
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
    private static final int MAX_DEPTH = 60;
    private static final int MAX_TEXT = 16 << 20;

    /// Under which an answer of an API holds its list.
    private static final Set<String> LISTS = Set.of(
            "tickets",
            "ticket_articles",
            "articles",
            "users",
            "organizations",
            "comments",
            "conversations",
            "contacts",
            "messages",
            "payload",
            "data");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                    .build())
            .build();

    private ExportFile() {}

    /// Takes one object.
    interface Taker {
        /// @param path of its file in the archive; else the empty string
        /// @param parent the object whose list it stood in, if that says more than the list
        void take(String path, JsonNode object, @Nullable JsonNode parent);
    }

    static void read(InputStream file, Thing.Sink sink, Taker taker) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            unzip(in, sink, taker);
        } else {
            objects("", bounded(in, MAX_UNPACKED), taker);
        }
    }

    private static Bounded bounded(InputStream in, long whole) {
        return new Bounded(
                in,
                whole,
                MAX_OBJECT,
                "It is larger than it may be: at most 2 GB unpacked, and at most 32 MB in one piece.");
    }

    private static void unzip(InputStream in, Thing.Sink sink, Taker taker) throws IOException {
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
                if (name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
                    objects(path, one, taker);
                } else if (!entry.isDirectory()) {
                    sink.refuse("file " + entries + " of the archive", "It is no JSON.");
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

    private static void objects(String path, Bounded in, Taker taker) {
        try (JsonParser parser = JSON.createParser(in)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    // Its elements follow as if they stood alone.
                    continue;
                }
                if (token == JsonToken.START_OBJECT) {
                    in.next();
                    JsonNode object = parser.readValueAsTree();
                    unwrap(path, object, taker);
                }
            }
        } catch (JacksonException broken) {
            throw new UnreadableException("It is no JSON that can be read"
                    + (path.isEmpty() ? "" : ", in one of the archive's files") + ": line "
                    + (broken.getLocation() == null ? "?" : broken.getLocation().getLineNr()) + ".");
        }
    }

    private static void unwrap(String path, JsonNode object, Taker taker) {
        if (object.has("id")) {
            taker.take(path, object, null);
            return;
        }
        for (String list : LISTS) {
            JsonNode held = object.path(list);
            if (held.isArray()) {
                held.forEach(one -> taker.take(path, one, object));
            } else if (held.isObject() && !held.has("id")) {
                unwrap(path, held, taker);
            }
        }
    }
}
