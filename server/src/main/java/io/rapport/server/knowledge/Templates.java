package io.rapport.server.knowledge;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/// The templates of all teams. Thread-safe.
public final class Templates {
    /// Of one team together with everybody's.
    static final int MOST = 1_000;

    private final TemplateStore store;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Templates(TemplateStore store, Journal journal, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What became of a template that was handed in.
    public sealed interface Kept {
        record Done(Template template) implements Kept {}

        /// Another one of the same team and language has this shortcut.
        record ShortcutTaken() implements Kept {}

        /// There is none, or it is another team's.
        record NotTheirs() implements Kept {}

        record TooMany() implements Kept {}
    }

    /// Those of a team and everybody's, by title.
    public List<Template> of(TeamId team) {
        return store.of(team, MOST);
    }

    /// Writes a new one.
    public Kept add(Template.Draft draft, TeamId team, AgentId by) {
        return keep(() -> {
            if (store.count(team) >= MOST) {
                return new Kept.TooMany();
            }
            Template made = store.insert(draft, by, clock.instant());
            journal.append(new KnowledgeEvent.TemplateChanged(made.id()), made.changed());
            return new Kept.Done(made);
        });
    }

    /// Changes one of theirs, or one of everybody's.
    public Kept change(long id, Template.Draft draft, TeamId team, AgentId by) {
        return keep(() -> {
            if (theirs(id, team).isEmpty()) {
                return new Kept.NotTheirs();
            }
            Template changed = store.update(id, draft, by, clock.instant());
            journal.append(new KnowledgeEvent.TemplateChanged(id), changed.changed());
            return new Kept.Done(changed);
        });
    }

    /// @return what it was, so that it can be written again; empty if there is none or it is another team's
    public Optional<Template> remove(long id, TeamId team) {
        return transaction.execute(status -> {
            Optional<Template> known = theirs(id, team);
            known.ifPresent(template -> {
                store.delete(template.id());
                journal.append(new KnowledgeEvent.TemplateChanged(id), clock.instant());
            });
            return known;
        });
    }

    private Optional<Template> theirs(long id, TeamId team) {
        return store.lock(id)
                .filter(template ->
                        template.team().isEmpty() || template.team().get().equals(team));
    }

    private Kept keep(java.util.function.Supplier<Kept> work) {
        try {
            return transaction.execute(status -> work.get());
        } catch (DuplicateKeyException taken) {
            return new Kept.ShortcutTaken();
        }
    }
}
