package io.rapport.server.desk;

import io.rapport.server.access.Account;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Agents and doors, as an administrator sets them up.
@RestController
@RequestMapping("/api/admin")
@May(Permission.SEE_SETTINGS)
class AdminRoutes {
    private final DeskParts parts;
    private final Workforce workforce;
    private final Accounts accounts;
    private final ConfiguredDoors doors;
    private final Promises promises;
    private final WebSettings web;

    AdminRoutes(DeskParts parts, Accounts accounts, ConfiguredDoors doors, Promises promises, WebSettings web) {
        this.parts = parts;
        this.workforce = parts.workforce();
        this.accounts = accounts;
        this.doors = doors;
        this.promises = promises;
        this.web = web;
    }

    // Agents.

    record AgentSetup(
            @Nullable String id,
            String firstName,
            @AlwaysAnswered @Nullable String lastName,
            String name,
            String team,
            Role role,
            boolean lead,
            boolean enabled,
            @Nullable String account,
            @Nullable String link) {}

    /// All agents, with the accounts they sign in by.
    @GetMapping("/agents")
    List<AgentSetup> agents() {
        return workforce.agents().stream().map(agent -> view(agent, null)).toList();
    }

    /// Adds an agent; the answer carries a link, shown once, by which they choose a password.
    @May(Permission.CHANGE_AGENTS)
    @PostMapping("/agents")
    AgentSetup addAgent(@RequestBody AgentSetup setup) {
        String name = signInName(setup, Optional.empty());
        TeamId team = team(setup);
        String firstName = SessionRoutes.required("firstName", setup.firstName());
        long account = accounts.create(name, setup.role());
        AgentId id =
                workforce.addAgent(account, firstName, orEmpty(setup.lastName()), Optional.empty(), team, setup.lead());
        audit("added agent", id.toString());
        return view(workforce.agent(id).orElseThrow(), web.publicUrl() + "/setup/" + accounts.link(account));
    }

    /// Changes an agent: name, team, role, whether they may sign in.
    @May(Permission.CHANGE_AGENTS)
    @PutMapping("/agents/{id}")
    AgentSetup changeAgent(@PathVariable String id, @RequestBody AgentSetup setup) {
        Agent known =
                workforce.agent(new AgentId(Ids.of(id))).orElseThrow(() -> Refusal.notFound("There is no such agent."));
        boolean self = known.account() == parts.caller().session().account().id();
        if (self && (!setup.enabled() || setup.role() != Role.ADMINISTRATOR)) {
            throw Refusal.field("role", "You can't take your own administration away; ask another administrator.");
        }
        boolean comesIn = setup.enabled() && setup.role() == Role.ADMINISTRATOR;
        if (!comesIn && accounts.passwordsClosed() && !accounts.administratorHasPassword(known.account())) {
            throw Refusal.field(
                    "role", "One administrator with a password must stay, for the day on which the provider is away.");
        }
        accounts.change(known.account(), signInName(setup, Optional.of(known)), setup.role(), setup.enabled());
        workforce.changeAgent(new Agent(
                known.id(),
                known.account(),
                SessionRoutes.required("firstName", setup.firstName()),
                orEmpty(setup.lastName()),
                known.face(),
                team(setup),
                setup.lead(),
                setup.enabled(),
                known.onPage()));
        if (!setup.enabled()) {
            promises.leave(
                    known.id(),
                    PromiseEvent.PromisePassed.Why.ABSENCE,
                    parts.clock().instant());
        }
        audit("changed agent", id);
        return view(workforce.agent(known.id()).orElseThrow(), null);
    }

    private String signInName(AgentSetup setup, Optional<Agent> self) {
        String name = SessionRoutes.required("name", setup.name());
        Optional<String> mine = self.flatMap(a -> accounts.account(a.account())).map(Account::name);
        boolean same = mine.filter(name::equalsIgnoreCase).isPresent();
        if (!same && accounts.nameIsTaken(name)) {
            throw Refusal.field("name", "Somebody signs in with this name already.");
        }
        return name;
    }

    private TeamId team(AgentSetup setup) {
        return workforce
                .findTeam(new TeamId(Ids.of(setup.team())))
                .map(Team::id)
                .orElseThrow(() -> Refusal.field("team", "There is no such team."));
    }

    private AgentSetup view(Agent agent, @Nullable String link) {
        Account account = accounts.account(agent.account()).orElseThrow();
        return new AgentSetup(
                agent.id().toString(),
                agent.firstName(),
                agent.lastName(),
                account.name(),
                agent.team().toString(),
                account.role(),
                agent.lead(),
                agent.enabled() && account.enabled(),
                Long.toString(account.id()),
                link);
    }

    // Doors.

    /// All doors, with their health.
    @GetMapping("/doors")
    List<DoorSetups.DoorSetup> doors() {
        return doors.all().stream()
                .map(d -> DoorSetups.view(d, doors.health(d.id())))
                .toList();
    }

    /// Adds a door.
    @May(Permission.CHANGE_DOORS)
    @PostMapping("/doors")
    DoorSetups.DoorSetup addDoor(@RequestBody DoorSetups.DoorSetup setup) {
        DoorId id = doors.add(DoorSetups.draft(setup, Optional.empty(), doors.all(), workforce));
        audit("added door", id.toString());
        return DoorSetups.view(doors.find(id).orElseThrow(), Optional.empty());
    }

    /// Changes a door.
    @May(Permission.CHANGE_DOORS)
    @PutMapping("/doors/{id}")
    DoorSetups.DoorSetup changeDoor(@PathVariable String id, @RequestBody DoorSetups.DoorSetup setup) {
        Door known = doors.find(new DoorId(Ids.of(id))).orElseThrow(() -> Refusal.notFound("There is no such door."));
        doors.change(known.id(), DoorSetups.draft(setup, Optional.of(known), doors.all(), workforce));
        audit("changed door", id);
        return DoorSetups.view(doors.find(known.id()).orElseThrow(), doors.health(known.id()));
    }

    // The first hour.

    record Step(
            @OneOf(or = {"team", "agents", "mailbox", "test-mail", "answered"})
            String key,

            boolean done) {}

    record FirstHour(List<Step> steps) {}

    /// The steps of the first hour, done or not.
    @GetMapping("/first-hour")
    FirstHour firstHour() {
        DeskStore.FirstHour known = parts.store().firstHour();
        boolean mailbox = doors.all().stream().anyMatch(d -> d.enabled());
        return new FirstHour(List.of(
                new Step("team", !workforce.teams().isEmpty()),
                new Step("agents", workforce.agents().size() > 1),
                new Step("mailbox", mailbox),
                new Step("test-mail", known.arrived()),
                new Step("answered", known.answered())));
    }

    private void audit(String action, String subject) {
        accounts.audit(parts.caller().session().account().id(), action, subject);
    }

    private static String orEmpty(@Nullable String text) {
        String clean = text == null ? "" : text.strip();
        return clean.length() > 500 ? clean.substring(0, 500) : clean;
    }
}
