package io.rapport.server.demo;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes the demo company's past in bulk: the same rows and events that its mails would have left, set by set.
/// Only ever runs on an empty installation.
final class DemoStore {
    private final JdbcTemplate jdbc;

    DemoStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Past(
            String name,
            String email,
            TeamId team,
            AgentId agent,
            String subject,
            String question,
            String answer,
            Instant asked,
            Instant answered,
            boolean knows) {}

    /// One customer with one matter that was asked, answered and closed.
    void write(List<Past> pasts, DoorId door) {
        for (Past past : pasts) {
            long customer = id(
                    "insert into customer (name, home_team, created) values (?, ?, ?) returning id",
                    past.name(),
                    past.team().value(),
                    Sql.time(past.asked()));
            long point = id("insert into contact_point (kind, value) values ('EMAIL', ?) returning id", past.email());
            jdbc.update(
                    "insert into customer_contact_point (contact_point, customer, proof, since) values (?, ?, 'SEEN', ?)",
                    point,
                    customer,
                    Sql.time(past.asked()));
            long matter = id(
                    """
                    insert into matter (customer, about, about_key, state, opened, closed, closed_why, last_at)
                    values (?, ?, lower(?), 'CLOSED', ?, ?, 'SILENT', ?) returning id
                    """,
                    customer,
                    past.subject(),
                    past.subject(),
                    Sql.time(past.asked()),
                    Sql.time(past.answered()),
                    Sql.time(past.answered()));
            long asked = interaction(customer, matter, door, "INBOUND", null, past, past.asked());
            long answered =
                    interaction(customer, matter, door, "OUTBOUND", past.agent().value(), past, past.answered());
            event(
                    customer,
                    "InteractionArrived",
                    "{\"interaction\":" + asked + ",\"matter\":" + matter + ",\"channel\":\"MAIL\"}",
                    past.asked());
            event(
                    customer,
                    "InteractionSent",
                    "{\"interaction\":" + answered + ",\"matter\":" + matter + ",\"channel\":\"MAIL\",\"agent\":"
                            + past.agent() + "}",
                    past.answered());
            if (past.knows()) {
                jdbc.update(
                        "insert into acquaintance (customer, agent, talks, last) values (?, ?, ?, ?)",
                        customer,
                        past.agent().value(),
                        1 + (int) (customer % 6),
                        Sql.time(past.answered()));
            }
        }
    }

    private long interaction(
            long customer,
            long matter,
            DoorId door,
            String direction,
            @org.jspecify.annotations.Nullable Long agent,
            Past past,
            Instant at) {
        boolean inbound = direction.equals("INBOUND");
        long id = id("""
                insert into interaction (customer, matter, channel, direction, door, agent, proof, at)
                values (?, ?, 'MAIL', ?, ?, ?, ?, ?) returning id
                """, customer, matter, direction, door.value(), agent, "PROVEN", Sql.time(at));
        jdbc.update(
                """
                insert into interaction_content (interaction, address, address_name, subject, text)
                values (?, ?, ?, ?, ?)
                """,
                id,
                past.email(),
                past.name(),
                inbound ? past.subject() : "Re: " + past.subject(),
                inbound ? past.question() : past.answer());
        return id;
    }

    private void event(long customer, String type, String payload, Instant at) {
        jdbc.update(
                "insert into event (customer, type, payload, at) values (?, ?, ?::jsonb, ?)",
                customer,
                type,
                payload,
                Sql.time(at));
    }

    private long id(String sql, @org.jspecify.annotations.Nullable Object... arguments) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class, arguments));
    }
}
