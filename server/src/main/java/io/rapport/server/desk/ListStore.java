package io.rapport.server.desk;

import io.rapport.server.database.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// Reads lists of open promises a page at a time, in the order (deadline, number).
///
/// First the numbers of the page are found, by one of the indexes that V018 made for the views; only then are their
/// rows
/// put together. Of fifty thousand open promises a page reads what it shows.
final class ListStore {
    private final JdbcTemplate jdbc;
    private final DeskStore rows;

    ListStore(JdbcTemplate jdbc, DeskStore rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /// Behind which promise a page begins.
    record Place(Instant deadline, long id) {}

    /// @param now what is late is late by this clock
    List<Wire.PromiseRow> page(ListFilters.Known filters, Optional<Place> after, Instant now, int limit) {
        StringBuilder sql = new StringBuilder("select p.id from promise p where p.state = 'OPEN'");
        List<Object> arguments = new ArrayList<>();
        switch (filters.view()) {
            case DEADLINE -> {}
            case UNOWNED -> sql.append(" and p.owner is null");
            case AT_RISK -> {
                sql.append(" and p.risk <> 'CALM' and p.deadline > ?");
                arguments.add(Sql.time(now));
            }
            case BROKEN -> {
                sql.append(" and p.deadline <= ?");
                arguments.add(Sql.time(now));
            }
            case WAITING -> sql.append("""
                     and p.kind <> 'ANSWER'
                     and (select i.direction from interaction i where i.matter = p.matter and not i.automatic
                           order by i.at desc, i.id desc limit 1) = 'OUTBOUND'
                    """);
            case CALL_FIRST -> sql.append(" and p.call_first");
            case ASIDE -> sql.append(" and p.aside_until is not null");
        }
        filters.team().ifPresent(team -> add(sql, arguments, " and p.team = ?", team));
        filters.owner().ifPresent(owner -> add(sql, arguments, " and p.owner = ?", owner));
        filters.kind().ifPresent(kind -> add(sql, arguments, " and p.kind = ?", kind.name()));
        filters.channel().ifPresent(channel -> add(sql, arguments, " and p.channel = ?", channel.name()));
        filters.query()
                .ifPresent(query ->
                        add(sql, arguments, " and to_tsvector('words', p.what) @@ to_tsquery('words', ?)", query));
        after.ifPresent(place -> {
            sql.append(" and (p.deadline, p.id) > (?, ?)");
            arguments.add(Sql.time(place.deadline()));
            arguments.add(place.id());
        });
        sql.append(" order by p.deadline, p.id limit ?");
        arguments.add(limit);
        List<Long> ids = Sql.longs(jdbc, sql.toString(), arguments.toArray());
        Map<String, Wire.PromiseRow> found = new HashMap<>();
        rows.byIds(ids).forEach(row -> found.put(row.id(), row));
        return ids.stream()
                .map(id -> found.get(Long.toString(id)))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void add(StringBuilder sql, List<Object> arguments, String condition, Object argument) {
        sql.append(condition);
        arguments.add(argument);
    }
}
