package io.rapport.server.webform;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Html;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Receipts;
import io.rapport.server.channel.Sender;
import io.rapport.server.customer.Customers;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.workforce.Agent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The page behind a receipt's link: who has it, what is promised by when; room to add something and to say when to
/// call. The link is unguessable and shows one matter, never the history.
@RestController
@RequestMapping("/r/{token}")
@ForEveryone
class ReceiptRoutes {
    private static final int MAX_TEXT = 20_000;
    private static final int MAX_BEST_TIME = 200;

    private final Receipts receipts;
    private final Customers customers;
    private final Doors doors;
    private final Inbox inbox;
    private final Clock clock;

    ReceiptRoutes(Receipts receipts, Customers customers, Doors doors, Inbox inbox, Clock clock) {
        this.receipts = receipts;
        this.customers = customers;
        this.doors = doors;
        this.inbox = inbox;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String token) {
        return show(token, HttpStatus.OK, "");
    }

    @PostMapping("/add")
    ResponseEntity<String> add(@PathVariable String token, @RequestParam(defaultValue = "") String text) {
        Optional<Receipts.Owner> owner = receipts.owner(token);
        Optional<Receipts.Page> page = receipts.page(token);
        if (owner.isEmpty() || page.isEmpty()) {
            return gone();
        }
        if (text.isBlank() || text.length() > MAX_TEXT) {
            return show(
                    token, HttpStatus.UNPROCESSABLE_ENTITY, "Please write between 1 and " + MAX_TEXT + " characters.");
        }
        Optional<ContactPoint> address = customers.points(owner.get().customer()).stream()
                .map(p -> p.point())
                .findFirst();
        Optional<Door> door = doors.all().stream()
                .filter(d -> d.channel() == Channel.FORM && d.enabled())
                .findFirst()
                .or(() -> doors.all().stream().findFirst());
        if (address.isEmpty() || door.isEmpty()) {
            return gone();
        }
        try {
            inbox.take(arrival(owner.get(), page.get(), door.get(), address.get(), text.strip(), clock.instant()));
        } catch (InboxUnavailableException away) {
            return show(token, HttpStatus.SERVICE_UNAVAILABLE, "We could not keep it just now. Please send it again.");
        }
        return show(token, HttpStatus.OK, "Thank you, we have it.");
    }

    /// The link proves who they are, and names the matter.
    private static Arrival arrival(
            Receipts.Owner owner, Receipts.Page page, Door door, ContactPoint address, String text, Instant now) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                Channel.FORM,
                door.id(),
                "receipt-" + page.matter().id() + "-" + Integer.toHexString(text.hashCode()) + "-"
                        + now.getEpochSecond() / 60,
                Optional.empty(),
                now,
                raw,
                Optional.of(new Sender(address, page.customer().name(), Sender.Proof.PROVEN, Optional.empty())),
                new Nature.Written(),
                Content.words(page.matter().about(), text),
                List.of(),
                List.of(new Hint.Token(owner.matterToken())),
                Optional.empty());
    }

    @PostMapping("/best-time")
    ResponseEntity<String> bestTime(
            @PathVariable String token, @RequestParam(name = "when", defaultValue = "") String when) {
        String words = when.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        if (words.isEmpty() || words.length() > MAX_BEST_TIME) {
            return show(token, HttpStatus.UNPROCESSABLE_ENTITY, "Please say it in at most 200 characters.");
        }
        return receipts.bestTime(token, words, clock.instant())
                ? show(token, HttpStatus.OK, "Thank you, we call you then.")
                : gone();
    }

    private ResponseEntity<String> show(String token, HttpStatus status, String said) {
        return receipts.page(token)
                .map(page -> CustomerPages.answer(
                        status, false, Page.of(page.matter().about(), false, render(token, page, said))))
                .orElseGet(ReceiptRoutes::gone);
    }

    private static ResponseEntity<String> gone() {
        return CustomerPages.answer(
                HttpStatus.NOT_FOUND,
                false,
                Page.of(
                        "Not found",
                        false,
                        "<h1>This link leads nowhere.</h1><p>It may have been cut on its way. Just"
                                + " answer our mail instead.</p>"));
    }

    private static String render(String token, Receipts.Page page, String said) {
        var zone = page.team().calendar().zone();
        StringBuilder body = new StringBuilder();
        if (!said.isEmpty()) {
            body.append("<p class=\"said\" role=\"status\">")
                    .append(Html.escape(said))
                    .append("</p>");
        }
        body.append("<h1>").append(Html.escape(page.matter().about())).append("</h1>");
        body.append("<p>").append(Html.escape(page.team().name()));
        body.append(
                page.team().place().isEmpty()
                        ? ""
                        : " in " + Html.escape(page.team().place()));
        body.append(" has it. ").append(Html.escape(page.team().welcome())).append("</p>");
        body.append("<div class=\"faces\">");
        page.people().stream().limit(8).forEach(agent -> body.append(face(agent)));
        body.append("</div>");
        if (!page.team().address().isEmpty()) {
            body.append("<p class=\"quiet\">Write to them directly: ")
                    .append(Html.escape(page.team().address()))
                    .append("</p>");
        }
        body.append("<h2>What is promised</h2><div class=\"card\">");
        if (page.promises().isEmpty()) {
            body.append("<p>Nothing is open just now. If something is missing, tell us below.</p>");
        } else {
            body.append("<ul>");
            for (Promised promise : page.promises()) {
                String what = promise.kind() == Promised.Kind.ANSWER ? "A person answers you" : promise.what();
                body.append("<li>")
                        .append(Html.escape(what))
                        .append(" by <strong>")
                        .append(Html.escape(Receipts.when(promise.deadline(), zone)))
                        .append("</strong></li>");
            }
            body.append("</ul>");
        }
        body.append("</div>");
        String link = "/r/" + Html.escape(token);
        body.append("<h2>Add something</h2><form method=\"post\" action=\"")
                .append(link)
                .append(
                        "/add\"><label for=\"text\">What should we know?</label><textarea id=\"text\" name=\"text\" required"
                                + " maxlength=\"20000\"></textarea><button>Send</button></form>");
        body.append("<h2>When may we call you?</h2><form method=\"post\" action=\"")
                .append(link)
                .append("/best-time\">")
                .append(Page.field(
                        "when",
                        "Best time to call",
                        page.customer().bestTime().orElse(""),
                        "",
                        "maxlength=\"200\" placeholder=\"weekdays after five\" required"))
                .append("<button>Save</button></form>");
        return body.toString();
    }

    private static String face(Agent agent) {
        String picture = agent.face()
                .map(path -> "<img src=\"" + Html.escape(path) + "\" alt=\"\">")
                .orElse("<span aria-hidden=\"true\">"
                        + Html.escape(agent.firstName().substring(0, 1)) + "</span>");
        return "<figure>" + picture + "<figcaption>" + Html.escape(agent.firstName()) + "</figcaption></figure>";
    }
}
