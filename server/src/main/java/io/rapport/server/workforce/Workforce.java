package io.rapport.server.workforce;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/// Teams, agents and presence. There are few of them, so all are held in memory; changes go to the database
/// first. Thread-safe.
public final class Workforce {
    private final WorkforceStore store;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<AgentId, Presence> presences = new ConcurrentHashMap<>();
    private final List<Consumer<Presence>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Map.of());

    private record Snapshot(Map<TeamId, Team> teams, Map<AgentId, Agent> agents, Map<Long, Agent> byAccount) {}

    Workforce(WorkforceStore store, Journal journal, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
        reload();
        store.presences().forEach(p -> presences.put(p.agent(), p));
    }

    private void reload() {
        Map<TeamId, Team> teams = new LinkedHashMap<>();
        store.teams().forEach(team -> teams.put(team.id(), team));
        Map<AgentId, Agent> agents = new LinkedHashMap<>();
        Map<Long, Agent> byAccount = new LinkedHashMap<>();
        for (Agent agent : store.agents()) {
            agents.put(agent.id(), agent);
            byAccount.put(agent.account(), agent);
        }
        snapshot = new Snapshot(teams, agents, byAccount);
    }

    public List<Team> teams() {
        return List.copyOf(snapshot.teams().values());
    }

    /// @throws IllegalStateException when there is no such team
    public Team team(TeamId id) {
        return findTeam(id).orElseThrow(() -> new IllegalStateException("there is no team " + id));
    }

    public Optional<Team> findTeam(TeamId id) {
        return Optional.ofNullable(snapshot.teams().get(id));
    }

    /// The team of customers whom no other rule gives to one: the fallback, else the first; empty if there is
    /// no team.
    public Optional<Team> fallbackTeam() {
        return teams().stream()
                .filter(Team::fallback)
                .findFirst()
                .or(() -> teams().stream().findFirst());
    }

    public Optional<Agent> agent(AgentId id) {
        return Optional.ofNullable(snapshot.agents().get(id));
    }

    public Optional<Agent> agentOfAccount(long account) {
        return Optional.ofNullable(snapshot.byAccount().get(account));
    }

    public List<Agent> agents() {
        return List.copyOf(snapshot.agents().values());
    }

    /// Who works in a team, the lead first.
    public List<Agent> agentsOf(TeamId team) {
        return snapshot.agents().values().stream()
                .filter(a -> a.team().equals(team) && a.enabled())
                .toList();
    }

    /// Those of a team who agreed to be seen by customers, on its page and on receipts; the lead first.
    public List<Agent> seenOf(TeamId team) {
        return agentsOf(team).stream().filter(Agent::onPage).toList();
    }

    public Optional<Agent> leadOf(TeamId team) {
        return agentsOf(team).stream().filter(Agent::lead).findFirst();
    }

    public TeamId addTeam(TeamDraft draft) {
        TeamId id = transaction.execute(status -> {
            TeamId made = store.insert(draft);
            if (draft.fallback()) {
                store.onlyFallback(made);
            }
            journal.append(new WorkforceEvent.TeamChanged(made), clock.instant());
            return made;
        });
        reload();
        return id;
    }

    public void changeTeam(TeamId id, TeamDraft draft) {
        transaction.executeWithoutResult(status -> {
            store.update(id, draft);
            if (draft.fallback()) {
                store.onlyFallback(id);
            }
            journal.append(new WorkforceEvent.TeamChanged(id), clock.instant());
        });
        reload();
    }

    public AgentId addAgent(
            long account, String firstName, String lastName, Optional<String> face, TeamId team, boolean lead) {
        AgentId id = transaction.execute(status -> {
            AgentId made = store.insert(account, firstName, lastName, face, team, lead);
            journal.append(new WorkforceEvent.AgentChanged(made, team), clock.instant());
            return made;
        });
        reload();
        return id;
    }

    public void changeAgent(Agent agent) {
        transaction.executeWithoutResult(status -> {
            store.update(agent);
            journal.append(new WorkforceEvent.AgentChanged(agent.id(), agent.team()), clock.instant());
        });
        reload();
    }

    /// The page of a team that can be seen, by its name in the address.
    public Optional<Team> teamWithPage(String slug) {
        return teams().stream()
                .filter(team -> team.page().shown()
                        && team.page().slug().filter(slug::equals).isPresent())
                .findFirst();
    }

    /// Gives an agent a picture of their own, made small, in place of the one they had.
    ///
    /// @return whether it could be read
    public boolean portray(Agent agent, byte[] picture) {
        Optional<byte[]> small = Portrait.of(picture);
        small.ifPresent(jpeg -> {
            String key = UUID.randomUUID().toString();
            transaction.executeWithoutResult(status -> {
                store.portray(agent.id(), key, jpeg, clock.instant());
                face(agent, Optional.of("/faces/own/" + key));
            });
            reload();
        });
        return small.isPresent();
    }

    /// Takes an agent's picture away.
    public void unportray(Agent agent) {
        transaction.executeWithoutResult(status -> {
            store.unportray(agent.id());
            face(agent, Optional.empty());
        });
        reload();
    }

    private void face(Agent agent, Optional<String> path) {
        store.face(agent.id(), path);
        journal.append(new WorkforceEvent.AgentChanged(agent.id(), agent.team()), clock.instant());
    }

    /// The picture of that name, a JPEG.
    public Optional<byte[]> portrait(String key) {
        return store.portrait(key);
    }

    /// Whether an agent is shown on their team's page; theirs to say.
    public void showOnPage(Agent agent, boolean shown) {
        transaction.executeWithoutResult(status -> {
            store.onPage(agent.id(), shown);
            journal.append(new WorkforceEvent.AgentChanged(agent.id(), agent.team()), clock.instant());
        });
        reload();
    }

    /// What an agent is doing; Offline if nothing was ever said.
    public Presence presence(AgentId agent) {
        return presences.computeIfAbsent(
                agent, id -> new Presence(id, Presence.State.OFFLINE, clock.instant(), "", Optional.empty()));
    }

    public void present(Presence presence) {
        store.save(presence);
        presences.put(presence.agent(), presence);
        listeners.forEach(listener -> listener.accept(presence));
    }

    /// Calls back on every change of presence, on the thread that made it.
    public void onPresence(Consumer<Presence> listener) {
        listeners.add(listener);
    }
}
