package io.rapport.server.demo;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.channel.FateKind;
import io.rapport.server.database.Sql;
import io.rapport.server.feedback.FeedbackEvent;
import io.rapport.server.feedback.Scale;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/// How the demo company's customers said it was: of each third matter of the last year somebody was asked, and one in
/// four of them voted. The same rows and events that their votes would have left. Only ever on an empty installation.
final class Opinions {
    private static final int MOST = 5_000;
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration ASKED_FOR = Duration.ofDays(14);
    private static final Duration LINK = Duration.ofDays(30);
    private static final String QUESTION = "How did we do?";

    private static final List<String> GLAD = List.of(
            "Thank you, that was quick.",
            "Somebody who knew my line. What a difference.",
            "Very kind on the telephone.",
            "It works again, and I was told why it had not.");
    private static final List<String> SORRY = List.of(
            "I had to say it three times.",
            "The engineer came, but a day late.",
            "It works, but nobody told me when.",
            "The bill was wrong again.");

    private final JdbcTemplate jdbc;
    private final Journal journal;

    Opinions(JdbcTemplate jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    private record Asked(
            long ask,
            CustomerId customer,
            MatterId matter,
            Optional<AgentId> agent,
            long team,
            DoorId door,
            String address,
            String name,
            long point,
            Instant at) {}

    /// In the running transaction.
    void write(long survey, Instant now) {
        jdbc.update(
                """
                insert into ask (survey, series, customer, matter, team, agent, channel, how, contact_point, door, language,
                                 key_id, asked, delivered, clicked, expires, closes)
                select ?, 1, m.customer, m.id, c.home_team, s.agent, 'MAIL', 'LOT', l.contact_point, i.door, c.language, 0,
                       m.closed + interval '30 minutes', m.closed + interval '31 minutes', m.id % 9 = 0,
                       m.closed + make_interval(secs => ?), m.closed + make_interval(secs => ?)
                  from matter m join customer c on c.id = m.customer
                  join customer_contact_point l on l.customer = c.id
                  join lateral (select door from interaction where matter = m.id and direction = 'INBOUND'
                                 order by id limit 1) i on true
                  join lateral (select agent from interaction where matter = m.id and agent is not null
                                 order by id desc limit 1) s on true
                 where m.state = 'CLOSED' and m.closed > ? and m.closed < ? and m.id % 3 = 0
                 order by m.closed limit ?
                """,
                survey,
                LINK.toSeconds(),
                ASKED_FOR.toSeconds(),
                Sql.time(now.minus(YEAR)),
                Sql.time(now.minus(Duration.ofDays(1))),
                MOST);
        List<Asked> voted = jdbc.query(
                """
                select a.*, p.value, c.name from ask a join customer c on c.id = a.customer
                  join contact_point p on p.id = a.contact_point where a.survey = ? and a.matter % 4 = 0 order by a.asked
                """,
                (row, n) -> new Asked(
                        row.getLong("id"),
                        new CustomerId(row.getLong("customer")),
                        new MatterId(row.getLong("matter")),
                        Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                        row.getLong("team"),
                        new DoorId(row.getLong("door")),
                        row.getString("value"),
                        row.getString("name"),
                        row.getLong("contact_point"),
                        Sql.instant(row, "asked")),
                survey);
        votes(survey, voted);
    }

    private void votes(long survey, List<Asked> voted) {
        CopyRows interactions =
                new CopyRows("interaction (id, customer, matter, channel, direction, door, contact_point, proof, at)");
        CopyRows contents = new CopyRows("interaction_content (interaction, address, address_name, subject, text)");
        CopyRows inbounds = new CopyRows("inbound (id, key, channel, door, received, customer, interaction, fate,"
                + " fate_detail, raw, raw_bytes)");
        CopyRows votes =
                new CopyRows("vote (ask, survey, series, question, customer, team, agent, channel, answer, again,"
                        + " comment, confirmed, changed, interaction, owner)");
        CopyRows changes = new CopyRows("vote_change (ask, answer, again, comment, interaction, at)");
        Iterator<Long> interactionIds = numbers("interaction", voted.size());
        Iterator<Long> inboundIds = numbers("inbound", voted.size());
        for (Asked asked : voted) {
            Random random = new Random(asked.matter().value());
            int answer = answer(random.nextInt(100));
            boolean again = random.nextInt(10) < (answer < 3 ? 5 : 1);
            String comment = random.nextInt(3) > 0 ? "" : words(answer, random);
            Instant at = asked.at().plus(Duration.ofMinutes(3 + random.nextInt(2_000)));
            InteractionId interaction = new InteractionId(interactionIds.next());
            long inbound = inboundIds.next();
            String agent = asked.agent().map(AgentId::toString).orElse(null);
            interactions.add(
                    interaction,
                    asked.customer(),
                    asked.matter(),
                    "VOTE",
                    "INBOUND",
                    asked.door(),
                    asked.point(),
                    "PROVEN",
                    at);
            contents.add(interaction, asked.address(), asked.name(), QUESTION + " " + word(answer), comment);
            inbounds.add(
                    inbound,
                    "vote-" + asked.ask() + "-demo",
                    "VOTE",
                    asked.door(),
                    at,
                    asked.customer(),
                    interaction,
                    "NEEDS_NO_ANSWER",
                    "demo",
                    "",
                    0);
            votes.add(
                    asked.ask(),
                    survey,
                    1,
                    "FACES",
                    asked.customer(),
                    asked.team(),
                    agent,
                    "MAIL",
                    answer,
                    again,
                    comment,
                    at,
                    at,
                    interaction,
                    agent);
            changes.add(asked.ask(), answer, again, comment, interaction, at);
            journal.append(
                    asked.customer(),
                    new InteractionEvent.InteractionArrived(interaction, Optional.of(asked.matter()), Channel.VOTE),
                    at);
            journal.append(
                    asked.customer(),
                    new ChannelEvent.InboundTaken(
                            inbound,
                            asked.door(),
                            FateKind.NEEDS_NO_ANSWER,
                            Optional.empty(),
                            Optional.of(interaction),
                            Optional.empty()),
                    at);
            journal.append(
                    asked.customer(),
                    new FeedbackEvent.VoteConfirmed(
                            asked.ask(), survey, interaction, Scale.FACES, answer, asked.agent(), Optional.empty()),
                    at);
        }
        List.of(interactions, contents, inbounds, votes, changes).forEach(rows -> rows.copy(jdbc));
    }

    private Iterator<Long> numbers(String table, int count) {
        return Sql.longs(
                        jdbc,
                        "select nextval(pg_get_serial_sequence(?, 'id')) from generate_series(1, ?)",
                        table,
                        count)
                .iterator();
    }

    private static int answer(int drawn) {
        return drawn < 54 ? 4 : drawn < 82 ? 3 : drawn < 93 ? 2 : 1;
    }

    private static String word(int answer) {
        return switch (answer) {
            case 4 -> "Very good";
            case 3 -> "Good";
            case 2 -> "Not so good";
            default -> "Bad";
        };
    }

    private static String words(int answer, Random random) {
        List<String> all = answer < 3 ? SORRY : GLAD;
        return all.get(random.nextInt(all.size()));
    }
}
