package io.rapport.bench;

import io.rapport.outside.feedback.MailLinks;
import io.rapport.outside.feedback.Scanner;
import io.rapport.outside.feedback.Voter;
import io.rapport.outside.mail.SmtpSink;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// People who were asked how it was open the mail's link, think for a few seconds and confirm their answer, so many a
/// second whatever becomes of those before, while machines open every link of one mailbox in ten; at three quarters the
/// server is killed. Then what is counted is held against what people said: nobody's vote may be missing or another,
/// and no machine may count.
///
/// Times are those of a page, the one that is opened and the one that thanks, from the moment at which it was due, so
/// that a stall is not hidden. The first are not among them: a server that was just started serves ever more until they
/// are as many as are measured. Those of people who were in it while the server was away are told apart.
final class Votes {
    private static final double PER_SECOND = 200;
    private static final double AT_FIRST = 20;
    private static final int ANSWERED_HAPPILY = 80;
    private static final double THINKS_AT_LEAST = 1;
    private static final double THINKS_AT_MOST = 5;
    private static final Duration ASKED = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// Who came while it was away waits until the crowd of those who do has been served.
    private static final Duration AGAIN_CALM = Duration.ofSeconds(10);

    private Votes() {}

    /// One mailbox, and what its owner says.
    ///
    /// @param seconds between the page and its answer
    private record Mailbox(long ask, MailLinks links, int answer, boolean scanned, double seconds) {}

    static void run(Bench.Options options) throws Exception {
        int first = options.by(6_000, 8_000, 10_000);
        int votes = first + options.by(4_000, 8_000, 20_000);
        boolean kills = options.size() != Bench.Options.Size.QUICK;
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (SmtpSink world = new SmtpSink();
                Installation installation = new Installation(
                        options.program(),
                        "--rapport.demo-customers=" + (votes + votes / 5),
                        "--rapport.webform.posts=1000000000",
                        "--rapport.email.relay.host=127.0.0.1",
                        "--rapport.email.relay.port=" + world.port(),
                        "--rapport.email.relay.security=NONE")) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(6));
            List<Mailbox> mailboxes = asked(installation, votes, options.seed());
            Load load = new Load(installation, mailboxes, first);
            load.run(kills);
            Map<Long, Integer> counted = counted(installation);
            Map<Long, Integer> truth = load.confirmed();
            long lost = truth.entrySet().stream()
                    .filter(said -> !said.getValue().equals(counted.get(said.getKey())))
                    .count();
            long nobodys = counted.keySet().stream()
                    .filter(ask -> !truth.containsKey(ask))
                    .count();
            double shift = Math.abs(happy(counted) - happy(truth));
            Bench.say(
                    "%d people voted and %d machines opened %d links; happy in truth %.2f %%, as counted %.2f %%",
                    truth.size(), load.scanned(), load.opened(), happy(truth), happy(counted));
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"votes\",\"votes\":%d,\"scanners\":%d,\"votesPerSecond\":%.1f,\"p50Millis\":%.1f,"
                            + "\"p99Millis\":%.1f,\"mostMillis\":%.1f,\"p99AfterMillis\":%.1f,\"scannerShift\":%.2f,\"lost\":%d,\"nobodys\":%d,\"failed\":%d,"
                            + "\"sentAgain\":%d,\"kills\":%d,\"awaySeconds\":%.1f,\"seed\":%d}%n",
                    truth.size(),
                    load.scanned(),
                    load.perSecond(),
                    Pace.percentile(load.calm(), 0.5),
                    Pace.percentile(load.calm(), 0.99),
                    Pace.percentile(load.calm(), 1),
                    kills ? Pace.percentile(load.after(), 0.99) : 0,
                    shift,
                    lost,
                    nobodys,
                    load.failed(),
                    load.sentAgain(),
                    kills ? 1 : 0,
                    load.awaySeconds(),
                    options.seed());
        }
    }

    /// The demo company closes a matter of each customer once more, and the lot falls on all of them.
    private static List<Mailbox> asked(Installation installation, int wanted, long seed) throws Exception {
        try (Connection database = installation.database();
                Statement statement = database.createStatement()) {
            statement.execute("update survey set delay_minutes = 0");
            statement.execute("update customer_contact_point set proof = 'VERIFIED'");
            int closed = statement.executeUpdate("""
                    insert into event (customer, type, payload, at)
                    select customer, 'MatterClosed', jsonb_build_object('matter', max(id), 'why', 'BY_AGENT', 'by', null), now()
                      from matter m where state = 'CLOSED'
                       and not exists (select from promise p where p.customer = m.customer and p.state = 'OPEN')
                       and not exists (select from ask a where a.customer = m.customer and a.asked > now() - interval '31 days')
                     group by customer order by customer limit %d
                    """.formatted(wanted));
            awaitNone(statement, closed + " - (select count(*) from survey_lot where outcome is not null)");
            awaitNone(statement, "(select count(*) from ask where outbound is not null and delivered is null)");
            int now = number(statement, "(select count(*) from ask where outbound is not null)");
            Bench.say("%d people are asked", now);
            Random random = new Random(seed);
            List<Mailbox> mailboxes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select a.id, o.html from ask a join outbound o on o.id = a.outbound order by a.id")) {
                while (rows.next()) {
                    boolean glad = random.nextInt(100) < ANSWERED_HAPPILY;
                    mailboxes.add(new Mailbox(
                            rows.getLong(1),
                            MailLinks.of(rows.getString(2).replace("http://127.0.0.1:8080", installation.url())),
                            glad ? 3 + random.nextInt(2) : 1 + random.nextInt(2),
                            random.nextInt(10) == 0,
                            THINKS_AT_LEAST + random.nextDouble() * (THINKS_AT_MOST - THINKS_AT_LEAST)));
                }
            }
            return mailboxes;
        }
    }

    /// Waits until nothing is left of something.
    private static void awaitNone(Statement statement, String left) throws SQLException, InterruptedException {
        long until = System.nanoTime() + ASKED.toNanos();
        while (number(statement, left) > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("still " + number(statement, left) + " left of " + left);
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static int number(Statement statement, String what) throws SQLException {
        try (ResultSet row = statement.executeQuery("select " + what)) {
            row.next();
            return row.getInt(1);
        }
    }

    /// What is counted of the asks that went out.
    private static Map<Long, Integer> counted(Installation installation) throws Exception {
        Map<Long, Integer> counted = new HashMap<>();
        try (Connection database = installation.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select v.ask, v.answer from vote v join ask a on a.id = v.ask"
                        + " where v.excluded is null and a.outbound is not null")) {
            while (rows.next()) {
                counted.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return counted;
    }

    private static double happy(Map<Long, Integer> votes) {
        return votes.isEmpty()
                ? 0
                : 100.0 * votes.values().stream().filter(answer -> answer >= 3).count() / votes.size();
    }

    /// All of them, one after the other, each on a thread of their own.
    private static final class Load {
        private final Installation installation;
        private final List<Mailbox> mailboxes;
        private final int first;
        private final Voter voter;
        private final Scanner scanner;
        private final Map<Long, Integer> confirmed = new ConcurrentHashMap<>();
        private final List<Double> calm = Collections.synchronizedList(new ArrayList<>());
        private final List<Double> after = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger inTime = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private final AtomicInteger sentAgain = new AtomicInteger();
        private final AtomicInteger scanned = new AtomicInteger();
        private final AtomicInteger opened = new AtomicInteger();
        private volatile long measuredFrom = Long.MAX_VALUE;
        private volatile long measuredTo = Long.MAX_VALUE;
        private volatile long awayFrom = Long.MAX_VALUE;
        private volatile long awayTo = Long.MAX_VALUE;

        Load(Installation installation, List<Mailbox> mailboxes, int first) {
            this.installation = installation;
            this.mailboxes = mailboxes;
            this.first = first;
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            this.voter = new Voter(client);
            this.scanner = new Scanner(client);
        }

        void run(boolean kills) throws Exception {
            Thread killer = Thread.ofPlatform().unstarted(this::kill);
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                long begun = System.nanoTime();
                measuredFrom = begun + due(first);
                int killed = first + (mailboxes.size() - first) * 3 / 4;
                measuredTo = begun + due(kills ? killed : mailboxes.size());
                for (int i = 0; i < mailboxes.size(); i++) {
                    long due = begun + due(i);
                    Mailbox mailbox = mailboxes.get(i);
                    if (kills && i == killed) {
                        killer.start();
                    }
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                    people.execute(() -> goesBy(mailbox, due));
                }
                people.shutdown();
                if (!people.awaitTermination(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("people still wait for their thanks");
                }
            }
            killer.join();
        }

        /// When somebody comes, in nanoseconds: first ever more a second, then always as many.
        private long due(int number) {
            double growing = first / ((AT_FIRST + PER_SECOND) / 2);
            double seconds = number < first
                    ? (Math.sqrt(AT_FIRST * AT_FIRST + 2 * (PER_SECOND - AT_FIRST) / growing * number) - AT_FIRST)
                            / ((PER_SECOND - AT_FIRST) / growing)
                    : growing + (number - first) / PER_SECOND;
            return (long) (seconds * 1e9);
        }

        private void kill() {
            try {
                awayFrom = System.nanoTime();
                installation.killServer();
                long launched = System.nanoTime();
                installation.launch();
                Bench.say("killed; ready again after %.1f s", installation.awaitReady(launched, PATIENCE));
                awayTo = System.nanoTime();
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private void goesBy(Mailbox mailbox, long due) {
            try {
                if (mailbox.scanned()) {
                    scan(mailbox);
                    due = System.nanoTime();
                }
                if (votes(mailbox, due)) {
                    confirmed.put(mailbox.ask(), mailbox.answer());
                } else {
                    failed.incrementAndGet();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void scan(Mailbox mailbox) throws InterruptedException {
            try {
                scanned.incrementAndGet();
                opened.addAndGet(scanner.scan(mailbox.links(), Scanner.Habit.ALL));
            } catch (IOException away) {
                // A machine does not try again.
            }
        }

        /// As somebody does whose line breaks: the page is loaded anew, and what was sent is sent again as it was.
        private boolean votes(Mailbox mailbox, long due) throws InterruptedException {
            long until = System.nanoTime() + PATIENCE.toNanos();
            Voter.Sheet page = null;
            long sends = 0;
            while (System.nanoTime() < until) {
                try {
                    if (page == null) {
                        Voter.Sheet opening = voter.open(mailbox.links().answer(mailbox.answer()));
                        page = opening.status() == 200 ? opening : null;
                        if (page != null) {
                            took(due);
                            sends = System.nanoTime() + (long) (mailbox.seconds() * 1e9);
                            TimeUnit.NANOSECONDS.sleep(sends - System.nanoTime());
                        }
                    }
                    if (page != null && voter.send(page).status() == 200) {
                        if (took(sends)) {
                            inTime.incrementAndGet();
                        }
                        return true;
                    }
                } catch (IOException away) {
                    if (page != null) {
                        sentAgain.incrementAndGet();
                    }
                }
                TimeUnit.SECONDS.sleep(2);
            }
            return false;
        }

        /// @return whether it is one of those that are measured
        private boolean took(long due) {
            long now = System.nanoTime();
            boolean measured = due >= measuredFrom && due < measuredTo && now < awayFrom;
            if (measured) {
                calm.add((now - due) / 1e6);
            } else if (due > awayTo + AGAIN_CALM.toNanos()) {
                after.add((now - due) / 1e6);
            }
            return measured;
        }

        Map<Long, Integer> confirmed() {
            return confirmed;
        }

        List<Double> calm() {
            return List.copyOf(calm);
        }

        List<Double> after() {
            return List.copyOf(after);
        }

        double perSecond() {
            return inTime.get() / ((measuredTo - measuredFrom) / 1e9);
        }

        double awaySeconds() {
            return awayTo == Long.MAX_VALUE ? 0 : (awayTo - awayFrom) / 1e9;
        }

        int failed() {
            return failed.get();
        }

        int sentAgain() {
            return sentAgain.get();
        }

        int scanned() {
            return scanned.get();
        }

        int opened() {
            return opened.get();
        }
    }
}
