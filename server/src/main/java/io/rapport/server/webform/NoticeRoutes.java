package io.rapport.server.webform;

import io.rapport.server.outreach.Notices;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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

/// The page behind the link of a notice. Looking at it proves nothing, for mail filters look first: what
/// counts is a
/// button.
@RestController
@RequestMapping("/n/{token}")
@ForEveryone
class NoticeRoutes {
    private final Notices notices;
    private final Company company;
    private final PostLimit limit;
    private final Clock clock;

    NoticeRoutes(Notices notices, Company company, PostLimit limit, Clock clock) {
        this.notices = notices;
        this.company = company;
        this.limit = limit;
        this.clock = clock;
    }

    /// What happened, and what we do about it.
    @GetMapping
    ResponseEntity<String> notice(
            @PathVariable String token,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        return show(token, HttpStatus.OK, NoticePage.Said.NOTHING, accepted);
    }

    /// They say that they know.
    @PostMapping("/known")
    ResponseEntity<String> noticeKnown(
            @PathVariable String token,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            HttpServletRequest request) {
        return act(token, accepted, request, "", () -> notices.know(token), "Thank you.", "Gracias.");
    }

    /// They say what they think of what we do.
    @PostMapping("/opinion")
    ResponseEntity<String> noticeOpinion(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String fits,
            @RequestParam(defaultValue = "") String words,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            HttpServletRequest request) {
        String said = words.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                .strip();
        Language in = language(token, accepted);
        if (said.length() > Notices.MAX_OPINION || said.isEmpty() && !fits.equals("yes") && !fits.equals("no")) {
            return show(
                    token,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    new NoticePage.Said(
                            in.say(
                                    "Choose one, or say it in at most " + Notices.MAX_OPINION + " characters.",
                                    "Elija una, o dígalo en " + Notices.MAX_OPINION + " caracteres como máximo."),
                            false,
                            said),
                    accepted);
        }
        Boolean answer = fits.equals("yes") ? Boolean.TRUE : fits.equals("no") ? Boolean.FALSE : null;
        return act(
                token,
                accepted,
                request,
                said,
                () -> notices.opine(token, answer, said),
                "Thank you. Those who decide about it read it.",
                "Gracias. Lo leen quienes deciden sobre ello.");
    }

    /// Goes on to the page on which they choose when we call them about it.
    @PostMapping("/call")
    ResponseEntity<String> noticeCall(
            @PathVariable String token,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            HttpServletRequest request) {
        Language in = language(token, accepted);
        if (limit.count(request.getRemoteAddr(), clock.instant()).isPresent()) {
            return tooOften(token, "", in, accepted);
        }
        return notices.callPage(token)
                .map(path -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header("Location", path)
                        .<String>build())
                .orElseGet(() -> gone(in));
    }

    /// They say that what we made good has arrived.
    @PostMapping("/arrived/{good}")
    ResponseEntity<String> noticeArrived(
            @PathVariable String token,
            @PathVariable String good,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            HttpServletRequest request) {
        return act(
                token,
                accepted,
                request,
                "",
                () -> good.matches("[1-9][0-9]{0,17}") && notices.arrived(token, Long.parseLong(good)),
                "Thank you for telling us.",
                "Gracias por decírnoslo.");
    }

    private interface Deed {
        boolean done();
    }

    private ResponseEntity<String> act(
            String token,
            @Nullable String accepted,
            HttpServletRequest request,
            String typed,
            Deed deed,
            String english,
            String spanish) {
        Language in = language(token, accepted);
        if (limit.count(request.getRemoteAddr(), clock.instant()).isPresent()) {
            return tooOften(token, typed, in, accepted);
        }
        return deed.done()
                ? show(token, HttpStatus.OK, new NoticePage.Said(in.say(english, spanish), true, ""), accepted)
                : gone(in);
    }

    private ResponseEntity<String> tooOften(String token, String typed, Language in, @Nullable String accepted) {
        return show(
                token,
                HttpStatus.TOO_MANY_REQUESTS,
                new NoticePage.Said(
                        in.say(
                                "Very much came from your network, so this was not taken. Please try again later.",
                                "Ha llegado muchísimo desde su red, así que esto no se ha tomado. Inténtelo más tarde."),
                        false,
                        typed),
                accepted);
    }

    private Language language(String token, @Nullable String accepted) {
        return notices.page(token).map(Notices.Page::in).orElse(Language.of(accepted));
    }

    private ResponseEntity<String> show(
            String token, HttpStatus status, NoticePage.Said said, @Nullable String accepted) {
        Optional<Notices.Page> page = notices.page(token);
        return page.map(known -> CustomerPages.answer(
                        status,
                        false,
                        Page.of(
                                known.incident().name(),
                                company.name(),
                                false,
                                NoticePage.of(token, known, said),
                                known.in())))
                .orElseGet(() -> gone(Language.of(accepted)));
    }

    private ResponseEntity<String> gone(Language in) {
        String head = in.say("This link leads nowhere.", "Este enlace no lleva a ninguna parte.");
        String sentence = in.say(
                "It may have been cut on its way. Just answer our mail instead.",
                "Quizá se haya cortado por el camino. Responda a nuestro correo.");
        return CustomerPages.answer(
                HttpStatus.NOT_FOUND,
                false,
                Page.of(
                        head,
                        company.name(),
                        false,
                        "<div class=\"card\"><h1>" + head + "</h1><p>" + sentence + "</p></div>",
                        in));
    }
}
