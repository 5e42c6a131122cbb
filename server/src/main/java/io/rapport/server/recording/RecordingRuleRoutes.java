package io.rapport.server.recording;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whose calls are recorded, as an administrator says.
@RestController
@RequestMapping("/api/admin/recording-rules")
@May(Permission.SEE_SETTINGS)
class RecordingRuleRoutes {
    private static final int MOST_DAYS = 3_650;

    private final Recordings recordings;
    private final Workforce workforce;
    private final Accounts accounts;

    RecordingRuleRoutes(Recordings recordings, Workforce workforce, Accounts accounts) {
        this.recordings = recordings;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    /// @param keepDays for how long a recording is kept; 1 to 3,650
    record RuleView(
            String team,
            String name,
            @OneOf(RecordingRule.Rule.class) String rule,
            int keepDays) {}

    record RuleSetup(@OneOf(RecordingRule.Rule.class) String rule, int keepDays) {}

    /// The rules of all teams.
    @GetMapping
    List<RuleView> recordingRules() {
        return workforce.teams().stream().map(this::view).toList();
    }

    /// Changes the rule of a team, for calls that begin from now on.
    @May(Permission.CHANGE_TEAMS)
    @PutMapping("/{team}")
    RuleView changeRecordingRule(@PathVariable String team, @RequestBody RuleSetup setup, Principal caller) {
        Team known = Optional.of(team)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> workforce.findTeam(new TeamId(Long.parseLong(text))))
                .orElseThrow(() -> Refusal.notFound("There is no such team."));
        if (setup.keepDays() < 1 || setup.keepDays() > MOST_DAYS) {
            throw Refusal.field("keepDays", "Recordings are kept for 1 to 3650 days.");
        }
        RecordingRule.Rule rule;
        try {
            rule = RecordingRule.Rule.valueOf(setup.rule());
        } catch (IllegalArgumentException unknown) {
            throw Refusal.field("rule", "Say whether calls are recorded.");
        }
        recordings.change(new RecordingRule(known.id(), rule, Duration.ofDays(setup.keepDays())));
        accounts.audit(
                Long.parseLong(caller.getName()),
                "changed recording rule to " + rule,
                known.id().toString());
        return view(known);
    }

    private RuleView view(Team team) {
        RecordingRule rule = recordings.rule(team.id());
        return new RuleView(team.id().toString(), team.name(), rule.rule().name(), (int)
                rule.keep().toDays());
    }
}
