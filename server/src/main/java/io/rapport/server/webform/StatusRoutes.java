package io.rapport.server.webform;

import io.rapport.server.channel.Receipts;
import io.rapport.server.outreach.Incident;
import io.rapport.server.outreach.Notices;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Html;
import io.rapport.server.page.Page;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What everybody may know of our mistakes, changes and outages, in words that two of us read.
@RestController
@RequestMapping("/status")
@ForEveryone
class StatusRoutes {
    private final Notices notices;
    private final Workforce workforce;
    private final Company company;

    StatusRoutes(Notices notices, Workforce workforce, Company company) {
        this.notices = notices;
        this.workforce = workforce;
        this.company = company;
    }

    /// The newest first.
    @GetMapping
    ResponseEntity<String> status(
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language in = Language.of(accepted);
        ZoneId zone = workforce
                .fallbackTeam()
                .or(() -> workforce.teams().stream().findFirst())
                .map(Team::calendar)
                .map(calendar -> calendar.zone())
                .orElse(ZoneOffset.UTC);
        List<Incident> all = notices.published();
        String head = all.stream().anyMatch(one -> one.state() != Incident.State.RESOLVED)
                ? in.say("What is going on with us", "Qué pasa en nuestra casa")
                : in.say("All is well", "Todo va bien");
        StringBuilder body = new StringBuilder("<h1>" + head + "</h1>");
        if (all.isEmpty()) {
            body.append("<p>")
                    .append(in.say(
                            "There is nothing to tell. If something does not work, write to us.",
                            "No hay nada que contar. Si algo no funciona, escríbanos."))
                    .append("</p>");
        }
        all.forEach(one -> one.text(in).ifPresent(text -> article(body, one, text, in, zone)));
        return CustomerPages.open(Page.open(head, company.name(), body.toString(), in));
    }

    private static void article(StringBuilder body, Incident one, Incident.Text text, Language in, ZoneId zone) {
        body.append("<article class=\"card\"><h2>")
                .append(Html.escape(one.name()))
                .append("</h2>");
        body.append(NoticePage.when(one, in, zone));
        body.append("<p class=\"prose\">")
                .append(Html.escape(text.happened()))
                .append("</p><p class=\"prose\">")
                .append(Html.escape(text.doing()))
                .append("</p>");
        one.steps()
                .published()
                .ifPresent(at -> body.append("<p class=\"quiet\">")
                        .append(Html.escape(in.say("Told on ", "Contado el ") + Receipts.when(at, zone, in)))
                        .append("</p>"));
        body.append("</article>");
    }
}
