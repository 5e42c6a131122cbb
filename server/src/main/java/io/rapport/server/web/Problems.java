package io.rapport.server.web;

import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/// Turns every exception into problem+json, in one place.
@RestControllerAdvice
class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler(Refusal.class)
    ResponseEntity<Problem> refused(Refusal refusal) {
        String detail = String.valueOf(refusal.getMessage());
        return body(Problem.of(refusal.status(), refusal.code(), detail, refusal.fields()));
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MethodArgumentTypeMismatchException.class,
        MultipartException.class
    })
    ResponseEntity<Problem> unreadable(Exception failure) {
        return body(Problem.of(400, "unreadable", "The request could not be read.", Map.of()));
    }

    @ExceptionHandler(InvalidParameterException.class)
    ResponseEntity<Problem> unreadable(InvalidParameterException failure) {
        return body(Problem.of(failure.getErrorCode(), "unreadable", "The request could not be read.", Map.of()));
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    ResponseEntity<Problem> tooLarge(MaxUploadSizeExceededException failure) {
        return body(Problem.of(413, "too-large", "That is larger than may be sent here.", Map.of()));
    }

    @ExceptionHandler(AccessDeniedException.class)
    ResponseEntity<Problem> denied(AccessDeniedException failure) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || caller instanceof AnonymousAuthenticationToken) {
            return body(Problem.of(401, "sign-in", "Please sign in.", Map.of()));
        }
        return body(Problem.of(403, "forbidden", "Your role does not allow this.", Map.of()));
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        TransientDataAccessException.class,
        DataAccessResourceFailureException.class
    })
    ResponseEntity<Problem> away(Exception failure) {
        log.warn("database unavailable cause={}", failure.toString());
        String detail = "The database does not answer just now. Nothing was lost; please try again in a moment.";
        return body(Problem.of(503, "unavailable", detail, Map.of()));
    }

    /// The other side has gone: there is nobody to answer.
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(AsyncRequestNotUsableException failure) {
        log.debug("client went away cause={}", failure.toString());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Problem> other(Exception failure) {
        if (failure instanceof ErrorResponse response) {
            int status = response.getStatusCode().value();
            String detail = String.valueOf(response.getBody().getDetail());
            return body(Problem.of(status, "refused", detail, Map.of()));
        }
        log.error("request failed", failure);
        String detail = "Something went wrong on our side. It is in the log; please try again.";
        return body(Problem.of(500, "our-mistake", detail, Map.of()));
    }

    private static ResponseEntity<Problem> body(Problem english) {
        Problem problem = english.spoken();
        return ResponseEntity.status(HttpStatus.valueOf(problem.status()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
