package io.rapport.bench;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// Every `250` has exactly one fate, whatever is killed: the JVM, PostgreSQL, both, at random moments (seeded).
final class Crash {
    private static final int CONNECTIONS = 8;

    private Crash() {}

    static void run(Bench.Options options) throws Exception {
        int mails = options.by(2_500, 10_000, 30_000);
        int kills = options.by(4, 12, 40);
        Random random = new Random(options.seed());
        try (Installation installation = new Installation(options.program())) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            Letters letters = new Letters(options.seed(), options.material());
            List<Letters.Letter> load = Intake.write(letters, mails);
            Sending sending = new Sending(installation.smtp(), load);
            Thread senders = Thread.ofPlatform().start(() -> {
                try {
                    sending.run(CONNECTIONS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            int killed = 0;
            while (killed < kills && senders.isAlive()) {
                TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2_500));
                int victim = random.nextInt(3);
                if (victim != 0) {
                    installation.killDatabase();
                }
                if (victim != 1) {
                    installation.killServer();
                    long again = System.nanoTime();
                    installation.launch();
                    double seconds = installation.awaitReady(again, Duration.ofMinutes(3));
                    Bench.say(
                            "%d acknowledged; killed %s; ready again after %.1f s",
                            sending.acknowledged().size(), victim == 0 ? "the server" : "both", seconds);
                } else {
                    Bench.say(
                            "%d acknowledged; killed the database",
                            sending.acknowledged().size());
                }
                killed++;
            }
            senders.join();
            try (Connection database = installation.database()) {
                Ledger ledger = Ledger.read(database, sending.acknowledged().keySet(), load);
                Bench.say("%s", ledger);
                sending.refused().entrySet().stream().limit(5).forEach(e -> Bench.say("  refused %s", e));
                System.out.printf(
                        Locale.ROOT,
                        "{\"benchmark\":\"crash\",\"acknowledged\":%d,\"lost\":%d,\"duplicated\":%d,\"wrongCustomer\":%d,"
                                + "\"withoutOneFate\":%d,\"refused\":%d,\"kills\":%d,\"seed\":%d}%n",
                        sending.acknowledged().size(),
                        ledger.lost(),
                        ledger.duplicated(),
                        ledger.wrongCustomer(),
                        ledger.withoutOneFate(),
                        sending.refused().size(),
                        killed,
                        options.seed());
            }
        }
    }
}
