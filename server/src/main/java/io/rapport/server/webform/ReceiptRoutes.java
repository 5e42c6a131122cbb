package io.rapport.server.webform;

import io.rapport.server.calling.CallBack;
import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Receipts;
import io.rapport.server.channel.Sender;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.feedback.ReceiptFaces;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import jakarta.servlet.http.HttpServletRequest;
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
    static final int MAX_TEXT = 20_000;
    private static final int MAX_BEST_TIME = 200;

    private final Receipts receipts;
    private final Customers customers;
    private final Doors doors;
    private final Inbox inbox;
    private final ReceiptFaces faces;
    private final Company company;
    private final PostLimit limit;
    private final CallBacks callBacks;
    private final Clock clock;

    ReceiptRoutes(
            Receipts receipts,
            Customers customers,
            Doors doors,
            Inbox inbox,
            ReceiptFaces faces,
            Company company,
            PostLimit limit,
            CallBacks callBacks,
            Clock clock) {
        this.receipts = receipts;
        this.customers = customers;
        this.doors = doors;
        this.inbox = inbox;
        this.faces = faces;
        this.company = company;
        this.limit = limit;
        this.callBacks = callBacks;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> page(@PathVariable String token) {
        return show(token, HttpStatus.OK, ReceiptPage.Said.NOTHING);
    }

    @PostMapping("/add")
    ResponseEntity<String> add(
            @PathVariable String token, @RequestParam(defaultValue = "") String text, HttpServletRequest request) {
        Optional<ResponseEntity<String>> tooOften = tooOften(token, text, request);
        if (tooOften.isPresent()) {
            return tooOften.get();
        }
        Optional<Receipts.Owner> owner = receipts.owner(token);
        Optional<Receipts.Page> page = receipts.page(token);
        if (owner.isEmpty() || page.isEmpty()) {
            return gone();
        }
        Language in = ReceiptPage.language(page.get());
        if (text.isBlank() || text.length() > MAX_TEXT) {
            return show(
                    token,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    new ReceiptPage.Said(
                            in.say(
                                    "Please write between 1 and " + MAX_TEXT + " characters.",
                                    "Escriba entre 1 y " + MAX_TEXT + " caracteres."),
                            false,
                            text));
        }
        Optional<ContactPoint> address = customers.ownPoints(owner.get().customer()).stream()
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
            inbox.take(arrival(
                    owner.get(),
                    proof(owner.get()),
                    page.get(),
                    door.get(),
                    address.get(),
                    text.strip(),
                    clock.instant()));
        } catch (InboxUnavailableException away) {
            return show(
                    token,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    new ReceiptPage.Said(
                            in.say(
                                    "We could not keep it just now. Please send it again.",
                                    "Ahora no hemos podido guardarlo. Envíelo de nuevo, por favor."),
                            false,
                            text));
        }
        return show(
                token,
                HttpStatus.OK,
                new ReceiptPage.Said(in.say("Thank you, we have it.", "Gracias, lo tenemos."), true, ""));
    }

    /// Whoever only claims to be a customer proves nothing by the link that they were shown: it is that of the claim.
    private Sender.Proof proof(Receipts.Owner owner) {
        boolean claims =
                customers.find(owner.customer()).flatMap(Customer::claims).isPresent();
        return claims ? Sender.Proof.UNKNOWN : Sender.Proof.PROVEN;
    }

    /// The link proves who they are, and names the matter.
    private static Arrival arrival(
            Receipts.Owner owner,
            Sender.Proof proof,
            Receipts.Page page,
            Door door,
            ContactPoint address,
            String text,
            Instant now) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                Channel.FORM,
                door.id(),
                "receipt-" + Sha256.of(page.matter().id() + "\n" + now.getEpochSecond() / 60 + "\n" + text),
                Optional.empty(),
                now,
                raw,
                Optional.of(new Sender(address, page.customer().name(), proof, Optional.empty())),
                new Nature.Written(),
                Content.words(page.matter().about(), text),
                List.of(),
                List.of(new Hint.Token(owner.matterToken())),
                Optional.empty());
    }

    @PostMapping("/best-time")
    ResponseEntity<String> bestTime(
            @PathVariable String token,
            @RequestParam(name = "when", defaultValue = "") String when,
            HttpServletRequest request) {
        Optional<ResponseEntity<String>> tooOften = tooOften(token, "", request);
        if (tooOften.isPresent()) {
            return tooOften.get();
        }
        Language in = receipts.page(token).map(ReceiptPage::language).orElse(Language.EN);
        String words = Typed.line(when, MAX_BEST_TIME + 1);
        if (words.isEmpty() || words.length() > MAX_BEST_TIME) {
            return show(
                    token,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    new ReceiptPage.Said(
                            in.say(
                                    "Please say it in at most " + MAX_BEST_TIME + " characters.",
                                    "Dígalo en " + MAX_BEST_TIME + " caracteres como máximo, por favor."),
                            false,
                            ""));
        }
        return receipts.bestTime(token, words, clock.instant())
                ? show(
                        token,
                        HttpStatus.OK,
                        new ReceiptPage.Said(
                                in.say("Thank you, we call you then.", "Gracias, le llamaremos entonces."), true, ""))
                : gone();
    }

    /// Goes on to the page on which they choose when they are called.
    @PostMapping("/call")
    ResponseEntity<String> chooseCall(@PathVariable String token, HttpServletRequest request) {
        Optional<ResponseEntity<String>> tooOften = tooOften(token, "", request);
        Optional<Receipts.Page> page = receipts.page(token);
        if (tooOften.isPresent() || page.isEmpty()) {
            return tooOften.orElseGet(this::gone);
        }
        String path =
                callBacks.page(page.get().customer().id(), page.get().matter().id(), clock.instant());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header("Location", path)
                .build();
    }

    private Optional<ResponseEntity<String>> tooOften(String token, String text, HttpServletRequest request) {
        return limit.count(request.getRemoteAddr(), clock.instant())
                .map(wait -> Math.max(1, wait.plusSeconds(59).toMinutes()))
                .map(minutes -> show(
                        token,
                        HttpStatus.TOO_MANY_REQUESTS,
                        new ReceiptPage.Said(
                                receipts.page(token)
                                        .map(ReceiptPage::language)
                                        .orElse(Language.EN)
                                        .say(
                                                "Very much came from your network, so this was not taken. Please send it"
                                                        + " again in " + minutes + " min.",
                                                "Ha llegado muchísimo desde su red, así que esto no se ha tomado. Envíelo"
                                                        + " de nuevo en " + minutes + " min."),
                                false,
                                text)));
    }

    private ResponseEntity<String> show(String token, HttpStatus status, ReceiptPage.Said said) {
        return receipts.page(token)
                .map(page -> CustomerPages.answer(
                        status,
                        false,
                        Page.of(
                                page.matter().about(),
                                company.name(),
                                false,
                                ReceiptPage.of(
                                        token,
                                        page,
                                        said,
                                        call(page),
                                        faces.of(page.matter(), clock.instant()).orElse("")),
                                ReceiptPage.language(page))))
                .orElseGet(this::gone);
    }

    private ReceiptPage.Call call(Receipts.Page page) {
        CustomerId customer = page.customer().id();
        return new ReceiptPage.Call(callBacks.open(customer).map(CallBack::window), callBacks.clock(customer));
    }

    private ResponseEntity<String> gone() {
        return CustomerPages.answer(
                HttpStatus.NOT_FOUND,
                false,
                Page.of(
                        "Not found",
                        company.name(),
                        false,
                        "<div class=\"card\"><h1>This link leads nowhere.</h1><p>It may have been cut on its way. Just"
                                + " answer our mail instead.</p></div>"));
    }
}
