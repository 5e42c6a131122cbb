package io.rapport.server.webform;

import io.rapport.server.knowledge.Article;
import io.rapport.server.knowledge.Articles;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.PostLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What we know and everybody may read. Only articles that somebody made public are ever found here.
@RestController
@RequestMapping("/help")
@ForEveryone
class HelpRoutes {
    private static final int MAX_TYPED = 200;

    private final Articles articles;
    private final Company company;
    private final PostLimit limit;
    private final Clock clock;

    HelpRoutes(Articles articles, Company company, PostLimit limit, Clock clock) {
        this.articles = articles;
        this.company = company;
        this.limit = limit;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> list(
            @RequestParam(defaultValue = "") String q,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
        HelpWords words = HelpWords.of(language);
        String typed = Typed.line(q, MAX_TYPED);
        Optional<String> only = typed.isEmpty() ? Optional.of(words.language) : Optional.empty();
        List<Article> found = articles.findPublic(typed, only);
        List<Article> all = found.isEmpty() && typed.isEmpty() ? articles.findPublic("", Optional.empty()) : found;
        return answer(HttpStatus.OK, words, words.title, HelpPage.list(words, all, typed));
    }

    @GetMapping("/{id}")
    ResponseEntity<String> article(
            @PathVariable String id,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String language) {
        return show(id, HelpWords.of(language), false);
    }

    @PostMapping("/{id}/vote")
    ResponseEntity<String> vote(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String helped,
            @RequestParam(defaultValue = "") String words,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String language,
            HttpServletRequest request) {
        HelpWords said = HelpWords.of(language);
        if (limit.count(request.getRemoteAddr(), clock.instant()).isPresent()) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, said, said.title, HelpPage.sentence(said, said.tooOften));
        }
        boolean yes = helped.equals("yes");
        if (!yes && !helped.equals("no")) {
            return show(id, said, false);
        }
        String line = Typed.line(words, Articles.MAX_VOTE_WORDS);
        return number(id).filter(article -> articles.voted(article, yes, line)).isPresent()
                ? show(id, said, true)
                : gone(said);
    }

    private ResponseEntity<String> show(String id, HelpWords words, boolean voted) {
        return number(id)
                .flatMap(articles::findPublic)
                .map(article -> answer(HttpStatus.OK, words, article.title(), HelpPage.article(words, article, voted)))
                .orElseGet(() -> gone(words));
    }

    private ResponseEntity<String> gone(HelpWords words) {
        return answer(HttpStatus.NOT_FOUND, words, words.title, HelpPage.sentence(words, words.gone));
    }

    private ResponseEntity<String> answer(HttpStatus status, HelpWords words, String title, String body) {
        String page = Page.of(title, company.name(), false, body)
                .replaceFirst("<html lang=\"en\">", "<html lang=\"" + words.language + "\">");
        return CustomerPages.answer(status, false, page);
    }

    private static Optional<Long> number(String id) {
        return id.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
    }
}
