package io.rapport.bench;

import io.rapport.outside.mail.Letterboxes;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hundred thousand customers at two hundred domains are told of an incident, by SMTP to letterboxes on this
/// machine,
/// while fifty agents work: ten mails and ten changes of presence a second, each measured from before its
/// first byte
/// leaves until a colleague's desktop has it. Then a smaller incident is told again, and the server killed
/// (`kill -9`)
/// in the middle and started again: nobody may be told twice, and whoever is not known to be told must stand
/// as unsure.
///
/// Paces are those of a new installation.
final class Notices {
    private static final int DOMAINS = 200;
    private static final int AGENTS = 60;
    private static final int PER_SECOND = 10;
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Pattern STATE = Pattern.compile("\"state\":\"(\\w+)\"");
    private static final Pattern MARK = Pattern.compile("Notice-([MP]\\d+)-");
    private static final Pattern WAITING = Pattern.compile("\"waiting\":(\\d+)");
    private static final Pattern UNSURE = Pattern.compile("\"unsure\":(\\d+)");

    private final Installation installation;
    private final Letterboxes world;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Double> millis = new ConcurrentHashMap<>();
    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private Notices(Installation installation, Letterboxes world) {
        this.installation = installation;
        this.world = world;
    }

    static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        List<String> arguments = new ArrayList<>(List.of(Installation.BEHIND_OUR_RELAY));
        try (Letterboxes world = new Letterboxes(recipient -> false, recipient -> false)) {
            arguments.add("--rapport.email.relay.host=127.0.0.1");
            arguments.add("--rapport.email.relay.port=" + world.port());
            arguments.add("--rapport.email.relay.security=NONE");
            try (Installation installation = new Installation(options.program(), arguments.toArray(String[]::new))) {
                new Notices(installation, world).measure(options);
            }
        }
    }

    private void measure(Bench.Options options) throws Exception {
        int notices = options.by(3_000, 100_000, 100_000);
        int killed = options.by(1_500, 5_000, 20_000);
        long launched = System.nanoTime();
        installation.launch();
        Bench.say("ready after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
        customers("Noticeville", notices);
        customers("Killington", killed);
        Bench.say("%d customers at %d domains", notices + killed, DOMAINS);
        DeskClient lead = new DeskClient(installation.url(), "siobhan@brightline.example");
        DeskClient other = new DeskClient(installation.url(), "admin@brightline.example");
        String incident = written(lead, "Noticeville");
        AtomicBoolean working = new AtomicBoolean(true);
        Thread work = work(working);
        long begins = System.nanoTime();
        lead.post("/api/incidents/" + incident + "/submit", "{}");
        other.post("/api/incidents/" + incident + "/approve", "{}");
        long before = world.taken();
        lead.post("/api/incidents/" + incident + "/tell", "{}");
        double queued = (System.nanoTime() - begins) / 1e9;
        Bench.say("%d notices built and queued after %.1f s", notices, queued);
        long told = System.nanoTime();
        Consumed used = installation.consumed();
        while (world.taken() - before < notices && seconds(told) < 1_800) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double lasted = seconds(told);
        Consumed spent = installation.consumed().since(used);
        working.set(false);
        work.join();
        long sent = world.taken() - before;
        awaitState(lead, incident, "TOLD");
        int twice = (int)
                world.counts().values().stream().filter(count -> count > 1).count();
        int reached = world.counts().size();
        List<Double> all = new ArrayList<>(millis.values());
        Bench.say(
                "%d sent in %.0f s (%.0f a second) over %d connections; %d twice, %d missing",
                sent, lasted, sent / lasted, world.connections(), twice, notices - reached);
        Bench.say(
                "%d deliveries to desks meanwhile: p50 %.0f ms, p99 %.0f ms, most %.0f ms; refused %d, missed %d",
                all.size(),
                Pace.percentile(all, 0.5),
                Pace.percentile(all, 0.99),
                Pace.percentile(all, 1),
                refused.get(),
                begun.size());
        Bench.say(
                "processor: server %.2f cores, its database %.2f", spent.server() / lasted, spent.database() / lasted);
        Killed after = kill(lead, other, killed);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"notices\",\"notices\":%d,\"queuedSeconds\":%.1f,\"sentPerSecond\":%.1f,"
                        + "\"deskP99Millis\":%.0f,\"deskP50Millis\":%.0f,\"deliveries\":%d,\"twice\":%d,\"missing\":%d,"
                        + "\"serverCores\":%.2f,\"databaseCores\":%.2f,\"killed\":%d,\"killedTwice\":%d,"
                        + "\"killedMissing\":%d,\"killedUnsure\":%d}%n",
                notices,
                queued,
                sent / lasted,
                Pace.percentile(all, 0.99),
                Pace.percentile(all, 0.5),
                all.size(),
                twice,
                notices - reached,
                spent.server() / lasted,
                spent.database() / lasted,
                killed,
                after.twice(),
                after.missing(),
                after.unsure());
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /// Customers who live at a place, each with a letterbox.
    private void customers(String place, int count) throws SQLException, IOException {
        try (Connection database = installation.database();
                PreparedStatement insert = database.prepareStatement("""
                        with who as (select n, ? || translate(n::text, '0123456789', 'abcdefghij') as name,
                                            lower(?) || n || '@d' || (n % ?) || '.example' as address
                                       from generate_series(1, ?) n),
                        made as (insert into customer (name, home_team, language, place, created)
                                 select w.name || ' Baker', (select min(id) from team), case when n % 5 = 0 then 'es' else 'en' end,
                                        ?, now() from who w returning id, name),
                        points as (insert into contact_point (kind, value) select 'EMAIL', address from who
                                   returning id, value)
                        insert into customer_contact_point (contact_point, customer, proof, since)
                        select p.id, m.id, 'VERIFIED', now() from who w join made m on m.name = w.name || ' Baker'
                          join points p on p.value = w.address
                        """)) {
            insert.setString(1, place);
            insert.setString(2, place);
            insert.setInt(3, DOMAINS);
            insert.setInt(4, count);
            insert.setString(5, place);
            insert.executeUpdate();
            try (Statement analyze = database.createStatement()) {
                analyze.execute("analyze customer, contact_point, customer_contact_point");
            }
        }
    }

    private static String written(DeskClient lead, String place) throws Exception {
        Matcher id = ID.matcher(lead.post("/api/incidents", """
                {"kind":"OUTAGE","name":"No line in %s","ways":["MAIL"],"whom":{"place":"%s"},"texts":[
                 {"language":"en","happened":"Your line was down from nine to noon.","doing":"It is up again.",
                  "subject":"Your line was down","words":"Hello {first name},\\n\\nyour line was down from nine to noon because a cable of ours broke. We are sorry. It is up again, and we add a day to your month.\\n\\nYour team"},
                 {"language":"es","happened":"Su línea estuvo caída de nueve a doce.","doing":"Ya funciona.",
                  "subject":"Su línea estuvo caída","words":"Hola, {nombre}:\\n\\nsu línea estuvo caída de nueve a doce porque se rompió un cable nuestro. Lo sentimos. Ya funciona, y añadimos un día a su mes.\\n\\nSu equipo"}]}
                """.formatted(place, place)));
        if (!id.find()) {
            throw new IOException("no incident was written");
        }
        return id.group(1);
    }

    private static void awaitState(DeskClient lead, String incident, String state) throws Exception {
        long since = System.nanoTime();
        while (true) {
            Matcher stands = STATE.matcher(lead.text("/api/incidents/" + incident));
            if (stands.find() && stands.group(1).equals(state)) {
                return;
            }
            if (seconds(since) > 600) {
                throw new IllegalStateException("the incident is not " + state + " after ten minutes");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /// Agents at their desks, until told otherwise.
    private Thread work(AtomicBoolean working) throws Exception {
        List<DeskClient> agents = new ArrayList<>();
        List<WebSocket> streams = new ArrayList<>();
        for (String name : names()) {
            DeskClient agent = new DeskClient(installation.url(), name);
            agents.add(agent);
            streams.add(agent.follow(this::hear));
        }
        return Thread.ofPlatform().start(() -> {
            try (SmtpClient mail = new SmtpClient(installation.smtp())) {
                long next = System.nanoTime();
                while (working.get()) {
                    next += 1_000_000_000L / PER_SECOND;
                    mail(mail);
                    presence(agents.get(marks.get() % agents.size()));
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
                }
                TimeUnit.SECONDS.sleep(2);
            } catch (IOException away) {
                Bench.say("%s", away.toString());
                refused.incrementAndGet();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                streams.forEach(WebSocket::abort);
            }
        });
    }

    private List<String> names() throws SQLException, IOException {
        List<String> names = new ArrayList<>();
        try (Connection database = installation.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select name from account where role = 'AGENT' and enabled order by id limit " + AGENTS)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void mail(SmtpClient line) throws IOException {
        int mark = marks.incrementAndGet();
        begun.put("M" + mark, System.nanoTime());
        byte[] letter = ("""
                From: <asks%d@world.example>
                Subject: Notice-M%d- a question
                Message-ID: <notice-%d@bench.example>

                Could you tell me when the engineer will be here?
                """.formatted(mark, mark, mark)).getBytes(StandardCharsets.US_ASCII);
        if (!line.send("asks" + mark + "@world.example", "support@brightline.example", letter)
                .startsWith("250")) {
            refused.incrementAndGet();
        }
    }

    private void presence(DeskClient agent) throws InterruptedException {
        int mark = marks.incrementAndGet();
        begun.put("P" + mark, System.nanoTime());
        try {
            agent.send("PUT", "/api/presence", "{\"state\":\"AWAY\",\"note\":\"Notice-P" + mark + "-\"}");
        } catch (IOException failed) {
            if (refused.incrementAndGet() < 5) {
                Bench.say("%s", failed.toString());
            }
        }
    }

    private void hear(String text) {
        long now = System.nanoTime();
        Matcher mark = MARK.matcher(text);
        if (mark.find()) {
            Long since = begun.remove(mark.group(1));
            if (since != null) {
                millis.put(mark.group(1), (now - since) / 1e6);
            }
        }
    }

    /// @param unsure of whom the server says that it does not know
    private record Killed(int twice, int missing, int unsure) {}

    /// The server dies in the middle of telling, and is started again.
    private Killed kill(DeskClient lead, DeskClient other, int notices) throws Exception {
        String incident = written(lead, "Killington");
        lead.post("/api/incidents/" + incident + "/submit", "{}");
        other.post("/api/incidents/" + incident + "/approve", "{}");
        long before = world.taken();
        lead.post("/api/incidents/" + incident + "/tell", "{}");
        while (world.taken() - before < notices / 3) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        installation.killServer();
        long launched = System.nanoTime();
        installation.launch();
        Bench.say("killed, and ready again after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
        DeskClient again = new DeskClient(installation.url(), "siobhan@brightline.example");
        awaitState(again, incident, "TOLD");
        String view = again.text("/api/incidents/" + incident);
        Matcher waiting = WAITING.matcher(view);
        Matcher unsure = UNSURE.matcher(view);
        Map<String, Integer> counts = world.counts();
        int twice = 0;
        int missing = 0;
        for (int n = 1; n <= notices; n++) {
            int got = counts.getOrDefault("killington" + n + "@d" + n % DOMAINS + ".example", 0);
            twice += got > 1 ? 1 : 0;
            missing += got == 0 ? 1 : 0;
        }
        int known = unsure.find() ? Integer.parseInt(unsure.group(1)) : -1;
        Bench.say(
                "after kill -9: %d twice, %d missing, %d unsure, %s waiting",
                twice, missing, known, waiting.find() ? waiting.group(1) : "?");
        if (missing > known) {
            Bench.say("somebody was forgotten");
        }
        return new Killed(twice, missing, known);
    }
}
