package io.rapport.server.desk;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Keeps filters under names.
final class SavedViewStore {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    SavedViewStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// One's own, and those that are shared with the team, in their order.
    List<Wire.SavedView> of(AgentId agent, TeamId team) {
        return jdbc.query(
                """
                select * from saved_view where agent = ? or (shared and team = ?)
                 order by agent <> ?, place, id limit 200
                """,
                (row, n) -> new Wire.SavedView(
                        row.getString("id"),
                        row.getString("name"),
                        row.getBoolean("shared"),
                        row.getString("agent"),
                        json.readValue(row.getString("filters"), ListFilters.class)),
                agent.value(),
                team.value(),
                agent.value());
    }

    int count(AgentId agent) {
        Integer count =
                jdbc.queryForObject("select count(*) from saved_view where agent = ?", Integer.class, agent.value());
        return count == null ? 0 : count;
    }

    long add(AgentId agent, TeamId team, String name, boolean shared, ListFilters filters, Optional<Integer> place) {
        Long id = jdbc.queryForObject(
                """
                insert into saved_view (agent, team, shared, name, filters, place)
                values (?, ?, ?, ?, ?::jsonb,
                        coalesce(?, (select coalesce(max(place), 0) + 1 from saved_view where agent = ?)))
                returning id
                """,
                Long.class,
                agent.value(),
                team.value(),
                shared,
                name,
                json.writeValueAsString(filters),
                place.orElse(null),
                agent.value());
        return id == null ? 0 : id;
    }

    /// @return whether there is such a view of this agent
    boolean change(long id, AgentId agent, TeamId team, String name, boolean shared, ListFilters filters) {
        return jdbc.update("""
                        update saved_view set name = ?, shared = ?, filters = ?::jsonb, team = ?
                         where id = ? and agent = ?
                        """, name, shared, json.writeValueAsString(filters), team.value(), id, agent.value()) == 1;
    }

    boolean remove(long id, AgentId agent) {
        return jdbc.update("delete from saved_view where id = ? and agent = ?", id, agent.value()) == 1;
    }

    /// Puts one's own views into this order; those that are not named follow.
    void order(AgentId agent, List<Long> ids) {
        for (int at = 0; at < ids.size(); at++) {
            jdbc.update(
                    "update saved_view set place = ? where id = ? and agent = ?",
                    at - ids.size(),
                    ids.get(at),
                    agent.value());
        }
    }
}
