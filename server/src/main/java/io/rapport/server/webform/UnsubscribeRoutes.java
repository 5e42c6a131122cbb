package io.rapport.server.webform;

import io.rapport.server.outreach.Notices;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Stops what goes to many to one address: by one POST without a cookie, as mail programs send it (RFC 8058),
/// or by the
/// button on the page. Opening the link stops nothing, for mail filters open it.
@RestController
@RequestMapping("/u/{token}")
@ForEveryone
class UnsubscribeRoutes {
    private final Notices notices;
    private final Company company;

    UnsubscribeRoutes(Notices notices, Company company) {
        this.notices = notices;
        this.company = company;
    }

    /// Asks whether they mean it.
    @GetMapping
    ResponseEntity<String> unsubscribing(
            @PathVariable String token,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language in = Language.of(accepted);
        Optional<String> address = notices.stoppable(token);
        if (address.isEmpty()) {
            return gone(in);
        }
        String head = in.say("No more of what goes to many?", "¿Nada más de lo que va a muchos?");
        String sentence = in.say(
                "Then nothing that goes to many comes to " + address.get()
                        + " any more, news of faults included. What one of us writes to you still comes.",
                "Entonces no llegará a " + address.get()
                        + " nada de lo que va a muchos, tampoco avisos de averías. Lo que le escribamos a usted sigue"
                        + " llegando.");
        return answer(
                HttpStatus.OK,
                head,
                "<h1>" + head + "</h1><form method=\"post\" action=\"/u/" + Html.escape(token) + "\"><p>"
                        + Html.escape(sentence) + "</p><button>" + in.say("Yes, no more of it", "Sí, nada más")
                        + "</button></form>",
                in);
    }

    /// Stops it.
    @PostMapping
    ResponseEntity<String> unsubscribe(
            @PathVariable String token,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language in = Language.of(accepted);
        if (!notices.stop(token)) {
            return gone(in);
        }
        String head = in.say("Done: no more of it.", "Hecho: nada más.");
        return answer(
                HttpStatus.OK,
                head,
                "<div class=\"card\"><h1>" + head + "</h1><p>"
                        + in.say(
                                "If you want it again, tell us: we are happy to hear from you.",
                                "Si lo quiere de nuevo, díganoslo: nos alegra saber de usted.")
                        + "</p></div>",
                in);
    }

    private ResponseEntity<String> gone(Language in) {
        String head = in.say("This link leads nowhere.", "Este enlace no lleva a ninguna parte.");
        return answer(HttpStatus.NOT_FOUND, head, "<div class=\"card\"><h1>" + head + "</h1></div>", in);
    }

    private ResponseEntity<String> answer(HttpStatus status, String title, String body, Language in) {
        return CustomerPages.answer(status, false, Page.of(title, company.name(), false, body, in));
    }
}
