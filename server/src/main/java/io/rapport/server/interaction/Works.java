package io.rapport.server.interaction;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.vocabulary.WorkId;
import java.time.Instant;
import java.util.Optional;

/// What waits for a person, as routing sees it. Offered or taken, it is claimed by one compare-and-set: exactly
/// one of any number who try at once gets it. The only file with SQL on `work`; runs in the caller's transaction.
public final class Works {
    private final BundlingTemplate jdbc;
    private final Journal journal;

    Works(BundlingTemplate jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    /// @param pausable whether it can be put down for a ringing customer: written work can
    public WorkId add(
            CustomerId customer, TeamId team, MatterId matter, Instant due, boolean pausable, Optional<AgentId> knows) {
        long id = jdbc.number("work");
        jdbc.later(
                """
                insert into work (id, customer, team, matter, due, pausable, known_agent, state)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, 'WAITING')
                """,
                id,
                customer.value(),
                team.value(),
                matter.value(),
                Sql.time(due),
                pausable,
                knows.map(AgentId::value).orElse(null));
        return new WorkId(id);
    }

    /// Claims waiting work.
    ///
    /// @return whether this agent has it now (and had not before)
    public boolean claim(WorkId work, CustomerId customer, AgentId agent, Instant at) {
        int changed = jdbc.update(
                "update work set state = 'CLAIMED', claimed_by = ?, claimed_at = ? where id = ? and state = 'WAITING'",
                agent.value(),
                Sql.time(at),
                work.value());
        if (changed == 1) {
            journal.append(customer, new InteractionEvent.WorkClaimed(work, agent), at);
        }
        return changed == 1;
    }

    /// Gives claimed work to another (a hand-over), or back to all (empty).
    public void pass(WorkId work, Optional<AgentId> agent, Instant at) {
        jdbc.update(
                "update work set state = ?, claimed_by = ?, claimed_at = ? where id = ? and state <> 'DONE'",
                agent.isPresent() ? "CLAIMED" : "WAITING",
                agent.map(AgentId::value).orElse(null),
                agent.isPresent() ? Sql.time(at) : null,
                work.value());
    }

    /// Gives it to another team.
    public void rehome(WorkId work, TeamId team) {
        jdbc.update("update work set team = ? where id = ?", team.value(), work.value());
    }

    public void done(WorkId work) {
        jdbc.update("update work set state = 'DONE' where id = ?", work.value());
    }
}
