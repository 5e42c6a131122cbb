package io.rapport.bench;

import io.rapport.outside.mail.Dovecot;
import io.rapport.outside.mail.ImapClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Every `250`, and every mail of a mailbox, has exactly one fate, whatever is killed: the JVM, PostgreSQL, both, at
/// random moments (seeded). Mails come by SMTP from senders who try again what was not acknowledged, and hand one in
/// fifty in twice as if the `250` had been cut off; and from a back-log that lies in a Dovecot's mailbox. Among
/// them are families and offices behind one address, forwarded mails, and mails that say to be a proven customer
/// without being proven.
final class Crash {
    private static final int CONNECTIONS = 8;
    private static final Duration BACK_LOG_LIMIT = Duration.ofMinutes(4);
    private static final String MAILBOX = "backlog";

    private Crash() {}

    static void run(Bench.Options options) throws Exception {
        int mails = options.by(2_500, 10_000, 30_000);
        int backLog = mails / 10;
        int kills = options.by(6, 16, 50);
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        Random random = new Random(options.seed());
        try (Dovecot dovecot = new Dovecot();
                Installation installation = new Installation(options.program(), Installation.BEHIND_OUR_RELAY)) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            Letters letters = new Letters(options.seed(), options.material());
            try (Connection database = installation.database()) {
                households(database, letters);
            }
            List<Letters.Letter> proven = letters.provenOnes(options.by(50, 100, 200));
            Sending first = new Sending(installation.smtp(), proven);
            first.run(CONNECTIONS);
            List<Letters.Letter> box = Intake.write(letters, backLog);
            fill(dovecot, box);
            openMailbox(installation, dovecot);
            List<Letters.Letter> load = Intake.write(letters, mails - backLog - proven.size());
            Bench.say(
                    "%d mails by SMTP, %d in a mailbox, %d kills (seed %d)",
                    load.size(), backLog, kills, options.seed());
            Sending sending = new Sending(installation.smtp(), load, 50);
            Thread senders = Thread.ofPlatform().daemon().start(() -> {
                try {
                    sending.run(CONNECTIONS);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            int[] killed = kill(installation, sending, kills, random);
            senders.join();
            // More mail for a mailbox whose reader has just lost its database, and is not started anew.
            installation.killDatabase();
            killed[1]++;
            List<Letters.Letter> late = Intake.write(letters, 20);
            fill(dovecot, late);
            List<Letters.Letter> all = new ArrayList<>(proven);
            all.addAll(box);
            all.addAll(load);
            all.addAll(late);
            Set<Integer> owed = ConcurrentHashMap.newKeySet();
            owed.addAll(first.acknowledged().keySet());
            owed.addAll(sending.acknowledged().keySet());
            box.forEach(letter -> owed.add(letter.id()));
            late.forEach(letter -> owed.add(letter.id()));
            Ledger ledger = settled(installation, owed, all);
            Bench.say("%s", ledger);
            sending.refused().entrySet().stream().limit(5).forEach(e -> Bench.say("  refused %s", e));
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"crash\",\"mails\":%d,\"acknowledged\":%d,\"backLog\":%d,\"lost\":%d,"
                            + "\"duplicated\":%d,\"wrongCustomer\":%d,\"withoutOneFate\":%d,\"refused\":%d,\"spoofed\":%d,"
                            + "\"sentTwice\":%d,\"kills\":%d,\"killsOfServer\":%d,\"killsOfDatabase\":%d,"
                            + "\"killsOfBoth\":%d,\"seed\":%d}%n",
                    mails + late.size(),
                    first.acknowledged().size() + sending.acknowledged().size(),
                    backLog + late.size(),
                    ledger.lost(),
                    ledger.duplicated(),
                    ledger.wrongCustomer(),
                    ledger.withoutOneFate(),
                    sending.refused().size(),
                    all.stream().filter(l -> l.person().startsWith("claims ")).count(),
                    sending.sentTwice(),
                    killed[0] + killed[1] + killed[2],
                    killed[0],
                    killed[1],
                    killed[2],
                    options.seed());
        }
    }

    /// Kills at random moments; the first three are one of each kind.
    private static int[] kill(Installation installation, Sending sending, int kills, Random random) throws Exception {
        List<String> names = List.of("the server", "the database", "both");
        int[] killed = new int[names.size()];
        for (int i = 0; i < kills; i++) {
            TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(2_500));
            int victim = i < names.size() ? i : random.nextInt(names.size());
            int acknowledged = sending.acknowledged().size();
            if (victim != 0) {
                installation.killDatabase();
            }
            String again = "";
            if (victim != 1) {
                installation.killServer();
                long launched = System.nanoTime();
                installation.launch();
                again = String.format(
                        Locale.ROOT,
                        "; ready again after %.1f s",
                        installation.awaitReady(launched, Duration.ofMinutes(3)));
            }
            killed[victim]++;
            Bench.say("%d acknowledged; killed %s%s", acknowledged, names.get(victim), again);
        }
        return killed;
    }

    /// Families: one address with two customers, told apart by the name that a mail gives.
    private static void households(Connection database, Letters letters) throws SQLException {
        try (PreparedStatement link = database.prepareStatement("""
                with p as (insert into contact_point (kind, value) values ('EMAIL', ?)
                           on conflict (kind, value) do update set value = excluded.value returning id),
                     c as (insert into customer (name, home_team, created)
                           select ?, min(id), now() from team returning id)
                insert into customer_contact_point (contact_point, customer, proof, since)
                select p.id, c.id, 'SEEN', now() from p, c
                """)) {
            for (Letters.Relative relative : letters.relatives()) {
                link.setString(1, relative.address());
                link.setString(2, relative.name());
                link.executeUpdate();
            }
        }
    }

    private static void fill(Dovecot dovecot, List<Letters.Letter> letters) throws Exception {
        try (ImapClient mailbox = new ImapClient(dovecot.port(), MAILBOX, Dovecot.PASSWORD)) {
            for (Letters.Letter letter : letters) {
                mailbox.put(letter.bytes());
            }
        }
    }

    private static void openMailbox(Installation installation, Dovecot dovecot) throws Exception {
        DeskClient admin = new DeskClient(installation.url(), "admin@" + Letters.DOMAIN);
        admin.post("/api/admin/doors", """
                {"channel":"MAIL","name":"Back-log","address":"backlog@%s","enabled":true,"intake":"IMAP",
                 "imap":{"host":"127.0.0.1","port":%d,"security":"NONE","signIn":"PASSWORD","user":"%s","password":"%s"}}
                """.formatted(Letters.DOMAIN, dovecot.port(), MAILBOX, Dovecot.PASSWORD));
    }

    /// Counts when nothing is owed any more, or the time is up.
    private static Ledger settled(Installation installation, Set<Integer> owed, List<Letters.Letter> letters)
            throws Exception {
        long until = System.nanoTime() + BACK_LOG_LIMIT.toNanos();
        int missing = 0;
        while (true) {
            try (Connection database = installation.database()) {
                Ledger ledger = Ledger.read(database, owed, letters);
                if (ledger.lost() == 0 || System.nanoTime() > until) {
                    return ledger;
                }
                if (ledger.lost() != missing) {
                    missing = ledger.lost();
                    Bench.say("%d still missing", missing);
                }
            } catch (SQLException recovering) {
                if (System.nanoTime() > until) {
                    throw recovering;
                }
            }
            TimeUnit.SECONDS.sleep(5);
        }
    }
}
