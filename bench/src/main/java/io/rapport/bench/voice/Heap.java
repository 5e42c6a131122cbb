package io.rapport.bench.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What another JVM holds in its heap, after a full collection.
///
/// @param bytes by class
record Heap(Map<String, Long> bytes) {

    static Heap of(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Map<String, Long> bytes = new HashMap<>();
        said.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 4 && words[0].matches("\\d+:"))
                .forEach(words -> bytes.merge(words[3], Long.parseLong(words[2]), Long::sum));
        if (bytes.isEmpty()) {
            throw new IOException(
                    "jcmd counted nothing: " + said.lines().limit(3).toList());
        }
        return new Heap(bytes);
    }

    long live() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The classes that have grown most since, for one of so many calls.
    String grown(Heap since, int calls) {
        Map<String, Long> more = new HashMap<>();
        bytes.forEach((name, now) -> more.put(name, (now - since.bytes().getOrDefault(name, 0L)) / calls));
        return more.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(6)
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
