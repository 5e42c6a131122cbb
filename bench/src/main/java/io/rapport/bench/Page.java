package io.rapport.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How long it takes to open a customer: what the desktop asks for when a person is opened, read to its last byte, by
/// 20 signed-in agents who open random customers, while 20 mails a second come in. Told twice: with each agent opening
/// four pages a second (times count from the moment a page was due, so that a stall is not hidden), and with all of
/// them
/// back to back, which asks for as much as the machine gives.
final class Page {
    private static final int CLIENTS = 20;
    private static final int INTAKE_PER_SECOND = 20;
    private static final int PAGES_PER_SECOND = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private Page() {}

    static void run(Bench.Options options) throws Exception {
        int events = options.by(200_000, 1_000_000, 10_000_000);
        int seconds = options.by(20, 60, 120);
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Installation installation = new Installation(options.program(), Installation.BEHIND_OUR_RELAY)) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            // The database lives on: what is written now, nobody follows.
            installation.killServer();
            Story.Span customers;
            List<String> agents;
            int lines;
            try (Connection database = installation.database()) {
                customers = Story.write(database, events);
                agents = agents(database);
                lines = Story.lines(database);
            }
            long again = System.nanoTime();
            installation.launch();
            Bench.say("ready after %.1f s", installation.awaitReady(again, Duration.ofMinutes(5)));
            List<DeskClient> clients = new ArrayList<>();
            for (String agent : agents) {
                clients.add(new DeskClient(installation.url(), agent));
            }
            Letters letters = new Letters(options.seed(), options.material());
            List<Letters.Letter> load = Intake.write(letters, 2_000);
            try (Pace intake = new Pace(
                    installation.smtp(),
                    INTAKE_PER_SECOND,
                    Integer.MAX_VALUE,
                    n -> mail(load.get(n % load.size()), n))) {
                // A server that has just started is not what agents work at all day.
                open(clients, customers, options.seed(), WARM_UP, PAGES_PER_SECOND);
                int before = intake.acknowledged().size();
                long measured = System.nanoTime();
                List<Double> paced =
                        open(clients, customers, options.seed() + 1, Duration.ofSeconds(seconds), PAGES_PER_SECOND);
                Consumed used = installation.consumed();
                List<Double> full = open(clients, customers, options.seed() + 2, Duration.ofSeconds(seconds / 2), 0);
                Consumed spent = installation.consumed().since(used);
                Bench.say(
                        "%-28s server %.2f, database %.2f, the mails that come in included",
                        "CPU ms a page back to back",
                        1000 * spent.server() / full.size(),
                        1000 * spent.database() / full.size());
                double intakeRate = (intake.acknowledged().size() - before) / ((System.nanoTime() - measured) / 1e9);
                Bench.say(
                        "%-28s p50 %.1f ms, p99 %.1f ms, %d pages",
                        "four a second each", Pace.percentile(paced, 0.5), Pace.percentile(paced, 0.99), paced.size());
                Bench.say(
                        "%-28s p50 %.1f ms, p99 %.1f ms, %.0f pages a second",
                        "back to back",
                        Pace.percentile(full, 0.5),
                        Pace.percentile(full, 0.99),
                        full.size() / (seconds / 2.0));
                System.out.printf(
                        Locale.ROOT,
                        "{\"benchmark\":\"page\",\"events\":%d,\"customers\":%d,\"clients\":%d,\"pages\":%d,"
                                + "\"p50Millis\":%.1f,\"p99Millis\":%.1f,\"backToBackP50Millis\":%.1f,"
                                + "\"backToBackP99Millis\":%.1f,\"backToBackPagesPerSecond\":%.0f,"
                                + "\"intakePerSecond\":%.1f,\"intakeFailed\":%d,\"seed\":%d}%n",
                        lines,
                        customers.count(),
                        CLIENTS,
                        paced.size(),
                        Pace.percentile(paced, 0.5),
                        Pace.percentile(paced, 0.99),
                        Pace.percentile(full, 0.5),
                        Pace.percentile(full, 0.99),
                        full.size() / (seconds / 2.0),
                        intakeRate,
                        intake.failed(),
                        options.seed());
            }
        }
    }

    /// The same mail counts once, so each carries its number.
    private static Pace.Mail mail(Letters.Letter letter, int n) {
        byte[] head = ("X-Round: " + n + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + letter.bytes().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(letter.bytes(), 0, whole, head.length, letter.bytes().length);
        String from = letter.sender().isEmpty() ? "odd@elsewhere.example" : letter.sender();
        return new Pace.Mail(from, "support@" + Letters.DOMAIN, whole);
    }

    private static List<String> agents(Connection database) throws Exception {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select name from account where role = 'AGENT' and enabled order by id limit " + CLIENTS)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /// @param perSecond pages a second and client; 0: as fast as they come
    /// @return milliseconds of each page
    private static List<Double> open(
            List<DeskClient> clients, Story.Span customers, long seed, Duration limit, int perSecond)
            throws InterruptedException {
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failed = new AtomicInteger();
        long begun = System.nanoTime();
        long until = begun + limit.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int c = 0; c < clients.size(); c++) {
            DeskClient client = clients.get(c);
            Random random = new Random(seed * 100 + c);
            long beginning = perSecond > 0 ? c * 1_000_000_000L / perSecond / clients.size() : 0;
            threads.add(Thread.ofPlatform().start(() -> {
                // Evenly apart: all at once would be a crowd that no twenty people make.
                long due = begun + beginning;
                while (due < until && System.nanoTime() < until + limit.toNanos()) {
                    try {
                        if (perSecond > 0) {
                            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                        } else {
                            due = System.nanoTime();
                        }
                        client.get("/api/customers/" + customers.any(random));
                        millis.add((System.nanoTime() - due) / 1e6);
                        due += perSecond > 0 ? 1_000_000_000L / perSecond : 0;
                    } catch (IOException refused) {
                        failed.incrementAndGet();
                        due += 1_000_000_000L;
                    } catch (InterruptedException stopped) {
                        return;
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " pages could not be read");
        }
        return millis;
    }
}
