package io.rapport.server.webform;

import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// What customers read when a request did not even become a form: the server stopped reading, so that their words are
/// in their browser only.
@RestControllerAdvice(basePackageClasses = FormRoutes.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class CustomerPageProblems {
    private static final Logger log = LoggerFactory.getLogger(CustomerPageProblems.class);

    @ExceptionHandler
    ResponseEntity<String> tooLarge(MaxUploadSizeExceededException much) {
        return tooMuch();
    }

    /// It could not be read: cut on its way, or our disk had no room for its files.
    @ExceptionHandler
    ResponseEntity<String> unreadable(MultipartException broken) {
        log.warn("event=form-unreadable cause={}", broken.toString());
        return sorry(
                HttpStatus.SERVICE_UNAVAILABLE,
                "We could not take it just now.",
                "Nothing was sent. Your browser's Back button brings back what you wrote; please send it again in a"
                        + " moment, perhaps without the files.");
    }

    @ExceptionHandler
    ResponseEntity<String> unreadable(InvalidParameterException broken) {
        return broken.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? tooMuch()
                : sorry(
                        HttpStatus.BAD_REQUEST,
                        "We could not read that.",
                        "Nothing was sent. Please go back and send it again.");
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<String> away(Exception failure) {
        log.warn("event=customer-page-unavailable cause={}", failure.toString());
        return sorry(
                HttpStatus.SERVICE_UNAVAILABLE,
                "We can't show it just now.",
                "Please try again in a moment. If you had written something, your browser's Back button brings it"
                        + " back.");
    }

    private static ResponseEntity<String> tooMuch() {
        return sorry(
                HttpStatus.CONTENT_TOO_LARGE,
                "That was too much.",
                "At most " + Uploads.MAX_FILES + " files, together " + (Uploads.MAX_BYTES >> 20)
                        + " MB, can come with a message. Nothing was sent. Your browser's Back button brings back what"
                        + " you wrote.");
    }

    /// The form may have stood in a frame; the page that says so must be shown there too.
    private static ResponseEntity<String> sorry(HttpStatus status, String head, String sentence) {
        return CustomerPages.answer(
                status,
                true,
                Page.of(head, "", false, "<div class=\"card\"><h1>" + head + "</h1><p>" + sentence + "</p></div>"));
    }
}
