package io.rapport.server.coverage;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// With which share of their customers teams have spoken, and with whom nobody has.
@RestController
@RequestMapping("/api/coverage")
@May(Permission.SEE_FIGURES)
class CoverageRoutes {
    private static final int PAGE = 100;

    private final CoverageStore store;
    private final Hellos hellos;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    CoverageRoutes(CoverageStore store, Hellos hellos, Workforce workforce, Accounts accounts, Clock clock) {
        this.store = store;
        this.hellos = hellos;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param spoken with so many one of us has spoken in that time
    /// @param all so many customers there are
    /// @param open so many are offered to be said hello to
    record TeamCoverage(String team, String name, long spoken, long all, int open) {}

    record CoverageView(int months, List<TeamCoverage> teams) {}

    /// How many customers of each team were spoken with, by name of the team.
    @GetMapping
    CoverageView coverage() {
        Instant since = hellos.since(clock.instant());
        return new CoverageView(
                hellos.months(),
                store.shares(since).stream()
                        .map(one -> new TeamCoverage(
                                one.team().toString(),
                                workforce.findTeam(one.team()).map(Team::name).orElse(""),
                                one.spoken(),
                                one.all(),
                                store.open(one.team())))
                        .toList());
    }

    /// @param last when one of us spoke with them; none: never
    record SilentView(
            String customer,
            String name,
            String team,
            Instant known,
            @Nullable Instant last) {}

    record SilentList(List<SilentView> customers, @Nullable String next) {}

    /// With whom nobody has spoken in that time.
    ///
    /// @param after where the page begins, as the page before said it
    @GetMapping("/customers")
    SilentList silentCustomers(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String after,
            Principal caller) {
        accounts.audit(Long.parseLong(caller.getName()), "saw with whom nobody has spoken", team == null ? "" : team);
        List<CoverageStore.Silent> silent = store.silent(
                Optional.ofNullable(team).filter(one -> !one.isBlank()).map(one -> new TeamId(number(one))),
                hellos.since(clock.instant()),
                after == null || after.isBlank() ? 0 : number(after),
                PAGE + 1);
        boolean more = silent.size() > PAGE;
        List<CoverageStore.Silent> page = more ? silent.subList(0, PAGE) : silent;
        return new SilentList(
                page.stream()
                        .map(one -> new SilentView(
                                one.customer().toString(),
                                one.name(),
                                one.team().toString(),
                                one.known(),
                                one.last().orElse(null)))
                        .toList(),
                more ? page.getLast().customer().toString() : null);
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.field("team", "There is none of that number.");
        }
        return Long.parseLong(text);
    }
}
