package io.rapport.server.knowledge;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// What all teams know, and how often it helped. Thread-safe.
public final class Articles {
    public static final int PAGE = 100;
    public static final int MAX_VOTE_WORDS = 1_000;

    static final int SUGGESTED = 3;
    static final int MOST = 5_000;
    static final int MOST_VOTES = 10_000;

    private final ArticleStore store;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Articles(ArticleStore store, Journal journal, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Those of a team and everybody's with all these words in them; those that somebody must look at first.
    ///
    /// @param words as typed; none: all
    public List<Article> find(TeamId team, String words) {
        return store.find(Optional.of(team), ArticleWords.all(words), Optional.empty(), PAGE);
    }

    /// Public ones with all these words in them.
    public List<Article> findPublic(String words, Optional<String> language) {
        return store.find(Optional.empty(), ArticleWords.all(words), language, PAGE);
    }

    /// Those that say most of what a text is about, best first; none where it is about nothing that we know.
    public List<Article> suggest(TeamId team, String text) {
        return store.suggest(team, text, SUGGESTED);
    }

    /// One of theirs, or of everybody's.
    public Optional<Article> find(TeamId team, long id) {
        return store.find(id)
                .filter(article ->
                        article.team().isEmpty() || article.team().get().equals(team));
    }

    public Optional<Article> findPublic(long id) {
        return store.find(id).filter(Article::isPublic);
    }

    /// What public readers said lately whom it did not help, newest first.
    List<Article.Complaint> complaints(long id) {
        return store.complaints(id, 20);
    }

    /// @return empty where there are too many already
    public Optional<Article> add(Article.Draft draft) {
        return transaction.execute(status -> {
            if (store.count() >= MOST) {
                return Optional.<Article>empty();
            }
            Instant now = clock.instant();
            long id = store.insert(draft, now);
            journal.append(new KnowledgeEvent.ArticleChanged(id), now);
            return store.find(id);
        });
    }

    /// @return empty where there is none, or it is another team's
    Optional<Article> change(long id, Article.Draft draft, TeamId team) {
        return transaction.execute(status -> {
            Optional<Article> known = find(team, id);
            if (known.isPresent()) {
                Instant now = clock.instant();
                store.update(id, draft, now);
                journal.append(new KnowledgeEvent.ArticleChanged(id), now);
            }
            return known.flatMap(article -> store.find(article.id()));
        });
    }

    Optional<Article> remove(long id, TeamId team) {
        return transaction.execute(status -> {
            Optional<Article> known = find(team, id);
            known.ifPresent(article -> {
                store.delete(id);
                journal.append(new KnowledgeEvent.ArticleChanged(id), clock.instant());
            });
            return known;
        });
    }

    /// A reply leaves with these in it. Unknown ones are left out.
    public void used(List<Long> articles, InteractionId interaction, AgentId by) {
        if (!articles.isEmpty()) {
            store.used(articles, interaction, by, clock.instant());
        }
    }

    /// What a public reader says of one.
    ///
    /// @param words what was missing; may be empty
    /// @return whether there is such a public one
    public boolean voted(long id, boolean helped, String words) {
        Optional<Article> article = findPublic(id);
        if (article.isPresent() && store.votes(id) < MOST_VOTES) {
            store.vote(id, helped, words, clock.instant());
        }
        return article.isPresent();
    }
}
