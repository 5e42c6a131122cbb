package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Workforce;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Teams, as an administrator sets them up.
@RestController
@RequestMapping("/api/admin/teams")
@May(Permission.SEE_SETTINGS)
class TeamRoutes {
    private final Workforce workforce;
    private final Caller caller;
    private final Accounts accounts;

    TeamRoutes(DeskParts parts, Accounts accounts) {
        this.workforce = parts.workforce();
        this.caller = parts.caller();
        this.accounts = accounts;
    }

    /// All teams.
    @GetMapping
    List<TeamSetups.TeamSetup> teams() {
        return workforce.teams().stream().map(TeamSetups::view).toList();
    }

    /// Adds a team.
    @May(Permission.CHANGE_TEAMS)
    @PostMapping
    TeamSetups.TeamSetup addTeam(@RequestBody TeamSetups.TeamSetup setup) {
        TeamId id = workforce.addTeam(TeamSetups.draft(setup, Optional.empty(), workforce));
        audit("added team", id.toString());
        return TeamSetups.view(workforce.team(id));
    }

    /// Changes a team.
    @May(Permission.CHANGE_TEAMS)
    @PutMapping("/{id}")
    TeamSetups.TeamSetup changeTeam(@PathVariable String id, @RequestBody TeamSetups.TeamSetup setup) {
        TeamId team = new TeamId(Ids.of(id));
        if (workforce.findTeam(team).isEmpty()) {
            throw Refusal.notFound("There is no such team.");
        }
        workforce.changeTeam(team, TeamSetups.draft(setup, Optional.of(workforce.team(team)), workforce));
        audit("changed team", id);
        return TeamSetups.view(workforce.team(team));
    }

    private void audit(String action, String subject) {
        accounts.audit(caller.session().account().id(), action, subject);
    }
}
