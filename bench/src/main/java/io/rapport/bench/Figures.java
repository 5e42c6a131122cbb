package io.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// How long a lead waits for the figures of a company with a million votes: the twelve weeks that the screen begins
/// with, a whole year by weeks and by months, and one team's; read over HTTP to the last byte, one after the other as a
/// person does, while people go on voting. Beside it, in the same run, what PostgreSQL takes to add up
/// the rows of the year themselves, and only the first of all those figures.
final class Figures {
    /// Seven times as many as a million a year are, in working hours.
    private static final int VOTES_PER_SECOND = 1;
    private static final Duration COUNTED = Duration.ofMinutes(20);

    private Figures() {}

    static void run(Bench.Options options) throws Exception {
        int votes = options.by(100_000, 1_000_000, 1_000_000);
        int times = options.by(10, 30, 100);
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Installation installation = new Installation(options.program())) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            // The database lives on: what is written now, nobody follows.
            installation.killServer();
            try (Connection database = installation.database()) {
                write(database, votes, options.seed());
            }
            long again = System.nanoTime();
            installation.launch();
            installation.awaitReady(again, Duration.ofMinutes(5));
            try (Connection database = installation.database()) {
                awaitCounted(database);
                Bench.say("counted beforehand after %.0f s", (System.nanoTime() - again) / 1e9);
                measure(installation, database, votes, times, options.seed());
            }
        }
    }

    private static void measure(Installation installation, Connection database, int votes, int times, long seed)
            throws Exception {
        DeskClient lead = new DeskClient(installation.url(), "siobhan@brightline.example");
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger changed = new AtomicInteger();
        long began = System.nanoTime();
        Thread voters = Thread.ofPlatform().start(() -> vote(installation, going, changed));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String year = "from=" + today.minusDays(364) + "&to=" + today;
        String team = number(database, "select min(id) from team");
        String start = "/api/figures";
        read(lead, start, 3);
        List<Double> weeks = read(lead, start, times);
        List<Double> whole = read(lead, start + "?step=WEEK&" + year, times);
        List<Double> months = read(lead, start + "?step=MONTH&" + year, times);
        List<Double> one = read(lead, start + "?step=WEEK&" + year + "&team=" + team, times);
        List<Double> rows = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            number(database, """
                    select count(*) || ' ' || sum((v.answer >= 3)::int) from vote v join ask a on a.id = v.ask
                     where v.question = 'FACES' and v.excluded is null and a.how in ('LOT', 'CAMPAIGN')
                       and a.delivered is not null and a.asked >= now() - interval '365 days'
                    """);
            rows.add((System.nanoTime() - begun) / 1e6);
        }
        going.set(false);
        voters.join();
        double seconds = (System.nanoTime() - began) / 1e9;
        say("twelve weeks", weeks);
        say("a year by weeks", whole);
        say("a year by months", months);
        say("a year of one team", one);
        say("one share of the year, from its rows", rows);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"figures\",\"votes\":%d,\"votesPerSecond\":%.1f,\"weeksP50Millis\":%.0f,"
                        + "\"weeksP99Millis\":%.0f,\"yearP50Millis\":%.0f,\"yearP99Millis\":%.0f,"
                        + "\"yearByMonthsP99Millis\":%.0f,\"yearOfOneTeamP99Millis\":%.0f,"
                        + "\"oneShareFromRowsP50Millis\":%.0f,\"yearToOneShare\":%.2f,\"seed\":%d}%n",
                votes,
                changed.get() / seconds,
                Pace.percentile(weeks, 0.5),
                Pace.percentile(weeks, 0.99),
                Pace.percentile(whole, 0.5),
                Pace.percentile(whole, 0.99),
                Pace.percentile(months, 0.99),
                Pace.percentile(one, 0.99),
                Pace.percentile(rows, 0.5),
                Pace.percentile(whole, 0.5) / Pace.percentile(rows, 0.5),
                seed);
    }

    private static void say(String what, List<Double> millis) {
        Bench.say("%-38s p50 %.0f ms, p99 %.0f ms", what, Pace.percentile(millis, 0.5), Pace.percentile(millis, 0.99));
    }

    private static List<Double> read(DeskClient lead, String path, int times) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            lead.get(path);
            millis.add((System.nanoTime() - begun) / 1e6);
        }
        return millis;
    }

    /// People change their minds, most of them of what they were asked lately; each makes its day's count stale.
    private static void vote(Installation installation, AtomicBoolean going, AtomicInteger changed) {
        try (Connection database = installation.database();
                PreparedStatement change = database.prepareStatement("""
                        update vote set answer = 1 + answer % 4, changed = now()
                         where ask = (select ask from vote where question = 'FACES' and ask >= ? order by ask limit 1)
                        """)) {
            long oldest = Long.parseLong(number(
                    database, "select min(id) from ask where how = 'LOT' and asked > now() - interval '20 days'"));
            long newest = Long.parseLong(number(database, "select max(id) from ask where how = 'LOT'"));
            Random random = new Random(oldest);
            long next = System.nanoTime();
            while (going.get()) {
                next += 1_000_000_000L / VOTES_PER_SECOND;
                change.setLong(1, random.nextLong(oldest, newest));
                changed.addAndGet(change.executeUpdate());
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String number(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitCounted(Connection database) throws Exception {
        long until = System.nanoTime() + COUNTED.toNanos();
        while (!number(database, "select (exists (select from figure_built) and not exists (select from figure_stale))")
                .equals("t")) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(
                        "not counted yet: " + number(database, "select count(*) from figure_stale"));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /// A year: seven of ten who were asked answered. Of the faces a share is red, half of those were called; some were
    /// asked again, and some changed their minds.
    private static void write(Connection database, int votes, long seed) throws SQLException {
        long begun = System.nanoTime();
        int asks = votes * 10 / 7;
        try (Statement statement = database.createStatement()) {
            statement.execute("select setseed(" + (seed % 1_000) / 1_000.0 + ")");
            for (String table : List.of("ask", "vote", "matter_reason")) {
                statement.execute("alter table " + table + " disable trigger user");
            }
            for (String step : YEAR) {
                statement.executeUpdate(
                        step.replace("ASKS", Integer.toString(asks)).replace("PEOPLE", Integer.toString(asks / 7)));
            }
            for (String table : List.of("ask", "vote", "matter_reason")) {
                statement.execute("alter table " + table + " enable trigger user");
            }
            statement.execute("delete from figure_built");
            statement.execute("vacuum analyze");
        }
        Bench.say(
                "%s questions and %s votes, %s red faces of which %s were called, written in %.0f s",
                number(database, "select count(*) from ask"),
                number(database, "select count(*) from vote"),
                number(database, "select count(*) from vote where question = 'FACES' and answer = 1"),
                number(database, "select count(*) from call_attempt"),
                (System.nanoTime() - begun) / 1e9);
    }

    private static final List<String> YEAR = List.of("""
            insert into team (name, zone, answer_minutes, calendar)
            select 'Team ' || n, t.zone, t.answer_minutes, t.calendar
              from (select * from team order by id limit 1) t, generate_series(1, 8) n
            """, """
            insert into survey (name, question, state, share_percent, delay_minutes, words, seed, changed)
            select x.name, x.question, 'ON', 50, 0, s.words, s.seed, now()
              from (select * from survey order by id limit 1) s,
                   (values ('How it was', 'FACES'), ('How content', 'CSAT'), ('Would you', 'NPS')) x (name, question)
            """, """
            insert into customer (name, home_team, created)
            select 'Voter ' || n, t.ids[1 + n % cardinality(t.ids)], now() - interval '400 days'
              from (select array_agg(id) as ids from team) t, generate_series(1, PEOPLE) n
            """, """
            create temporary table asking as
            select n, c.base + n % PEOPLE as customer, s.ids[1 + n % 3] as survey, t.ids[1 + (random() * 9)::int] as team,
                   (array['MAIL', 'PHONE', 'CHAT', 'FORM'])[1 + floor(random() * 4)::int] as channel,
                   now() - interval '364 days' * (1 - n::float8 / ASKS) as asked
              from (select min(id) as base from customer where name like 'Voter %') c,
                   (select array_agg(id order by id desc) as ids from survey) s,
                   (select array_agg(id order by id) as ids from team) t, generate_series(1, ASKS) n
            """, """
            with made as (
                insert into matter (customer, about, about_key, state, opened, closed, last_at)
                select customer, 'Question ' || n, 'question ' || n, 'CLOSED', asked - interval '2 days',
                       asked - interval '1 hour', asked from asking order by n returning id, about)
            insert into matter_reason (matter, reason, agent, at)
            select m.id, 1 + floor(random() * 6)::int, (select min(id) from agent), now() from made m where random() < 0.6
            """, """
            insert into ask (survey, series, customer, matter, team, channel, how, language, key_id, asked, delivered,
                             expires, closes)
            select a.survey, s.series, a.customer, (select min(id) from matter where about_key = 'question 1') + a.n - 1,
                   a.team, a.channel, 'LOT', 'en', 1, a.asked, a.asked + interval '1 minute', a.asked, a.asked
              from asking a join survey s on s.id = a.survey order by a.n
            """, """
            insert into interaction (customer, matter, channel, direction, at)
            select customer, matter, 'SURVEY', 'INBOUND', asked + interval '3 hours' from ask
             where key_id = 1 and expires = asked and random() < 0.7 order by id
            """, """
            insert into vote (ask, survey, series, question, customer, team, channel, answer, again, confirmed, changed,
                              interaction)
            select a.id, a.survey, a.series, s.question, a.customer, a.team, a.channel,
                   case s.question when 'FACES' then least(4, 1 + floor(sqrt(random()) * 4.2))::int
                                   when 'CSAT' then 1 + floor(random() * 5)::int else floor(random() * 11)::int end,
                   random() < 0.1, i.at, i.at + case when random() < 0.03 then interval '1 day' else interval '0' end, i.id
              from interaction i join ask a on a.matter = i.matter join survey s on s.id = a.survey
             where i.channel = 'SURVEY' and a.expires = a.asked
            """, """
            insert into vote_change (ask, answer, interaction, at)
            select v.ask, case when v.changed > v.confirmed and v.question = 'FACES' then 1 else v.answer end, v.interaction,
                   v.confirmed
              from vote v join ask a on a.id = v.ask where a.expires = a.asked
            """, """
            with red as (
                select v.*, a.matter from vote v join ask a on a.id = v.ask
                 where v.question = 'FACES' and v.answer = 1 and a.expires = a.asked and random() < 0.5),
            made as (
                insert into promise (customer, matter, team, kind, what, channel, made_at, deadline, state, risk, ended)
                select customer, matter, team, 'CALL_BACK', 'call about their vote', 'SURVEY', confirmed,
                       confirmed + interval '1 day', 'KEPT', 'CALM', confirmed + interval '6 hours' from red
                returning id, customer, matter, team, made_at),
            back as (
                insert into call_back (promise, customer, team, asked, first_from, first_to, window_from, window_to)
                select id, customer, team, made_at, made_at + interval '5 hours', made_at + interval '6 hours',
                       made_at + interval '5 hours', made_at + interval '6 hours' from made),
            called as (
                insert into call_attempt (promise, customer, agent, at, window_from, window_to, outcome, ended)
                select id, customer, (select min(id) from agent), made_at + interval '5 hours' + interval '40 minutes' * random(),
                       made_at + interval '5 hours', made_at + interval '6 hours', 'REACHED', made_at + interval '6 hours'
                  from made)
            update vote v set promise = made.id from made, red where red.ask = v.ask and made.matter = red.matter
            """, """
            with old as (
                select a.*, v.answer from ask a join vote v on v.ask = a.id
                 where v.question = 'FACES' and v.answer <= 2 and a.expires = a.asked and random() < 0.3),
            again as (
                insert into ask (survey, series, customer, matter, team, channel, how, again_of, language, key_id, asked,
                                 delivered, expires, closes)
                select survey, series, customer, matter, team, channel, 'AGAIN', id, 'en', 1, asked + interval '12 hours',
                       asked + interval '12 hours', asked, asked from old returning *)
            insert into vote (ask, survey, series, question, customer, team, channel, answer, confirmed, changed, interaction)
            select n.id, n.survey, n.series, 'FACES', n.customer, n.team, n.channel,
                   least(4, o.answer + floor(random() * 3))::int, n.asked, n.asked,
                   (select v.interaction from vote v where v.ask = o.id)
              from again n join old o on o.id = n.again_of
            """);
}
