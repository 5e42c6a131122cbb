package io.rapport.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;

/// How much JavaScript travels: all of the desktop's files, those of lazily loaded screens included, and the chat
/// widget, each compressed by gzip at its usual level, out of the program as it is shipped.
final class Bundle {
    private Bundle() {}

    static void run(Bench.Options options) throws Exception {
        double desktop = 0;
        double widget = 0;
        List<String> lines = new ArrayList<>();
        try (JarFile jar =
                new JarFile(options.program().resolve("app/rapport.jar").toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (!name.endsWith(".js")) {
                    continue;
                }
                double kilobytes = gzipped(jar, entry) / 1000.0;
                boolean chat = name.contains("/chat/");
                lines.add(String.format(Locale.ROOT, "%8.1f kB  %s", kilobytes, name));
                if (chat) {
                    widget += kilobytes;
                } else if (name.contains("/assets/")) {
                    desktop += kilobytes;
                }
            }
        }
        lines.stream().sorted().forEach(line -> Bench.say("%s", line));
        if (desktop == 0 || widget == 0) {
            throw new IllegalStateException("the program holds no desktop or no widget");
        }
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"bundle\",\"desktopKilobytes\":%.1f,\"widgetKilobytes\":%.1f}%n",
                desktop,
                widget);
    }

    private static long gzipped(JarFile jar, JarEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = jar.getInputStream(entry);
                GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            in.transferTo(out);
        }
        return bytes.size();
    }
}
