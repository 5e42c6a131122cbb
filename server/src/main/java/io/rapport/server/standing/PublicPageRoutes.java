package io.rapport.server.standing;

import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.page.ShownToCustomers;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The page on which everybody reads what we promise. Nothing on it is about a customer.
@RestController
@ForEveryone
@ShownToCustomers
class PublicPageRoutes {
    private final Publication publication;
    private final Company company;

    PublicPageRoutes(Publication publication, Company company) {
        this.publication = publication;
        this.company = company;
    }

    /// What the company promises, and how often it was kept.
    @GetMapping("/our-promises")
    ResponseEntity<String> publishedPromises(
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language language = Language.of(accepted);
        List<PublicPage.Published> published = publication.now();
        if (published.isEmpty()) {
            String sentence = language.say("There is no such page.", "No existe esa página.");
            return answer(
                    HttpStatus.NOT_FOUND, sentence, "<div class=\"card\"><h1>" + sentence + "</h1></div>", language);
        }
        return answer(
                HttpStatus.OK,
                language.say("What we promise", "Lo que prometemos"),
                PublicPage.of(published, language),
                language);
    }

    private ResponseEntity<String> answer(HttpStatus status, String title, String body, Language language) {
        return CustomerPages.answer(status, false, Page.of(title, company.name(), false, body, language));
    }
}
