package io.rapport.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Mails keep coming while the disk of the installation is full, then there is room again: each mail is put off with a
/// clear answer until it is kept, and what was acknowledged before, meanwhile and afterwards is there.
///
/// The disk is a file system in memory, mounted for this run alone; only root may do that.
final class Disk {
    private static final int MEGABYTES = 900;
    private static final Duration TOO_LONG = Duration.ofMinutes(3);

    private Disk() {}

    static void run(Bench.Options options) throws Exception {
        int mails = options.by(1_500, 5_000, 20_000);
        Path disk = Files.createTempDirectory(Path.of("/var/tmp"), "rapport-disk");
        command("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m,mode=0755", "tmpfs", disk.toString());
        try {
            Path folder = Files.createDirectory(disk.resolve("installation"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (Installation installation = new Installation(options.program(), folder)) {
                measure(options, mails, disk.resolve("ballast"), installation);
            }
        } finally {
            command("umount", disk.toString());
            Files.delete(disk);
        }
    }

    private static void measure(Bench.Options options, int mails, Path ballast, Installation installation)
            throws Exception {
        long launched = System.nanoTime();
        installation.launch();
        Bench.say("ready after %.1f s on a disk of %d MB", installation.awaitReady(launched, TOO_LONG), MEGABYTES);
        List<Letters.Letter> load = Intake.write(new Letters(options.seed(), options.material()), mails);
        Sending sending = new Sending(installation.smtp(), load);
        Thread senders = Thread.ofPlatform().start(() -> {
            try {
                sending.run(8);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        await(() -> sending.acknowledged().size() >= mails / 4, "a quarter of the mails was not taken");
        fill(ballast);
        int before = sending.acknowledged().size();
        await(() -> sending.putOff().values().stream().anyMatch(n -> n > 20), "nobody noticed that the disk is full");
        int whileFull = sending.acknowledged().size() - before;
        boolean answers = answers(installation);
        TimeUnit.SECONDS.sleep(options.by(5, 20, 60));
        Files.delete(ballast);
        long room = System.nanoTime();
        int then = sending.acknowledged().size();
        await(() -> sending.acknowledged().size() > then, "no mail was taken when there was room again");
        double again = (System.nanoTime() - room) / 1e9;
        senders.join();
        Map<String, Integer> putOff = new TreeMap<>(sending.putOff());
        putOff.forEach((answer, times) -> Bench.say("%6d times  %s", times, answer));
        Bench.say("%d taken after the disk was filled, from room that was left", whileFull);
        Bench.say("%-16s after %.1f s", "taken again", again);
        try (Connection database = installation.database()) {
            Ledger ledger = Ledger.read(database, sending.acknowledged().keySet(), load);
            Bench.say("%-16s %s", "ledger", ledger);
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"disk\",\"mails\":%d,\"acknowledged\":%d,\"putOff\":%d,\"closed\":%d,"
                            + "\"lost\":%d,\"duplicated\":%d,\"wrongCustomer\":%d,\"withoutOneFate\":%d,"
                            + "\"refusedForGood\":%d,\"pageAnswered\":%b,\"againSeconds\":%.1f,\"seed\":%d}%n",
                    mails,
                    sending.acknowledged().size(),
                    putOff.values().stream().mapToInt(n -> n).sum(),
                    putOff.getOrDefault("closed", 0),
                    ledger.lost(),
                    ledger.duplicated(),
                    ledger.wrongCustomer(),
                    ledger.withoutOneFate(),
                    sending.refused().size(),
                    answers,
                    again,
                    options.seed());
        }
    }

    /// To the last byte.
    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int size = block.length; size > 0; ) {
                try {
                    out.write(block, 0, size);
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
    }

    private static boolean answers(Installation installation) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest page = HttpRequest.newBuilder(URI.create(installation.url() + "/"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return client.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException silent) {
            return false;
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, String otherwise) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begun > TOO_LONG.toNanos()) {
                throw new IllegalStateException(otherwise);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("not possible here: " + String.join(" ", words));
        }
    }
}
