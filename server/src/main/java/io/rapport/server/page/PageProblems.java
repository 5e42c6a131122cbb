package io.rapport.server.page;

import io.rapport.server.web.Language;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// What customers read while the database is away.
@RestControllerAdvice(annotations = ShownToCustomers.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
    private static final Logger log = LoggerFactory.getLogger(PageProblems.class);

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> away(Exception failure, HttpServletRequest request) {
        log.warn("event=customer-page-unavailable cause={}", failure.toString());
        Language in = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String head = in.say("We can't show it just now.", "Ahora no podemos mostrarlo.");
        String sentence = in.say(
                "Please try again in a moment. If you had written something, your browser's Back button brings it back.",
                "Inténtelo de nuevo en un momento. Si había escrito algo, el botón Atrás de su navegador lo recupera.");
        String body = "<div class=\"card\"><h1>" + head + "</h1><p>" + sentence + "</p></div>";
        return CustomerPages.answer(HttpStatus.SERVICE_UNAVAILABLE, false, Page.of(head, "", false, body, in));
    }
}
