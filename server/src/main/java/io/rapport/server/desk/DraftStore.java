package io.rapport.server.desk;

import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What is being written to or about somebody, one of each kind for each agent.
final class DraftStore {
    private final JdbcTemplate jdbc;

    DraftStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param recipient the contact point that was chosen; null: the one they wrote from
    /// @param sendAt when it is to leave; null: at once
    /// @param signs whether the signature stands under it
    /// @param quotes whether their own words do
    /// @param articles what was put in of the team's knowledge
    record Draft(
            CustomerId customer,
            String kind,
            @Nullable Long matter,
            String text,
            String promisedWhat,
            @Nullable Instant promisedBy,
            List<Long> attachments,
            @Nullable Long recipient,
            @Nullable Instant sendAt,
            boolean signs,
            boolean quotes,
            List<Long> articles,
            AgentId agent,
            Instant at) {}

    void save(Draft draft) {
        jdbc.update(
                """
                insert into draft (customer, kind, matter, text, promised_what, promised_by, attachments, recipient,
                                   send_at, signs, quotes, articles, agent, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (customer, kind, agent) do update
                   set matter = excluded.matter, text = excluded.text, promised_what = excluded.promised_what,
                       promised_by = excluded.promised_by, attachments = excluded.attachments,
                       recipient = excluded.recipient, send_at = excluded.send_at, signs = excluded.signs,
                       quotes = excluded.quotes, articles = excluded.articles, at = excluded.at
                """,
                draft.customer().value(),
                draft.kind(),
                draft.matter(),
                draft.text(),
                draft.promisedWhat(),
                Sql.timeOrNull(draft.promisedBy()),
                draft.attachments().toArray(Long[]::new),
                draft.recipient(),
                Sql.timeOrNull(draft.sendAt()),
                draft.signs(),
                draft.quotes(),
                draft.articles().toArray(Long[]::new),
                draft.agent().value(),
                Sql.time(draft.at()));
    }

    /// The draft that is shown: the first record's own, else an absorbed one's, which is older than the merging.
    void drop(List<CustomerId> records, String kind, AgentId agent) {
        jdbc.update(
                """
                delete from draft where kind = ? and agent = ? and customer =
                       (select customer from draft where customer = any (?) and kind = ? and agent = ?
                         order by customer <> ?, customer limit 1)
                """,
                kind,
                agent.value(),
                DeskStore.numbers(records),
                kind,
                agent.value(),
                records.getFirst().value());
    }

    List<Draft> of(List<CustomerId> records) {
        return jdbc.query(
                """
                select * from (select distinct on (kind, agent) * from draft where customer = any (?)
                                order by kind, agent, customer <> ?, customer) as shown
                 order by at limit 20
                """,
                (row, n) -> new Draft(
                        new CustomerId(row.getLong("customer")),
                        row.getString("kind"),
                        Sql.numberOrNull(row, "matter"),
                        row.getString("text"),
                        row.getString("promised_what"),
                        Sql.instantOrNull(row, "promised_by"),
                        numbers(row, "attachments"),
                        Sql.numberOrNull(row, "recipient"),
                        Sql.instantOrNull(row, "send_at"),
                        row.getBoolean("signs"),
                        row.getBoolean("quotes"),
                        numbers(row, "articles"),
                        new AgentId(row.getLong("agent")),
                        Sql.instant(row, "at")),
                DeskStore.numbers(records),
                records.getFirst().value());
    }

    private static List<Long> numbers(ResultSet row, String column) throws SQLException {
        List<Long> list = new ArrayList<>();
        for (Object number : (Object[]) row.getArray(column).getArray()) {
            list.add(((Number) number).longValue());
        }
        return list;
    }
}
