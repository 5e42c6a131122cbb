package io.rapport.server.calling;

import io.rapport.server.access.Tokens;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.page.ShownToCustomers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The page behind the link in a letter about a call: choosing a window, saying it in own words, or having it in
/// writing.
/// Machines follow links in mails, so that looking changes nothing.
@RestController
@RequestMapping("/c/{token}")
@ForEveryone
@ShownToCustomers
class CallPageRoutes {
    static final String WORDING = "call-page-1";
    private static final int MAX_BEST_TIME = 200;

    private final CallBackStore store;
    private final CallBacks callBacks;
    private final Customers customers;
    private final Matters matters;
    private final Promises promises;
    private final Workforce workforce;
    private final TypedNumber numbers;
    private final Company company;
    private final PostLimit limit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CallPageRoutes(
            CallBackStore store,
            CallBacks callBacks,
            Customers customers,
            Matters matters,
            Promises promises,
            Workforce workforce,
            TypedNumber numbers,
            Company company,
            PostLimit limit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.callBacks = callBacks;
        this.customers = customers;
        this.matters = matters;
        this.promises = promises;
        this.workforce = workforce;
        this.numbers = numbers;
        this.company = company;
        this.limit = limit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// When may we call: what stands, and what there is to choose.
    @GetMapping
    ResponseEntity<String> callPage(
            @PathVariable String token, @RequestParam(defaultValue = "") String w, HttpServletRequest request) {
        return link(token)
                .map(link -> {
                    Optional<Instant> wanted = begin(w);
                    boolean gone = wanted.isPresent()
                            && windows(link).stream()
                                    .noneMatch(window -> window.from().equals(wanted.get()))
                            && planned(link)
                                    .filter(window -> window.from().equals(wanted.get()))
                                    .isEmpty();
                    Language in = language(link);
                    return show(
                            token,
                            link,
                            HttpStatus.OK,
                            wanted,
                            Optional.empty(),
                            gone ? Optional.of(gone(in)) : Optional.empty());
                })
                .orElseGet(() -> unknown(request));
    }

    private static String gone(Language in) {
        return in.say(
                "That time is taken by now. These can be kept:", "Esa hora ya está ocupada. Estas se pueden cumplir:");
    }

    /// Chooses a window.
    @PostMapping("/window")
    ResponseEntity<String> chooseWindow(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String window,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String phone,
            HttpServletRequest request) {
        return changed(token, request, (link, now) -> {
            Optional<String> point = number.isEmpty() ? said(link, phone, now) : Optional.of(number);
            return point.map(chosen -> choose(token, link, window, chosen, now)).orElseGet(() -> {
                String sentence = language(link)
                        .say(
                                "That is no number that we can call. Write it with its area code.",
                                "No podemos llamar a ese número. Escríbalo con su prefijo.");
                return show(
                        token,
                        link,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        begin(window),
                        Optional.empty(),
                        Optional.of(sentence));
            });
        });
    }

    /// Notes a number that they say is theirs, where we know none.
    private Optional<String> said(CallBackStore.Link link, String phone, Instant now) {
        Team team = workforce.team(customers.find(link.customer()).orElseThrow().homeTeam());
        Optional<ContactPoint> typed = numbers.read(phone, team);
        if (typed.isEmpty() || !callBacks.numbers(link.customer()).isEmpty()) {
            return Optional.empty();
        }
        transaction.executeWithoutResult(status -> customers.sayPoint(link.customer(), typed.get(), now));
        return callBacks.numbers(link.customer()).stream()
                .map(known -> Long.toString(known.contactPoint()))
                .findFirst();
    }

    private ResponseEntity<String> choose(
            String token, CallBackStore.Link link, String window, String number, Instant now) {
        Language in = language(link);
        Optional<Window> chosen = begin(window)
                .flatMap(begins -> windows(link).stream()
                        .filter(one -> one.from().equals(begins))
                        .findFirst()
                        .or(() -> planned(link).filter(one -> one.from().equals(begins))));
        if (chosen.isEmpty() || !number.matches("[1-9][0-9]{0,17}")) {
            return show(token, link, HttpStatus.CONFLICT, Optional.empty(), Optional.empty(), Optional.of(gone(in)));
        }
        CallBacks.Asked asked = Objects.requireNonNull(transaction.execute(status -> {
            customers.lock(link.customer());
            return callBacks.ask(
                    new CallBacks.Wish(
                            link.customer(),
                            link.matter(),
                            chosen,
                            Long.parseLong(number),
                            about(link),
                            Through.MAIL,
                            WORDING,
                            owner(link)),
                    now);
        }));
        return switch (asked) {
            case CallBacks.Asked.Promised made ->
                show(
                        token,
                        link,
                        HttpStatus.OK,
                        Optional.of(made.window().from()),
                        Optional.of(in.say(
                                "Thank you. We call you then. Keep this page to change it.",
                                "Gracias. Le llamamos entonces. Conserve esta página para cambiarlo.")),
                        Optional.empty());
            case CallBacks.Asked.Gone _, CallBacks.Asked.MayNot _, CallBacks.Asked.NoNumber _ ->
                show(token, link, HttpStatus.CONFLICT, Optional.empty(), Optional.empty(), Optional.of(gone(in)));
        };
    }

    /// Says it in their own words.
    @PostMapping("/best-time")
    ResponseEntity<String> sayBestTime(
            @PathVariable String token, @RequestParam(defaultValue = "") String when, HttpServletRequest request) {
        return changed(token, request, (link, now) -> {
            Language in = language(link);
            String words = when.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            if (words.isEmpty() || words.length() > MAX_BEST_TIME) {
                return show(
                        token,
                        link,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(in.say(
                                "Please write between 1 and 200 characters.", "Escriba entre 1 y 200 caracteres.")));
            }
            transaction.executeWithoutResult(status -> {
                customers.lock(link.customer());
                customers.bestTime(link.customer(), words, Optional.empty(), now);
            });
            return show(
                    token,
                    link,
                    HttpStatus.OK,
                    Optional.empty(),
                    Optional.of(in.say("Thank you, we have it.", "Gracias, lo tenemos.")),
                    Optional.empty());
        });
    }

    /// Has it in writing.
    @PostMapping("/in-writing")
    ResponseEntity<String> preferWriting(@PathVariable String token, HttpServletRequest request) {
        return changed(token, request, (link, now) -> {
            transaction.executeWithoutResult(status -> {
                customers.lock(link.customer());
                callBacks.withdraw(link.customer(), now);
            });
            Language in = language(link);
            return show(
                    token,
                    link,
                    HttpStatus.OK,
                    Optional.empty(),
                    Optional.of(in.say("We don't call you, and write instead.", "No le llamamos; le escribimos.")),
                    Optional.empty());
        });
    }

    private ResponseEntity<String> changed(
            String token,
            HttpServletRequest request,
            BiFunction<CallBackStore.Link, Instant, ResponseEntity<String>> change) {
        Instant now = clock.instant();
        Optional<Duration> wait = limit.count(request.getRemoteAddr(), now);
        Optional<CallBackStore.Link> link = link(token);
        if (link.isEmpty()) {
            return unknown(request);
        }
        if (wait.isPresent()) {
            Language in = language(link.get());
            return show(
                    token,
                    link.get(),
                    HttpStatus.TOO_MANY_REQUESTS,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(in.say(
                            "That was very often. Please try again in a few minutes.",
                            "Han sido muchas veces. Inténtelo de nuevo en unos minutos.")));
        }
        return change.apply(link.get(), now);
    }

    private Optional<CallBackStore.Link> link(String token) {
        return token.length() > 100 ? Optional.empty() : store.link(Tokens.hash(token), clock.instant());
    }

    private static Optional<Instant> begin(String seconds) {
        return seconds.matches("[1-9][0-9]{8,10}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    private List<Window> windows(CallBackStore.Link link) {
        return callBacks.offer(link.customer(), clock.instant()).windows();
    }

    private Optional<Window> planned(CallBackStore.Link link) {
        return callBacks.open(link.customer()).map(CallBack::window);
    }

    private String about(CallBackStore.Link link) {
        return matters.find(link.matter()).map(matter -> matter.about()).orElse("");
    }

    private Optional<AgentId> owner(CallBackStore.Link link) {
        return link.promise().flatMap(promises::find).flatMap(Promised::owner);
    }

    private Language language(CallBackStore.Link link) {
        return Language.of(
                customers.find(link.customer()).map(Customer::language).orElse(""));
    }

    private ResponseEntity<String> show(
            String token,
            CallBackStore.Link link,
            HttpStatus status,
            Optional<Instant> chosen,
            Optional<String> said,
            Optional<String> wrong) {
        Language in = language(link);
        Optional<Window> planned = planned(link);
        CallBacks.Offer offer = callBacks.offer(link.customer(), clock.instant());
        Optional<Window> first = offer.windows().stream()
                .filter(window -> chosen.filter(window.from()::equals).isPresent())
                .findFirst();
        String who = owner(link)
                .flatMap(workforce::agent)
                .map(Agent::firstName)
                .orElseGet(() -> in.say("One of us", "Alguien de nuestro equipo"));
        CallPage.Shown shown = new CallPage.Shown(
                about(link),
                who,
                planned,
                new CallPage.Choice(offer.windows(), offer.numbers(), first, offer.clock()),
                customers.find(link.customer()).flatMap(Customer::bestTime).orElse(""),
                said,
                wrong);
        String title = in.say("When may we call you?", "¿Cuándo podemos llamarle?");
        return CustomerPages.answer(
                status, false, Page.of(title, company.name(), false, CallPage.of("/c/" + token, shown, in), in));
    }

    private ResponseEntity<String> unknown(HttpServletRequest request) {
        Language in = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String head = in.say("This link does not work any more.", "Este enlace ya no funciona.");
        String body = "<div class=\"card\"><h1>" + head + "</h1><p>"
                + in.say(
                        "Just answer the mail in which it stood: a person reads it.",
                        "Responda al correo en el que estaba: lo lee una persona.")
                + "</p></div>";
        return CustomerPages.answer(HttpStatus.NOT_FOUND, false, Page.of(head, company.name(), false, body, in));
    }
}
