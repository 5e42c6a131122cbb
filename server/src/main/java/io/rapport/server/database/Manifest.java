package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Properties;

/// What a back-up says about itself. Written last, so that a folder without it is no back-up.
///
/// @param at               when it was complete
/// @param major            of the PostgreSQL that wrote the data
/// @param systemIdentifier of its cluster
/// @param masterKey        by which the right key is recognised, not the key; `none` if the installation had none
/// @param files            how many it holds besides this one
/// @param bytes            of all of them
record Manifest(Instant at, int major, long systemIdentifier, String masterKey, long files, long bytes) {
    private static final String NAME = "back-up.properties";

    static Manifest of(Path folder, Instant at, int major, long systemIdentifier, DataFolder data) {
        long[] sums = new long[2];
        FileTree.walk(folder, path -> {
            if (Files.isRegularFile(path) && !path.equals(folder.resolve(NAME))) {
                sums[0]++;
                sums[1] += path.toFile().length();
            }
        });
        return new Manifest(at, major, systemIdentifier, fingerprint(data), sums[0], sums[1]);
    }

    static Manifest read(Path folder) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(NAME))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "%s is no complete back-up: it has no %s.".formatted(folder, NAME),
                    "Name the folder that './rapport backup' wrote to its end.",
                    e);
        }
        return new Manifest(
                Instant.parse(properties.getProperty("at")),
                Integer.parseInt(properties.getProperty("major")),
                Long.parseLong(properties.getProperty("system-identifier")),
                properties.getProperty("master-key"),
                Long.parseLong(properties.getProperty("files")),
                Long.parseLong(properties.getProperty("bytes")));
    }

    void write(Path folder) {
        var properties = new Properties();
        properties.setProperty("at", at.toString());
        properties.setProperty("major", String.valueOf(major));
        properties.setProperty("system-identifier", String.valueOf(systemIdentifier));
        properties.setProperty("master-key", masterKey);
        properties.setProperty("files", String.valueOf(files));
        properties.setProperty("bytes", String.valueOf(bytes));
        var text = new StringWriter();
        try {
            properties.store(text, "A back-up of Rapport. The master key is not in it.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FileTree.write(folder.resolve(NAME), text.toString());
    }

    /// Half of a hash over the key, which is random: nothing about the key can be learned from it.
    static String fingerprint(DataFolder data) {
        Path key = data.path().resolve("secrets/master-key");
        if (!Files.exists(key)) {
            return "none";
        }
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update("rapport master key fingerprint".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(key)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + key, e);
        }
    }
}
