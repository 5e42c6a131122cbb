package io.rapport.server.swarm;

import io.rapport.server.customer.Customers;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// Asks the team room, and answers. The customer stays with whoever asks: no promise moves and no clock stops.
/// Thread-safe; each change is a transaction of its own.
public final class Swarm {
    /// Characters of a question or an answer.
    public static final int LONGEST = 4_000;
    /// Colleagues who are named in one question.
    public static final int MOST_NAMED = 10;
    /// Answers to one question.
    public static final int MOST_ANSWERS = 200;

    private final SwarmStore store;
    private final Customers customers;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Swarm(SwarmStore store, Customers customers, Journal journal, TransactionTemplate transaction) {
        this.store = store;
        this.customers = customers;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// A question as it is put.
    ///
    /// @param key made once per question by who asks: asking it twice asks once
    public record Asked(
            String key,
            CustomerId customer,
            Optional<MatterId> matter,
            TeamId team,
            AgentId by,
            String text,
            List<AgentId> named) {}

    /// @return the question's number; the known one if it was asked before
    public long ask(Asked asked, Instant now) {
        return transaction.execute(status -> {
            customers.lock(asked.customer());
            Optional<Long> known = store.byKey(asked.key());
            if (known.isPresent()) {
                return known.get();
            }
            long id = store.insert(asked, now);
            journal.append(
                    asked.customer(), new SwarmEvent.QuestionAsked(id, asked.matter(), asked.team(), asked.by()), now);
            return id;
        });
    }

    /// What became of an answer.
    public enum Answered {
        TAKEN,
        /// There is no such question.
        UNKNOWN,
        /// It has [#MOST_ANSWERS].
        ENOUGH
    }

    /// Answers once for each key; a settled question may still be answered.
    public Answered answer(String key, long question, AgentId by, String text, Instant now) {
        Optional<Question> known = store.find(question);
        if (known.isEmpty()) {
            return Answered.UNKNOWN;
        }
        return transaction.execute(status -> {
            customers.lock(known.get().customer());
            if (store.find(question).orElseThrow().answers().size() >= MOST_ANSWERS) {
                return Answered.ENOUGH;
            }
            store.insertAnswer(key, question, by, text, now)
                    .ifPresent(answer -> journal.append(
                            known.get().customer(), new SwarmEvent.QuestionAnswered(question, answer, by), now));
            return Answered.TAKEN;
        });
    }

    /// Settles a question, or opens it again.
    ///
    /// @return false when there is no such question
    public boolean settle(long question, boolean settled, AgentId by, Instant now) {
        Optional<Question> known = store.find(question);
        known.ifPresent(q -> transaction.executeWithoutResult(status -> {
            customers.lock(q.customer());
            if (store.settle(question, settled, by, now)) {
                SwarmEvent event = settled
                        ? new SwarmEvent.QuestionSettled(question, by)
                        : new SwarmEvent.QuestionReopened(question, by);
                journal.append(q.customer(), event, now);
            }
        }));
        return known.isPresent();
    }

    public Optional<Question> find(long question) {
        return store.find(question);
    }

    /// The open questions of a room and those in which an agent takes part, newest first.
    public List<Question> open(TeamId team, AgentId agent, int limit) {
        return store.room(team, agent, false, limit);
    }

    /// The same of those that were settled.
    public List<Question> settled(TeamId team, AgentId agent, int limit) {
        return store.room(team, agent, true, limit);
    }
}
