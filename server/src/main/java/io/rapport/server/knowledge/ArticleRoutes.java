package io.rapport.server.knowledge;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Articles: found, read, and written by those who answer.
@RestController
@RequestMapping("/api/articles")
@May(Permission.SEE_DESK)
class ArticleRoutes {
    private static final int MAX_LOOKED_AT = 20_000;

    private final Articles articles;
    private final Accounts accounts;
    private final Workforce workforce;
    private final Author author;
    private final WebSettings web;
    private final Clock clock;

    ArticleRoutes(Articles articles, Accounts accounts, Workforce workforce, WebSettings web, Clock clock) {
        this.articles = articles;
        this.accounts = accounts;
        this.workforce = workforce;
        this.author = new Author(workforce);
        this.web = web;
        this.clock = clock;
    }

    /// @param team null: everybody's
    /// @param due whether its owner should look at it
    /// @param link its help page; null where it has none
    record ArticleView(
            String id,
            @Nullable String team,
            String language,
            String title,
            String text,
            String owner,
            LocalDate review,
            boolean due,
            boolean isPublic,
            @Nullable String link,
            long helped,
            long failed,
            Instant changed) {}

    record ArticleList(List<ArticleView> articles) {}

    record ComplaintView(String words, Instant at) {}

    record ArticlePage(ArticleView article, List<ComplaintView> complaints) {}

    record Given(
            boolean company,
            @Nullable String language,
            @Nullable String title,
            @Nullable String text,
            @Nullable String owner,
            @Nullable LocalDate review,
            boolean isPublic,
            @Nullable String origin) {}

    record LookedAt(@Nullable String text) {}

    /// Articles with these words, or the latest.
    @GetMapping
    ArticleList find(@RequestParam(defaultValue = "") String q, Principal caller) {
        return list(articles.find(author.of(caller).team(), q));
    }

    /// What we know of what is being written about.
    @May(Permission.ANSWER)
    @PostMapping("/suggestions")
    ArticleList suggest(@RequestBody LookedAt given, Principal caller) {
        String text = Optional.ofNullable(given.text()).orElse("").replace("\0", "");
        String start = text.length() > MAX_LOOKED_AT ? text.substring(0, MAX_LOOKED_AT) : text;
        return list(articles.suggest(author.of(caller).team(), start));
    }

    /// One article, and what readers missed in it.
    @GetMapping("/{id}")
    ArticlePage article(@PathVariable String id, Principal caller) {
        Article article = articles.find(author.of(caller).team(), Typed.id(id))
                .orElseThrow(() -> Refusal.notFound("There is no such article in your team."));
        return new ArticlePage(
                view(article),
                articles.complaints(article.id()).stream()
                        .map(said -> new ComplaintView(said.words(), said.at()))
                        .toList());
    }

    /// Writes an article.
    @May(Permission.WRITE_KNOWLEDGE)
    @PostMapping
    ArticleView add(@RequestBody Given given, Principal caller) {
        Agent me = author.of(caller);
        Article made = articles.add(draft(given, me))
                .orElseThrow(() -> Refusal.conflict(
                        "too-many", "There are " + Articles.MOST + " articles. Delete one that nobody needs."));
        accounts.audit(Long.parseLong(caller.getName()), "wrote article", made.title());
        return view(made);
    }

    /// Changes an article.
    @May(Permission.WRITE_KNOWLEDGE)
    @PutMapping("/{id}")
    ArticleView change(@PathVariable String id, @RequestBody Given given, Principal caller) {
        Agent me = author.of(caller);
        Article changed = articles.change(Typed.id(id), draft(given, me), me.team())
                .orElseThrow(() -> Refusal.notFound("There is no such article in your team."));
        accounts.audit(Long.parseLong(caller.getName()), "changed article", changed.title());
        return view(changed);
    }

    /// Removes an article.
    @May(Permission.WRITE_KNOWLEDGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Principal caller) {
        Article gone = articles.remove(Typed.id(id), author.of(caller).team())
                .orElseThrow(() -> Refusal.notFound("There is no such article in your team."));
        accounts.audit(Long.parseLong(caller.getName()), "deleted article", gone.title());
    }

    private Article.Draft draft(Given given, Agent me) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate review = Optional.ofNullable(given.review()).orElse(today.plusMonths(6));
        if (review.isBefore(today.minusYears(1)) || review.isAfter(today.plusYears(5))) {
            throw Refusal.field("review", "Choose a day within five years.");
        }
        AgentId owner = given.owner() == null
                ? me.id()
                : workforce
                        .agent(new AgentId(Typed.id(given.owner())))
                        .filter(Agent::enabled)
                        .map(Agent::id)
                        .orElseThrow(() -> Refusal.field("owner", "Choose a colleague."));
        return new Article.Draft(
                given.company() ? Optional.empty() : Optional.of(me.team()),
                Typed.language(given.language()),
                Typed.line("title", given.title(), Article.MAX_TITLE),
                Typed.block("text", given.text(), Article.MAX_TEXT),
                owner,
                review,
                given.isPublic(),
                Optional.ofNullable(given.origin()).map(origin -> new InteractionId(Typed.id(origin))));
    }

    private ArticleList list(List<Article> found) {
        return new ArticleList(found.stream().map(this::view).toList());
    }

    private ArticleView view(Article article) {
        return new ArticleView(
                Long.toString(article.id()),
                article.team().map(Object::toString).orElse(null),
                article.language(),
                article.title(),
                article.text(),
                article.owner().toString(),
                article.review(),
                !article.review().isAfter(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                article.isPublic(),
                article.isPublic() ? web.publicUrl() + "/help/" + article.id() : null,
                article.tally().helped(),
                article.tally().failed(),
                article.changed());
    }
}
