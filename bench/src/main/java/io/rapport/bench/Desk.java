package io.rapport.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A full house: 200 signed-in agents in ten teams, each with the live stream open and a customer's page before them
/// (two look at the same one), while fifty things a second happen: mails from new and from known customers, notes,
/// promises taken and kept, presence said.
///
/// How it is measured. Each thing that happens has a mark and the agents whose screens it changes are known beforehand:
/// the team for a new promise, for one that is taken or kept and for presence, those who look at the customer for a
/// known customer's mail or a note. A delivery is the time from before the first byte of the mail or the request leaves
/// until
/// one of these agents has the whole message; one that has none ten seconds after the end is missed. So the figures
/// hold the whole way in too. Nothing is painted here; `live` does that.
final class Desk {
    private static final int TEAMS = 10;
    private static final int PER_TEAM = 20;
    private static final int PER_SECOND = 50;
    private static final String DOMAIN = "brightline.example";
    private static final Pattern LINK = Pattern.compile("\"link\":\"[^\"]*/setup/([^\"]+)\"");
    private static final Pattern MARK = Pattern.compile("Desk-(\\d+)-");
    private static final Pattern ROW =
            Pattern.compile("\"row\":\\{\"id\":\"(\\d+)\".*?\"state\":\"(\\w+)\".*?\"owner\":(null|\"\\d+\")");

    /// What happened, and who must have it.
    private record Happening(long begun, Set<Integer> awaited, ConcurrentHashMap<Integer, Long> had) {
        Happening(Set<Integer> awaited) {
            this(System.nanoTime(), awaited, new ConcurrentHashMap<>());
        }
    }

    private final Bench.Options options;
    private final Installation installation;
    private final Random random;
    private final List<DeskClient> agents = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private final Map<String, Happening> happenings = new ConcurrentHashMap<>();
    private final List<Queue<String>> unowned = new ArrayList<>();
    private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger marks = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private record Taken(String promise, int by) {}

    private Desk(Bench.Options options, Installation installation) {
        this.options = options;
        this.installation = installation;
        this.random = new Random(options.seed());
        for (int team = 0; team < TEAMS; team++) {
            unowned.add(new ConcurrentLinkedQueue<>());
        }
    }

    static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Installation installation = new Installation(options.program(), Installation.BEHIND_OUR_RELAY)) {
            long launched = System.nanoTime();
            installation.launch();
            Bench.say("ready after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
            new Desk(options, installation).run();
        }
    }

    private void run() throws Exception {
        int seconds = options.by(30, 120, 600);
        HttpClient http = DeskClient.http();
        hire(http);
        List<WebSocket> streams = sitDown();
        Bench.say("%d agents are in", agents.size());
        // A server that has just started is not what agents work at all day.
        happen(options.by(20, 30, 60));
        happenings.clear();
        Consumed before = installation.consumed();
        long begun = System.nanoTime();
        int things = happen(seconds);
        double lasted = (System.nanoTime() - begun) / 1e9;
        Consumed used = installation.consumed().since(before);
        awaitAll();
        tell(things, lasted, used);
        streams.forEach(WebSocket::abort);
        http.close();
    }

    /// Ten teams with a door and twenty agents each, by Administration's routes.
    private void hire(HttpClient http) throws IOException, InterruptedException {
        DeskClient administrator = new DeskClient(installation.url(), "admin@" + DOMAIN);
        String allWeek = java.util.stream.IntStream.rangeClosed(1, 7)
                .mapToObj(day -> "{\"day\":" + day + ",\"from\":\"00:00\",\"to\":\"24:00\"}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
        for (int t = 0; t < TEAMS; t++) {
            String team = id(administrator.post("/api/admin/teams", """
                            {"name":"House %d","place":"","zone":"Europe/London","address":"house%d@%s","welcome":"",
                             "fallback":false,"answerWithinMinutes":240,"calendar":{"slots":%s,"holidays":[]}}
                            """.formatted(t, t, DOMAIN, allWeek)));
            administrator.post("/api/admin/doors", """
                            {"channel":"MAIL","name":"House %d","address":"house%d@%s","team":"%s","enabled":true,
                             "intake":"SMTP"}
                            """.formatted(t, t, DOMAIN, team));
            for (int a = 0; a < PER_TEAM; a++) {
                Matcher link =
                        LINK.matcher(administrator.post("/api/admin/agents", """
                                {"firstName":"Agent","lastName":"%d of %d","name":"house%d.%d@%s","team":"%s",
                                 "role":"AGENT","lead":false,"enabled":true}
                                """.formatted(a, t, t, a, DOMAIN, team)));
                if (!link.find()) {
                    throw new IOException("a new agent has no link");
                }
                agents.add(DeskClient.byLink(installation.url(), http, link.group(1)));
            }
        }
    }

    private static String id(String body) throws IOException {
        Matcher id = Pattern.compile("\"id\":\"(\\d+)\"").matcher(body);
        if (!id.find()) {
            throw new IOException("no id in " + body);
        }
        return id.group(1);
    }

    /// Each agent follows the stream and opens the page of a customer of their own, whom a colleague looks at too.
    private List<WebSocket> sitDown() throws Exception {
        List<WebSocket> streams = new ArrayList<>();
        for (int a = 0; a < agents.size(); a++) {
            int self = a;
            streams.add(agents.get(a).follow(text -> hear(self, text)));
        }
        try (SmtpClient mail = new SmtpClient(installation.smtp())) {
            for (int page = 0; page < agents.size() / 2; page++) {
                int mark = marks.incrementAndGet();
                Happening known = happening("M" + mark, team(page * 2));
                mail.send(watched(page), door(page * 2), letter(watched(page), mark));
                while (known.had().size() < PER_TEAM) {
                    TimeUnit.MILLISECONDS.sleep(5);
                    if (System.nanoTime() - known.begun() > 10_000_000_000L) {
                        throw new IllegalStateException("a first mail did not reach its team's desks");
                    }
                }
                String found = agents.get(page * 2).text("/api/customers?q=" + watched(page));
                pages.add(id(found));
            }
        }
        for (int a = 0; a < agents.size(); a++) {
            String customer = pages.get(a / 2);
            agents.get(a).get("/api/customers/" + customer);
            streams.get(a)
                    .sendText("{\"kind\":\"watch\",\"customer\":\"" + customer + "\",\"grade\":\"VIEWING\"}", true)
                    .join();
        }
        return streams;
    }

    private Happening happening(String mark, Set<Integer> awaited) {
        Happening one = new Happening(awaited);
        happenings.put(mark, one);
        return one;
    }

    private static Set<Integer> team(int agent) {
        int first = agent / PER_TEAM * PER_TEAM;
        Set<Integer> all = ConcurrentHashMap.newKeySet();
        for (int a = first; a < first + PER_TEAM; a++) {
            all.add(a);
        }
        return all;
    }

    private static String watched(int page) {
        return "known" + page + "@watched.example";
    }

    private static String door(int agent) {
        return "house" + agent / PER_TEAM + "@" + DOMAIN;
    }

    private static byte[] letter(String from, int mark) {
        return ("""
                From: <%s>
                Subject: Desk-%d- a question
                Message-ID: <desk-%d@bench.example>
                Date: Tue, 24 Nov 2026 10:00:00 +0000

                Could you tell me when the engineer will be here?
                """.formatted(from, mark, mark)).getBytes(StandardCharsets.US_ASCII);
    }

    private void hear(int agent, String text) {
        long now = System.nanoTime();
        if (text.startsWith("{\"kind\":\"promise\"")) {
            Matcher row = ROW.matcher(text);
            if (row.find()) {
                boolean mine = !row.group(3).equals("null");
                if (row.group(2).equals("KEPT")) {
                    had("K" + row.group(1), agent, now);
                } else if (mine) {
                    had("T" + row.group(1), agent, now);
                } else if (agent % PER_TEAM == 0) {
                    unowned.get(agent / PER_TEAM).add(row.group(1));
                }
            }
        }
        Matcher mark = MARK.matcher(text);
        if (mark.find()) {
            had("M" + mark.group(1), agent, now);
        }
    }

    private void had(String mark, int agent, long now) {
        Happening happening = happenings.get(mark);
        if (happening != null && happening.awaited().contains(agent)) {
            happening.had().putIfAbsent(agent, now);
        }
    }

    /// @return how many things happened
    private int happen(int seconds) throws InterruptedException {
        int things = seconds * PER_SECOND;
        long begun = System.nanoTime();
        Queue<SmtpClient> lines = new ConcurrentLinkedQueue<>();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < things; n++) {
                long due = begun + n * 1_000_000_000L / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                int kind = n % 10;
                int agent = random.nextInt(agents.size());
                hands.submit(() -> {
                    try {
                        switch (kind) {
                            case 0, 5 ->
                                mail(lines, "new" + marks.get() + "-" + agent + "@world.example", agent, false);
                            case 2, 7 -> mail(lines, watched(agent / 2), agent, true);
                            case 1, 6 -> note(agent);
                            case 3, 8 -> take(agent);
                            case 4 -> keep();
                            default -> presence(agent);
                        }
                    } catch (IOException failed) {
                        if (refused.incrementAndGet() < 5) {
                            Bench.say("%s", failed.toString());
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
        for (SmtpClient line : lines) {
            try {
                line.close();
            } catch (IOException gone) {
                refused.incrementAndGet();
            }
        }
        return things;
    }

    private void mail(Queue<SmtpClient> lines, String from, int agent, boolean known) throws IOException {
        SmtpClient free = lines.poll();
        SmtpClient line = free == null ? new SmtpClient(installation.smtp()) : free;
        int mark = marks.incrementAndGet();
        happening("M" + mark, known ? Set.of(agent / 2 * 2, agent / 2 * 2 + 1) : team(agent));
        if (!line.send(from, door(agent), letter(from, mark)).startsWith("250")) {
            refused.incrementAndGet();
        }
        lines.add(line);
    }

    private void note(int agent) throws IOException, InterruptedException {
        int mark = marks.incrementAndGet();
        happening("M" + mark, Set.of(agent / 2 * 2, agent / 2 * 2 + 1));
        agents.get(agent)
                .post(
                        "/api/customers/" + pages.get(agent / 2) + "/notes",
                        "{\"key\":\"note-" + mark + "\",\"text\":\"Desk-" + mark + "- the engineer was told\"}");
    }

    private void take(int agent) throws IOException, InterruptedException {
        String promise = unowned.get(agent / PER_TEAM).poll();
        if (promise == null || happenings.containsKey("T" + promise)) {
            presence(agent);
            return;
        }
        happening("T" + promise, team(agent));
        agents.get(agent).post("/api/promises/" + promise + "/take", "{}");
        taken.add(new Taken(promise, agent));
    }

    private void keep() throws IOException, InterruptedException {
        Taken one = taken.poll();
        if (one == null) {
            presence(0);
            return;
        }
        happening("K" + one.promise(), team(one.by()));
        agents.get(one.by()).post("/api/promises/" + one.promise() + "/keep", "{}");
    }

    private void presence(int agent) throws IOException, InterruptedException {
        int mark = marks.incrementAndGet();
        happening("M" + mark, team(agent));
        agents.get(agent).send("PUT", "/api/presence", "{\"state\":\"AWAY\",\"note\":\"Desk-" + mark + "-\"}");
    }

    private void awaitAll() throws InterruptedException {
        long until = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < until
                && happenings.values().stream()
                        .anyMatch(h -> h.had().size() < h.awaited().size())) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void tell(int things, double lasted, Consumed used) {
        for (String kind : List.of("M", "T", "K")) {
            List<Double> some = millis(kind);
            Bench.say(
                    "%-34s %7d deliveries, p50 %.0f ms, p99 %.0f ms",
                    switch (kind) {
                        case "M" -> "mails, notes, presence";
                        case "T" -> "promises taken";
                        default -> "promises kept";
                    },
                    some.size(),
                    Pace.percentile(some, 0.5),
                    Pace.percentile(some, 0.99));
        }
        List<Double> all = millis("");
        long missed = happenings.values().stream()
                .mapToLong(h -> h.awaited().size() - h.had().size())
                .sum();
        double server = used.server() / lasted;
        double database = used.database() / lasted;
        Bench.say(
                "%d things in %.0f s, %d deliveries: p50 %.0f ms, p99 %.0f ms, most %.0f ms; missed %d, refused %d",
                things,
                lasted,
                all.size(),
                Pace.percentile(all, 0.5),
                Pace.percentile(all, 0.99),
                Pace.percentile(all, 1),
                missed,
                refused.get());
        Bench.say("processor: server %.2f cores, its database %.2f", server, database);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"desk\",\"agents\":%d,\"eventsPerSecond\":%.1f,\"deliveries\":%d,\"missed\":%d,"
                        + "\"refused\":%d,\"p50Millis\":%.0f,\"p99Millis\":%.0f,\"cpuCores\":%.2f,"
                        + "\"serverCores\":%.2f,\"databaseCores\":%.2f,\"seed\":%d}%n",
                agents.size(),
                things / lasted,
                all.size(),
                missed,
                refused.get(),
                Pace.percentile(all, 0.5),
                Pace.percentile(all, 0.99),
                server + database,
                server,
                database,
                options.seed());
    }

    private List<Double> millis(String kind) {
        List<Double> all = new ArrayList<>();
        happenings.forEach((mark, happening) -> {
            if (mark.startsWith(kind)) {
                happening.had().values().forEach(at -> all.add((at - happening.begun()) / 1e6));
            }
        });
        return all;
    }
}
