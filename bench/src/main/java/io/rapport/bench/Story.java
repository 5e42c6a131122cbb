package io.rapport.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/// Years of story, written straight into the tables in the shape that the product writes: of 20 lines on a timeline 9
/// are mails that came, 8 answers, 1 a note, 2 promises; 50 lines a customer, but one line in five belongs to one
/// customer in a hundred, who has a thousand more. One mail in twenty has a file.
final class Story {
    private static final int LINES_A_CUSTOMER = 50;
    private static final int MATTERS = 5;

    private Story() {}

    /// Customers whose numbers follow each other.
    record Span(long first, int count) {
        /// One in five is one of those with a long story.
        long any(Random random) {
            return first + random.nextInt(random.nextInt(5) == 0 ? Math.max(1, count / 100) : count);
        }
    }

    static Span write(Connection database, int lines) throws SQLException {
        return write(database, Math.max(100, lines / LINES_A_CUSTOMER), lines);
    }

    static Span write(Connection database, int customers, int lines) throws SQLException {
        try (Statement statement = database.createStatement()) {
            // Nothing is checked row by row: all of it is made to fit.
            statement.execute("set session_replication_role = replica");
            statement.execute("create temporary table number (name text primary key, base bigint)");
            for (String table : List.of(
                    "customer",
                    "contact_point",
                    "matter",
                    "interaction",
                    "promise",
                    "note",
                    "inbound",
                    "outbound",
                    "event",
                    "attachment")) {
                statement.execute("insert into number select '" + table + "', coalesce(max(id), 0) from " + table);
            }
            for (String sql : statements(customers, lines)) {
                long begun = System.nanoTime();
                statement.execute(sql);
                Bench.say(
                        "  %5.1f s  %s",
                        (System.nanoTime() - begun) / 1e9,
                        sql.strip().lines().findFirst().orElse(""));
            }
            for (String table : List.of(
                    "customer",
                    "contact_point",
                    "matter",
                    "interaction",
                    "promise",
                    "note",
                    "inbound",
                    "outbound",
                    "event",
                    "attachment")) {
                statement.execute(
                        "select setval(pg_get_serial_sequence('" + table + "', 'id'), max(id)) from " + table);
            }
            // Its readers have read it all.
            statement.execute("""
                    update journal_reader set (tx, id) = (select tx, id from event order by tx desc, id desc limit 1)
                    """);
            statement.execute("vacuum analyze");
            return new Span(1 + base(statement, "customer"), customers);
        }
    }

    private static long base(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select base from number where name = '" + table + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Lines on all timelines.
    static int lines(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from timeline_entry")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static List<String> statements(int customers, int lines) {
        String of = "(select base from number where name = '%s')";
        String c = of.formatted("customer");
        String m = of.formatted("matter");
        String i = of.formatted("interaction");
        String e = of.formatted("event");
        String line = """
                create temporary table line as
                select n, k, c, %1$s + (c - 1) * %3$d + 1 + (n / 7) %% %3$d as matter,
                       now() - interval '1 day' - (%4$d - n) * interval '30 seconds' as at
                  from (select n, (hashint8(n) & 2147483647) %% 20 as k,
                               case when n %% 5 = 0 then 1 + (n / 5) %% %5$d else 1 + (n / 5 * 4 + n %% 5 - 1) %% %2$d end as c
                          from generate_series(1, %4$d) n) as numbered
                """.formatted(m, customers, MATTERS, lines, Math.max(1, customers / 100));
        return List.of(
                line,
                """
                insert into customer (id, name, home_team, created) overriding system value
                select %s + g, 'Person Seed' || g, t.ids[1 + g %% cardinality(t.ids)], now() - interval '3 years'
                  from generate_series(1, %d) g, (select array_agg(id) as ids from team) t
                """.formatted(c, customers),
                """
                insert into contact_point (id, kind, value) overriding system value
                select %s + g, 'EMAIL', 'seed' || g || '@seed.example' from generate_series(1, %d) g
                """.formatted(of.formatted("contact_point"), customers),
                """
                insert into customer_contact_point (contact_point, customer, proof, since)
                select %s + g, %s + g, 'SEEN', now() - interval '3 years' from generate_series(1, %d) g
                """.formatted(of.formatted("contact_point"), c, customers),
                """
                insert into matter (id, customer, about, about_key, state, opened, last_at) overriding system value
                select %s + g, %s + 1 + (g - 1) / %d, 'Question ' || g, 'question ' || g,
                       case g %% 5 when 0 then 'OPEN' else 'CLOSED' end, now() - interval '1 year', now() - interval '1 day'
                  from generate_series(1, %d) g
                """.formatted(m, c, MATTERS, customers * MATTERS),
                """
                insert into acquaintance (customer, agent, talks, last)
                select %s + g, a.ids[1 + (g * 7 + j) %% cardinality(a.ids)], 1 + g %% 9, now() - interval '9 days'
                  from generate_series(1, %d) g, generate_series(1, 2) j, (select array_agg(id) as ids from agent) a
                """.formatted(c, customers),
                """
                insert into interaction (id, customer, matter, channel, direction, door, contact_point, agent, proof, at)
                overriding system value
                select %1$s + n, %2$s + l.c, matter, 'MAIL', case when k < 9 then 'INBOUND' else 'OUTBOUND' end, d.id,
                       %3$s + l.c, case when k < 9 then null else a.ids[1 + n %% cardinality(a.ids)] end, 'UNKNOWN', at
                  from line l, (select min(id) as id from door) d, (select array_agg(id) as ids from agent) a
                 where k < 17
                """.formatted(i, c, of.formatted("contact_point")),
                """
                insert into interaction_content (interaction, address, address_name, subject, text)
                select %s + n, 'seed' || c || '@seed.example', 'Person Seed' || c, 'Question ' || matter,
                       repeat('the line to the house falls over in the afternoon, ' || n || E'\\n', 4 + n::int %% 20)
                  from line where k < 17
                """.formatted(i),
                """
                insert into inbound (id, key, channel, door, received, customer, interaction, fate, matter, raw, raw_bytes,
                                     message_id)
                overriding system value
                select %1$s + n, 'seed' || n, 'MAIL', d.id, at, %2$s + c, %3$s + n, 'JOINED_MATTER', matter,
                       convert_to('From: seed' || c || E'@seed.example\\r\\n\\r\\nHello', 'UTF8'), 40,
                       n || '.seed@seed.example'
                  from line, (select min(id) as id from door) d where k < 9
                """.formatted(of.formatted("inbound"), c, i),
                """
                insert into outbound (id, key, channel, door, customer, interaction, matter, message_id, from_name,
                                      reply_address, recipient, recipient_name, automatic, state, attempts, written, changed)
                overriding system value
                select %1$s + n, 'seed' || n, 'MAIL', d.id, %2$s + c, %3$s + n, matter, n || '.ours@brightline.example', 'Us',
                       'support@brightline.example', 'seed' || c || '@seed.example', 'Person Seed' || c, false, 'ACCEPTED',
                       1, at, at
                  from line, (select min(id) as id from door) d where k between 9 and 16
                """.formatted(of.formatted("outbound"), c, i),
                """
                insert into attachment (interaction, name, type, bytes, inline_data)
                select %s + n, 'plan.pdf', 'application/pdf', 9, convert_to('%%PDF-1.4', 'UTF8') from line
                 where k < 9 and n %% 21 = 0
                """.formatted(i),
                """
                insert into note (id, key, customer, matter, agent, text, at) overriding system value
                select %s + n, 'seed' || n, %s + c, matter, a.id, 'she likes to be called in the evening ' || n, at
                  from line, (select min(id) as id from agent) a where k = 17
                """.formatted(of.formatted("note"), c),
                """
                insert into promise (id, customer, matter, team, kind, what, channel, made_at, deadline, state, risk, owner,
                                     next_check_at, ended)
                overriding system value
                select %s + n, x.id, l.matter, x.home_team, 'SAID', 'call after the visit ' || n, 'MAIL', l.at,
                       case when n %% 400 = 18 then now() + interval '9 days' else l.at + interval '1 day' end,
                       case when n %% 400 = 18 then 'OPEN' else 'KEPT' end, 'CALM', a.ids[1 + n %% cardinality(a.ids)],
                       case when n %% 400 = 18 then now() + interval '8 days' end,
                       case when n %% 400 = 18 then null else l.at end
                  from line l join customer x on x.id = %s + l.c, (select array_agg(id) as ids from agent) a
                 where k >= 18
                """.formatted(of.formatted("promise"), c),
                """
                insert into event (id, customer, type, payload, at) overriding system value
                select %1$s + n, %2$s + c,
                       case when k < 9 then 'InteractionArrived' when k < 17 then 'InteractionSent'
                            when k = 17 then 'NoteWritten' else 'PromiseKept' end,
                       case when k < 17 then jsonb_build_object('interaction', %3$s + n, 'matter', matter, 'channel', 'MAIL',
                                                                'agent', null)
                            when k = 17 then jsonb_build_object('note', %4$s + n, 'matter', matter, 'agent', 1)
                            else jsonb_build_object('promise', %5$s + n, 'by', null) end, at
                  from line order by n
                """.formatted(e, c, i, of.formatted("note"), of.formatted("promise")),
                """
                insert into timeline_entry (id, customer, at, kind, matter, agent, interaction, ref, detail)
                select %1$s + n, %2$s + c, at,
                       case when k < 9 then 'INBOUND' when k < 17 then 'OUTBOUND' when k = 17 then 'NOTE'
                            else 'PROMISE' end,
                       matter, case when k < 9 then null else a.id end, case when k < 17 then %3$s + n end,
                       case when k = 17 then %4$s + n when k > 17 then %5$s + n end,
                       case when k > 17 then '{"event": "KEPT"}'::jsonb end
                  from line, (select min(id) as id from agent) a order by n
                """.formatted(e, c, i, of.formatted("note"), of.formatted("promise")));
    }
}
