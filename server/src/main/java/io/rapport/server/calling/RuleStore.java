package io.rapport.server.calling;

import io.rapport.server.database.BundlingTemplate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// Which rules stand.
final class RuleStore {
    private final BundlingTemplate jdbc;

    RuleStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// Our own first, then by country.
    List<CallingRule> all() {
        return jdbc.query("select * from calling_rule order by country, scope", (row, n) -> rule(row));
    }

    /// The whole list in place of the one before.
    void put(List<CallingRule> rules) {
        jdbc.update("delete from calling_rule");
        for (CallingRule rule : rules) {
            jdbc.update(
                    "insert into calling_rule (country, scope, hours, on_holidays, source, checked)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    rule.country(),
                    rule.scope().name(),
                    rule.hours().days().stream().map(Hours::written).toArray(String[]::new),
                    rule.hours().onHolidays(),
                    rule.source(),
                    rule.checked());
        }
    }

    private static CallingRule rule(ResultSet row) throws SQLException {
        String[] days = (String[]) row.getArray("hours").getArray();
        return new CallingRule(
                row.getString("country"),
                CallingRule.Scope.valueOf(row.getString("scope")),
                new Hours(
                        Arrays.stream(days)
                                .map(day -> Hours.day(day).orElseThrow())
                                .toList(),
                        row.getBoolean("on_holidays")),
                row.getString("source"),
                row.getObject("checked", LocalDate.class));
    }
}
