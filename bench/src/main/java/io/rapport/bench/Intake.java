package io.rapport.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Mails a second, durably: from the first byte to the last `250`, with 8 connections.
final class Intake {
    private static final int CONNECTIONS = 8;

    private Intake() {}

    static void run(Bench.Options options) throws Exception {
        int mails = options.by(4_000, 10_000, 50_000);
        Path program = options.program();
        try (Installation installation = new Installation(program)) {
            long launched = System.nanoTime();
            installation.launch();
            Bench.say("ready after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
            Letters letters = new Letters(options.seed(), options.material());
            List<Letters.Letter> warm = write(letters, 600);
            new Sending(installation.smtp(), warm).run(CONNECTIONS);
            List<Letters.Letter> load = write(letters, mails);
            Bench.say("%d mails (seed %d, %d odd ones at hand) ...", mails, options.seed(), letters.oddOnes());
            Sending sending = new Sending(installation.smtp(), load);
            Consumed before = installation.consumed();
            double ownBefore = Consumed.of(ProcessHandle.current().pid());
            double seconds = sending.run(CONNECTIONS);
            Consumed used = installation.consumed().since(before);
            double own = Consumed.of(ProcessHandle.current().pid()) - ownBefore;
            Bench.say(
                    "%-16s server %.2f, database %.2f, load %.2f",
                    "CPU ms a mail", 1000 * used.server() / mails, 1000 * used.database() / mails, 1000 * own / mails);
            try (Connection database = installation.database()) {
                Ledger ledger = Ledger.read(database, sending.acknowledged().keySet(), load);
                double perSecond = sending.acknowledged().size() / seconds;
                Bench.say("%-16s %d", "acknowledged", sending.acknowledged().size());
                Bench.say("%-16s %d", "refused", sending.refused().size());
                sending.refused().entrySet().stream().limit(5).forEach(e -> Bench.say("  %s", e));
                Bench.say("%-16s %.1f", "seconds", seconds);
                Bench.say("%-16s %.0f", "mails a second", perSecond);
                Bench.say("%-16s %s", "ledger", ledger);
                System.out.printf(
                        Locale.ROOT,
                        "{\"benchmark\":\"intake\",\"mails\":%d,\"lost\":%d,\"duplicated\":%d,\"wrongCustomer\":%d,"
                                + "\"withoutOneFate\":%d,\"refused\":%d,\"perSecond\":%.1f,\"seed\":%d}%n",
                        mails,
                        ledger.lost(),
                        ledger.duplicated(),
                        ledger.wrongCustomer(),
                        ledger.withoutOneFate(),
                        sending.refused().size(),
                        perSecond,
                        options.seed());
            }
        }
    }

    static List<Letters.Letter> write(Letters letters, int count) {
        List<Letters.Letter> load = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            load.add(letters.next());
        }
        return load;
    }
}
