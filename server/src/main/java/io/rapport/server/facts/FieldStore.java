package io.rapport.server.facts;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class FieldStore {
    private final BundlingTemplate jdbc;

    FieldStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Field> all() {
        return jdbc.query("select * from fact_field order by about desc, retired, place, id", (row, n) -> field(row));
    }

    Optional<Field> find(long id) {
        return jdbc.query("select * from fact_field where id = ?", (row, n) -> field(row), id).stream()
                .findFirst();
    }

    private static Field field(ResultSet row) throws SQLException {
        return new Field(
                row.getLong("id"),
                About.valueOf(row.getString("about")),
                row.getString("key"),
                row.getString("name"),
                FieldKind.valueOf(row.getString("kind")),
                Arrays.asList((String[]) row.getArray("choices").getArray()),
                row.getBoolean("required"),
                SeenBy.valueOf(row.getString("seen_by")),
                row.getBoolean("retired"));
    }

    /// Empty if there is one of this key already.
    Optional<Long> add(Field field) {
        return Sql.longs(
                        jdbc,
                        """
                        insert into fact_field (about, key, name, kind, choices, required, seen_by, place)
                        select ?, ?, ?, ?, ?, ?, ?, coalesce(max(place), 0) + 1 from fact_field where about = ?
                        on conflict do nothing returning id
                        """,
                        field.about().name(),
                        field.key(),
                        field.name(),
                        field.kind().name(),
                        field.choices().toArray(String[]::new),
                        field.required(),
                        field.seenBy().name(),
                        field.about().name())
                .stream()
                .findFirst();
    }

    void change(Field field) {
        jdbc.update(
                "update fact_field set name = ?, choices = ?, required = ?, seen_by = ?, retired = ? where id = ?",
                field.name(),
                field.choices().toArray(String[]::new),
                field.required(),
                field.seenBy().name(),
                field.retired(),
                field.id());
    }

    /// Changes places with the one before it.
    void moveUp(long id) {
        jdbc.update("""
                with me as (select * from fact_field where id = ?),
                     before as (select f.* from fact_field f, me where f.about = me.about and not f.retired
                                   and (f.place, f.id) < (me.place, me.id) order by f.place desc, f.id desc limit 1)
                update fact_field f set place = case when f.id = me.id then before.place else me.place end
                  from me, before where f.id in (me.id, before.id)
                """, id);
    }
}
