package io.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Mails a second, durably: from the first byte to the last `250`, over as many connections as Postfix opens to one
/// destination by itself; and the same kind of load given to Request Tracker's gateway by as many posters, afterwards,
/// on
/// the same machine. Over a few connections as well.
final class Intake {
    /// Postfix's `default_destination_concurrency_limit`.
    static final int CONNECTIONS = 20;

    private static final int FEW_CONNECTIONS = 8;

    private static final int LOT = 2_000;
    private static final int LOTS_WITHOUT_GAIN = 4;
    private static final int MOST_WARMING = 50_000;

    private Intake() {}

    static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        Ours ours = ours(options);
        Optional<Theirs> theirs = theirs(options);
        Bench.say(
                "%-16s %.0f mails a second, %.0f over %d connections",
                "Rapport", ours.perSecond(), ours.perSecondOfFew(), FEW_CONNECTIONS);
        theirs.ifPresent(peer -> Bench.say(
                "%-16s %.2f mails a second, %d of %d lost, %d refused",
                "Request Tracker", peer.perSecond(), peer.lost(), peer.mails(), peer.refused()));
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"intake\",\"mails\":%d,\"lost\":%d,\"duplicated\":%d,\"wrongCustomer\":%d,"
                        + "\"withoutOneFate\":%d,\"refused\":%d,\"perSecond\":%.1f,\"perSecondOf%d\":%.1f,"
                        + "\"peerPerSecond\":%s,\"peerMails\":%s,\"peerLost\":%s,\"ratio\":%s,\"seed\":%d}%n",
                ours.mails(),
                ours.ledger().lost(),
                ours.ledger().duplicated(),
                ours.ledger().wrongCustomer(),
                ours.ledger().withoutOneFate(),
                ours.refused(),
                ours.perSecond(),
                FEW_CONNECTIONS,
                ours.perSecondOfFew(),
                theirs.map(peer -> "%.2f".formatted(peer.perSecond())).orElse("null"),
                theirs.map(peer -> "" + peer.mails()).orElse("null"),
                theirs.map(peer -> "" + peer.lost()).orElse("null"),
                theirs.map(peer -> "%.1f".formatted(ours.perSecond() / peer.perSecond()))
                        .orElse("null"),
                options.seed());
    }

    private record Ours(int mails, int refused, double perSecond, double perSecondOfFew, Ledger ledger) {}

    private static Ours ours(Bench.Options options) throws Exception {
        int mails = options.by(4_000, 10_000, 50_000);
        try (Installation installation = new Installation(options.program())) {
            long launched = System.nanoTime();
            installation.launch();
            Bench.say("ready after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
            Letters letters = new Letters(options.seed(), options.material());
            int warming = warm(installation, letters);
            List<Letters.Letter> load = write(letters, mails);
            Bench.say(
                    "%d mails after %d to warm up (seed %d, %d odd ones at hand) ...",
                    mails, warming, options.seed(), letters.oddOnes());
            Sending sending = new Sending(installation.smtp(), load);
            Consumed before = installation.consumed();
            double ownBefore = Consumed.of(ProcessHandle.current().pid());
            double seconds = sending.run(CONNECTIONS);
            Consumed used = installation.consumed().since(before);
            double own = Consumed.of(ProcessHandle.current().pid()) - ownBefore;
            List<Letters.Letter> more = write(letters, mails / 2);
            Sending few = new Sending(installation.smtp(), more);
            double secondsOfFew = few.run(FEW_CONNECTIONS);
            try (Connection database = installation.database()) {
                List<Letters.Letter> all = new ArrayList<>(load);
                all.addAll(more);
                Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
                acknowledged.addAll(sending.acknowledged().keySet());
                acknowledged.addAll(few.acknowledged().keySet());
                Ledger ledger = Ledger.read(database, acknowledged, all);
                Bench.say(
                        "%-16s %d in %.1f s",
                        "acknowledged", sending.acknowledged().size(), seconds);
                sending.refused().entrySet().stream().limit(5).forEach(e -> Bench.say("  refused %s", e));
                Bench.say(
                        "%-16s server %.2f, database %.2f, load %.2f",
                        "CPU ms a mail",
                        1000 * used.server() / mails,
                        1000 * used.database() / mails,
                        1000 * own / mails);
                Bench.say("%-16s %s", "ledger", ledger);
                return new Ours(
                        mails,
                        sending.refused().size() + few.refused().size(),
                        sending.acknowledged().size() / seconds,
                        few.acknowledged().size() / secondsOfFew,
                        ledger);
            }
        }
    }

    /// Sends until it gets no faster: the JVM compiles what is used as it goes.
    ///
    /// @return how many mails that took
    private static int warm(Installation installation, Letters letters) throws InterruptedException {
        double best = 0;
        int sent = 0;
        for (int idle = 0; idle < LOTS_WITHOUT_GAIN && sent < MOST_WARMING; sent += LOT) {
            double perSecond = LOT / new Sending(installation.smtp(), write(letters, LOT)).run(CONNECTIONS);
            idle = perSecond > 1.03 * best ? 0 : idle + 1;
            best = Math.max(best, perSecond);
        }
        return sent;
    }

    private record Theirs(int mails, int lost, int refused, double perSecond) {}

    /// Empty where it can't be had; then no ratio is claimed.
    private static Optional<Theirs> theirs(Bench.Options options) throws Exception {
        Optional<String> missing = RequestTracker.missing();
        if (missing.isPresent()) {
            Bench.say("Without a peer: this machine lacks %s.", missing.get());
            return Optional.empty();
        }
        Bench.say("setting up Request Tracker ...");
        try (RequestTracker peer = new RequestTracker()) {
            Letters letters = new Letters(options.seed(), options.material());
            post(peer, write(letters, 60));
            List<Letters.Letter> load = write(letters, options.by(400, 1_000, 1_000));
            Bench.say("%d mails to Request Tracker, %d posters ...", load.size(), CONNECTIONS);
            long begun = System.nanoTime();
            Set<Integer> acknowledged = post(peer, load);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Set<Integer> kept = peer.kept();
            int lost =
                    (int) acknowledged.stream().filter(id -> !kept.contains(id)).count();
            return Optional.of(
                    new Theirs(load.size(), lost, load.size() - acknowledged.size(), acknowledged.size() / seconds));
        }
    }

    /// Numbers of those it says it has.
    private static Set<Integer> post(RequestTracker peer, List<Letters.Letter> letters) throws InterruptedException {
        Queue<Letters.Letter> waiting = new ConcurrentLinkedQueue<>(letters);
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            posters.add(Thread.ofPlatform().start(() -> {
                for (Letters.Letter next = waiting.poll(); next != null; next = waiting.poll()) {
                    try {
                        if (peer.post(next.bytes())) {
                            acknowledged.add(next.id());
                        }
                    } catch (IOException refused) {
                        // Counted as refused: it was not acknowledged.
                    } catch (InterruptedException stopped) {
                        return;
                    }
                }
            }));
        }
        for (Thread poster : posters) {
            poster.join();
        }
        return acknowledged;
    }

    static List<Letters.Letter> write(Letters letters, int count) {
        List<Letters.Letter> load = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            load.add(letters.next());
        }
        return load;
    }
}
