package io.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Finding words among a million messages as an agent does, through the desktop's own route: common, less common and
/// rare words, two together and beginnings of words, among everybody, one team and one person; the milliseconds until
/// the answer is here, several agents at once.
final class Search {
    private static final int AGENTS = 4;
    private static final int WORDS = 20_000;
    private static final String LETTERS = "aeiolnrsaeiolnrs";

    private Search() {}

    static void run(Bench.Options options) throws Exception {
        int messages = options.by(1_000_000, 1_000_000, 4_000_000);
        int questions = options.by(400, 2_000, 10_000);
        try (Installation installation = new Installation(options.program())) {
            long launched = System.nanoTime();
            installation.launch();
            Bench.say("ready after %.1f s", installation.awaitReady(launched, Duration.ofMinutes(3)));
            long made = System.nanoTime();
            try (Connection database = installation.database()) {
                fill(database, messages);
                Bench.say("%d messages made in %.0f s", messages, (System.nanoTime() - made) / 1e9);
                Random random = new Random(options.seed());
                List<Long> people = numbers(database, "select id from customer order by id limit 2000");
                List<Long> teams = numbers(database, "select id from team order by id");
                List<String> asked = new ArrayList<>();
                for (int i = 0; i < questions; i++) {
                    asked.add(question(random, people, teams));
                }
                measure(options, installation, messages, asked);
            }
        }
    }

    private record Answered(String question, double millis) {}

    private static void measure(Bench.Options options, Installation installation, int messages, List<String> asked)
            throws Exception {
        ask(installation, asked.subList(0, Math.min(100, asked.size())), new ArrayList<>());
        List<Thread> agents = new ArrayList<>();
        List<Answered> all = Collections.synchronizedList(new ArrayList<>());
        int share = asked.size() / AGENTS;
        for (int i = 0; i < AGENTS; i++) {
            List<String> own = asked.subList(i * share, (i + 1) * share);
            agents.add(Thread.ofPlatform().start(() -> ask(installation, own, all)));
        }
        for (Thread agent : agents) {
            agent.join();
        }
        if (all.size() != share * AGENTS) {
            throw new IllegalStateException("only " + all.size() + " questions were answered");
        }
        List<Double> sorted = all.stream().map(Answered::millis).sorted().toList();
        all.stream()
                .sorted(Comparator.comparingDouble(Answered::millis).reversed())
                .limit(12)
                .forEach(one -> Bench.say("%8.1f ms  %s", one.millis(), one.question()));
        Bench.say(
                "%d questions by %d agents at once: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms",
                sorted.size(), AGENTS, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted.getLast());
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"search\",\"messages\":%d,\"questions\":%d,\"agents\":%d,\"p50Millis\":%.1f,"
                        + "\"p95Millis\":%.1f,\"p99Millis\":%.1f,\"seed\":%d}%n",
                messages,
                sorted.size(),
                AGENTS,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                options.seed());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }

    private static void ask(Installation installation, List<String> questions, List<Answered> answered) {
        try {
            DeskClient desk = new DeskClient(installation.url(), "nell@brightline.example");
            for (String question : questions) {
                long begun = System.nanoTime();
                desk.get("/api/search?" + question);
                answered.add(new Answered(question, (System.nanoTime() - begun) / 1e6));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Words by rank, as in a language: the hundredth is said a hundred times less often than the first.
    private static String question(Random random, List<Long> people, List<Long> teams) {
        String first = word(random);
        String words = switch (random.nextInt(4)) {
            case 0 -> first + "+" + word(random);
            case 1 -> first.substring(0, Math.max(4, first.length() - 1));
            default -> first;
        };
        return switch (random.nextInt(3)) {
            case 0 -> "q=" + words;
            case 1 -> "q=" + words + "&team=" + teams.get(random.nextInt(teams.size()));
            default -> "q=" + words + "&customer=" + people.get(random.nextInt(people.size()));
        };
    }

    private static String word(Random random) {
        return word((int) Math.pow(WORDS, random.nextDouble()));
    }

    /// Of four to nine of eight letters, so that four letters begin about as many words as in a language.
    private static String word(int rank) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest(Integer.toString(rank).getBytes(StandardCharsets.US_ASCII));
            StringBuilder word = new StringBuilder();
            for (char digit :
                    HexFormat.of().formatHex(digest).substring(0, 4 + rank % 6).toCharArray()) {
                word.append(LETTERS.charAt(Character.digit(digit, 16)));
            }
            return word.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }

    /// Forty words a message, each drawn by its rank (Zipf's law) from twenty thousand; spread over the demo's
    /// customers and two years.
    private static void fill(Connection database, int messages) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("drop index search_entry_words");
            statement.execute(
                    "create temporary table someone as select id, row_number() over (order by id) as n from customer");
            statement.execute("create index on someone (n)");
            int batch = 50_000;
            for (int done = 0; done < messages; done += batch) {
                statement.execute("""
                        with m as materialized (
                            select nextval(pg_get_serial_sequence('interaction', 'id')) as id,
                                   (random() * 4999)::int + 1 as who,
                                   now() - random() * interval '700 days' as at,
                                   (select string_agg(left(translate(md5(r::text), '0123456789abcdef', '%s'), 4 + r %% 6), ' ')
                                      from (select floor(power(%d, random()))::int as r from generate_series(1, 40)
                                             where g > 0) w) as text
                              from generate_series(1, %d) g),
                        s as materialized (
                            select m.*, o.id as customer from m join someone o on o.n = m.who),
                        i as (
                            insert into interaction (id, customer, channel, direction, proof, at)
                            overriding system value
                            select id, customer, 'MAIL', 'INBOUND', 'UNKNOWN', at from s),
                        c as (
                            insert into interaction_content (interaction, subject, text)
                            select id, 'Question ' || id, text from s)
                        insert into search_entry (id, customer, at, kind, interaction, words)
                        select -id, customer, at, 'INBOUND', id, to_tsvector('words', text) from s
                        """.formatted(LETTERS, WORDS, batch));
                if (done % 250_000 == 0) {
                    Bench.say("%10d", done + batch);
                }
            }
            statement.execute(
                    "create index search_entry_words on search_entry using gin (words) with (gin_pending_list_limit = 65536)");
            statement.execute("vacuum analyze search_entry");
            statement.execute("analyze interaction");
            statement.execute("analyze interaction_content");
        }
    }

    private static List<Long> numbers(Connection database, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
