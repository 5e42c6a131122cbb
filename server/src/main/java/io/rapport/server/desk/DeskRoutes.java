package io.rapport.server.desk;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.customer.Customers;
import io.rapport.server.facts.Facts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.webhook.Webhooks;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The screens Today, People and Team.
@RestController
@RequestMapping("/api")
@May(Permission.SEE_DESK)
class DeskRoutes {
    private final DeskStore store;
    private final StreamHub hub;
    private final Workforce workforce;
    private final PeoplePages people;
    private final ConfiguredDoors doors;
    private final PointerRows pointers;
    private final Caller caller;
    private final Webhooks webhooks;
    private final Clock clock;

    DeskRoutes(
            DeskStore store,
            StreamHub hub,
            Workforce workforce,
            Customers customers,
            Facts facts,
            ConfiguredDoors doors,
            PointerRows pointers,
            Webhooks webhooks,
            Clock clock) {
        this.webhooks = webhooks;
        this.pointers = pointers;
        this.store = store;
        this.hub = hub;
        this.workforce = workforce;
        this.people = new PeoplePages(store, customers, facts);
        this.doors = doors;
        this.caller = new Caller(workforce);
        this.clock = clock;
    }

    /// The position is taken first: what happens while the lists are read comes again by the stream.
    @GetMapping("/desk/today")
    Wire.Today today() {
        Agent me = caller.agent();
        Wire.StreamPosition position = hub.position();
        Team team = workforce.team(me.team());
        return new Wire.Today(
                position,
                store.mine(me.id()),
                store.unowned(me.team()),
                store.needHelp(me.team(), me.id()),
                pointers.of(me.id()),
                Views.team(team, workforce),
                alarms(me));
    }

    /// Of doors for leads; of webhooks for those who can do something about them.
    private List<Wire.Alarm> alarms(Agent me) {
        List<Wire.Alarm> alarms = new ArrayList<>(me.lead() ? alarms() : List.of());
        if (caller.session().may(Permission.CHANGE_WEBHOOKS)) {
            webhooks.givenUp().stream()
                    .map(hook -> new Wire.Alarm(
                            "webhook-" + hook.id(),
                            "Webhook " + hook.address() + ": nothing arrived for three days. It is switched off.",
                            hook.at()))
                    .forEach(alarms::add);
        }
        return alarms;
    }

    private List<Wire.Alarm> alarms() {
        List<Wire.Alarm> alarms = new ArrayList<>();
        for (Door door : doors.all()) {
            doors.health(door.id())
                    .filter(h -> door.enabled() && !h.ok())
                    .ifPresent(health -> alarms.add(new Wire.Alarm(
                            door.id().toString(),
                            door.name() + ": " + health.text(),
                            health.wellAt().orElseGet(clock::instant))));
        }
        return alarms;
    }

    /// The board of a team.
    @GetMapping("/desk/team")
    Wire.TeamBoard team(@RequestParam(required = false) @Nullable String id) {
        Agent me = caller.agent();
        TeamId wanted = id == null ? me.team() : new TeamId(Ids.of(id));
        Team team = workforce.findTeam(wanted).orElseThrow(() -> Refusal.notFound("There is no such team."));
        List<Wire.PromiseRow> rows = store.board(wanted);
        Instant now = clock.instant();
        Instant dayStart = now.atZone(team.calendar().zone())
                .toLocalDate()
                .atStartOfDay(team.calendar().zone())
                .toInstant();
        DeskStore.Counts counts = store.counts(wanted, dayStart);
        int waiting = (int) rows.stream().filter(r -> r.owner() == null).count();
        int late = (int) rows.stream().filter(r -> r.deadline().isBefore(now)).count();
        return new Wire.TeamBoard(
                Views.team(team, workforce),
                rows,
                waiting,
                late,
                counts.keptToday(),
                counts.madeToday(),
                at(wanted),
                store.loads(workforce.agentsOf(wanted).stream().map(Agent::id).toList()));
    }

    private List<Wire.AgentAt> at(TeamId team) {
        List<StreamHub.At> at = hub.at(team);
        Map<Long, DeskStore.Named> names = store.named(
                at.stream().map(one -> one.customer().value()).distinct().toList());
        List<Wire.AgentAt> said = new ArrayList<>();
        for (StreamHub.At one : at) {
            Optional.ofNullable(names.get(one.customer().value()))
                    .ifPresent(person -> said.add(new Wire.AgentAt(
                            one.agent().toString(), Long.toString(person.survivor()), person.name(), one.grade())));
        }
        return said;
    }

    record Colleagues(List<Wire.AgentView> agents, List<Wire.TeamName> teams) {}

    /// Everyone of ours: for names on timelines, and for handing over to another team.
    @GetMapping("/desk/colleagues")
    Colleagues colleagues() {
        return new Colleagues(
                workforce.agents().stream().map(Views::agent).toList(),
                workforce.teams().stream()
                        .map(team -> new Wire.TeamName(team.id().toString(), team.name()))
                        .sorted(Comparator.comparing(Wire.TeamName::name))
                        .toList());
    }

    /// People by name, address or organisation; without words those spoken to last, or all of them with `NEWEST`.
    ///
    /// @param order `BEST` is one page; `NEWEST` goes on with `before`, everybody of its beginning once
    /// @param limit rows of the page, 1 to 200
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping("/customers")
    Wire.PeoplePage people(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "BEST") @OneOf(PeopleOrder.class) String order,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable Integer limit,
            Principal principal) {
        return people.find(q, order, before, limit, principal);
    }
}
