package io.rapport.server.imports;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ImportStore {
    private static final int SHOWN = 50;
    private static final int FETCHED = 500;

    private final BundlingTemplate jdbc;
    private final JsonMapper json;

    ImportStore(BundlingTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long add(String name, long account, String charset, char separator, List<String> headers, Instant now) {
        return Sql.longs(
                        jdbc,
                        """
                        insert into customer_import (name, account, state, charset, separator, headers, uploaded, changed)
                        values (?, ?, 'DRAFT', ?, ?, ?, ?, ?) returning id
                        """,
                        name,
                        account,
                        charset,
                        String.valueOf(separator),
                        headers.toArray(String[]::new),
                        Sql.time(now),
                        Sql.time(now))
                .getFirst();
    }

    void addPieces(long id, List<BlobId> pieces) {
        for (int n = 0; n < pieces.size(); n++) {
            jdbc.later(
                    "insert into import_piece (import, n, blob) values (?, ?, ?)",
                    id,
                    n,
                    pieces.get(n).value());
        }
    }

    List<BlobId> pieces(long id) {
        return jdbc.query(
                "select blob from import_piece where import = ? order by n",
                (row, n) -> new BlobId(row.getObject("blob", UUID.class)),
                id);
    }

    void dropPieces(long id) {
        jdbc.update("delete from import_piece where import = ?", id);
    }

    Optional<Import> find(long id) {
        return jdbc.query("select * from customer_import where id = ?", (row, n) -> one(row), id).stream()
                .findFirst();
    }

    List<Import> newest() {
        return jdbc.query(
                "select * from customer_import where state <> 'DRAFT' order by id desc limit " + SHOWN,
                (row, n) -> one(row));
    }

    Optional<Import> busy() {
        return jdbc
                .query(
                        "select * from customer_import where state in ('RUNNING', 'UNDOING') order by id limit 1",
                        (row, n) -> one(row))
                .stream()
                .findFirst();
    }

    /// Drafts and stopped ones that nobody has touched since, while they still have their file.
    List<Long> forgotten(Instant before) {
        return Sql.longs(jdbc, """
                select distinct i.id from customer_import i join import_piece p on p.import = i.id
                 where i.state in ('DRAFT', 'STOPPED') and i.changed < ?
                """, Sql.time(before));
    }

    private static Import one(ResultSet row) throws SQLException {
        return new Import(
                row.getLong("id"),
                row.getString("name"),
                row.getLong("account"),
                Import.State.valueOf(row.getString("state")),
                row.getString("charset"),
                row.getString("separator").charAt(0),
                Arrays.asList((String[]) row.getArray("headers").getArray()),
                Arrays.asList((String[]) row.getArray("mapping").getArray()),
                Filling.valueOf(row.getString("fill")),
                Sql.instant(row, "uploaded"),
                row.getInt("rows"),
                row.getInt("taken"),
                row.getInt("made"),
                row.getInt("joined"),
                row.getInt("same"),
                row.getInt("refused"),
                row.getInt("undone"),
                row.getInt("kept"));
    }

    void counted(long id, int rows) {
        jdbc.update("update customer_import set rows = ? where id = ?", rows, id);
    }

    /// @return whether it was in one of these states
    boolean move(long id, List<Import.State> from, Import.State to, Instant now) {
        return jdbc.update(
                        "update customer_import set state = ?, changed = ? where id = ? and state = any (?)",
                        to.name(),
                        Sql.time(now),
                        id,
                        from.stream().map(Enum::name).toArray(String[]::new))
                == 1;
    }

    void choose(long id, List<String> mapping, Filling filling, @Nullable Long agent) {
        jdbc.update(
                "update customer_import set mapping = ?, fill = ?, agent = ? where id = ?",
                mapping.toArray(String[]::new),
                filling.name(),
                agent,
                id);
    }

    Optional<Long> agent(long id) {
        return Sql.longs(jdbc, "select agent from customer_import where id = ? and agent is not null", id).stream()
                .findFirst();
    }

    /// Notes a batch, as long as nobody has stopped it.
    boolean taken(long id, int lines, List<Outcome> outcomes) {
        boolean going = jdbc.update(
                        """
                        update customer_import set taken = taken + ?, made = made + ?, joined = joined + ?, same = same + ?,
                               refused = refused + ? where id = ? and state = 'RUNNING'
                        """,
                        lines,
                        count(outcomes, Outcome.Kind.MADE),
                        count(outcomes, Outcome.Kind.JOINED),
                        count(outcomes, Outcome.Kind.SAME),
                        count(outcomes, Outcome.Kind.REFUSED),
                        id)
                == 1;
        if (going) {
            rows(id, outcomes);
        }
        return going;
    }

    private static long count(List<Outcome> outcomes, Outcome.Kind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    private void rows(long id, List<Outcome> outcomes) {
        jdbc.update(
                """
                insert into import_row (import, line, outcome, customer, header, reason, after)
                select ?, line, outcome, customer, header, reason, after::jsonb
                  from unnest(?::int[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                       as t(line, outcome, customer, header, reason, after)
                """,
                id,
                outcomes.stream().map(Outcome::line).toArray(Integer[]::new),
                outcomes.stream().map(o -> o.kind().name()).toArray(String[]::new),
                outcomes.stream()
                        .map(o -> o.customer().map(CustomerId::value).orElse(null))
                        .toArray(Long[]::new),
                outcomes.stream()
                        .map(o -> o.wrong().map(Line.Wrong::header).orElse(null))
                        .toArray(String[]::new),
                outcomes.stream()
                        .map(o -> o.wrong().map(Line.Wrong::reason).orElse(null))
                        .toArray(String[]::new),
                outcomes.stream()
                        .map(o -> o.kind() == Outcome.Kind.JOINED ? json.writeValueAsString(Change.of(o)) : null)
                        .toArray(String[]::new));
    }

    /// What a line did to somebody known, as it is kept.
    record Change(Map<String, List<String>> values, List<Long> points, List<List<String>> ids) {
        static Change of(Outcome outcome) {
            return new Change(outcome.before(), outcome.points(), outcome.ids());
        }
    }

    /// @param change of one who was known before
    record Done(int line, CustomerId customer, Optional<Change> change) {}

    /// The last lines that stand yet, the last first.
    List<Done> standing(long id, int limit) {
        return jdbc.query(
                """
                select line, customer, outcome, after::text as after from import_row
                 where import = ? and outcome in ('MADE', 'JOINED') and customer is not null order by line desc limit ?
                """,
                (row, n) -> new Done(
                        row.getInt("line"),
                        new CustomerId(row.getLong("customer")),
                        "JOINED".equals(row.getString("outcome"))
                                ? Sql.text(row, "after").map(this::change)
                                : Optional.empty()),
                id,
                limit);
    }

    private Change change(String text) {
        JsonNode node = json.readTree(text);
        return json.convertValue(node, Change.class);
    }

    void undone(long id, List<Integer> undone, List<Integer> kept) {
        jdbc.update(
                "update import_row set outcome = 'UNDONE', customer = null, after = null where import = ? and line = any (?)",
                id,
                undone.toArray(Integer[]::new));
        jdbc.update(
                "update import_row set outcome = 'KEPT' where import = ? and line = any (?)",
                id,
                kept.toArray(Integer[]::new));
        jdbc.update(
                "update customer_import set undone = undone + ?, kept = kept + ? where id = ?",
                undone.size(),
                kept.size(),
                id);
    }

    /// @param customer empty for what was refused or taken back
    record Reported(int line, String outcome, String customer, String header, String reason) {}

    /// Every line, in portions.
    void report(long id, Consumer<Reported> consumer) {
        JdbcTemplate portions = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        portions.setFetchSize(FETCHED);
        portions.query(
                "select line, outcome, customer, header, reason from import_row where import = ? order by line",
                row -> {
                    consumer.accept(new Reported(
                            row.getInt("line"),
                            row.getString("outcome"),
                            Sql.text(row, "customer").orElse(""),
                            Sql.text(row, "header").orElse(""),
                            Sql.text(row, "reason").orElse("")));
                },
                id);
    }
}
