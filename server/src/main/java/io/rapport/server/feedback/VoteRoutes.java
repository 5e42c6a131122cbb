package io.rapport.server.feedback;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.calling.Window;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.page.ShownToCustomers;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages behind the answers of a survey. To open one counts nothing, whoever opens it: machines open every link of
/// a
/// mail. What counts is sent from the page, once for each page that was given.
@RestController
@RequestMapping("/v")
@ForEveryone
@ShownToCustomers
class VoteRoutes {
    private static final int MAX_WHEN = 200;

    /// Pages that are made at once; half of the database's connections stay for everybody else. Who comes too many
    /// waits for [#PATIENCE], in their order, and is then asked to come again: a crowd is served one by one.
    static final int AT_ONCE = 6;

    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// Who wait at the most: each of them holds 80 kB.
    static final int MOST_WAITING = 200;

    private final Votes votes;
    private final Company company;
    private final PostLimit limit;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    VoteRoutes(Votes votes, Company company, PostLimit limit, Clock clock) {
        this.votes = votes;
        this.company = company;
        this.limit = limit;
        this.clock = clock;
    }

    /// Shows the answer that was chosen in the mail, with room for words. Counts nothing.
    @GetMapping("/{token}")
    ResponseEntity<String> showVote(
            @PathVariable String token,
            @RequestParam(name = "f", required = false) @Nullable String face,
            HttpServletRequest request) {
        return inTurn(request, () -> shown(token, face, request));
    }

    private ResponseEntity<String> shown(String token, @Nullable String face, HttpServletRequest request) {
        Instant now = clock.instant();
        return switch (votes.open(token, now)) {
            case Votes.Opened.Shown(var sheet) -> {
                OptionalInt answer = answer(sheet, face);
                look(sheet, request, answer, false, now);
                yield sheet.open() ? form(HttpStatus.OK, sheet, typed(sheet, answer)) : closed(sheet);
            }
            case Votes.Opened.Old _ -> old(request);
            case Votes.Opened.Nothing _ -> nowhere(request);
        };
    }

    /// A link that stands in the mail where no person sees it.
    @GetMapping("/{token}/all")
    ResponseEntity<String> showDecoy(@PathVariable String token, HttpServletRequest request) {
        return inTurn(request, () -> {
            Instant now = clock.instant();
            if (votes.open(token, now) instanceof Votes.Opened.Shown(var sheet)) {
                look(sheet, request, OptionalInt.empty(), true, now);
            }
            return nowhere(request);
        });
    }

    private ResponseEntity<String> inTurn(HttpServletRequest request, Supplier<ResponseEntity<String>> page) {
        boolean mine = false;
        try {
            mine = turns.getQueueLength() < MOST_WAITING
                    && turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return mine ? page.get() : busy(request);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return busy(request);
        } finally {
            if (mine) {
                turns.release();
            }
        }
    }

    /// Asks nothing of the database.
    private static ResponseEntity<String> busy(HttpServletRequest request) {
        Language in = Language.of(request.getHeader("Accept-Language"));
        String head = in.say("Very many are here just now.", "Ahora hay muchísima gente.");
        return CustomerPages.answer(
                HttpStatus.SERVICE_UNAVAILABLE,
                false,
                Page.of(
                        head,
                        "",
                        false,
                        VotePage.card(
                                head,
                                in.say(
                                        "Please load this page again in a moment. Nothing of yours is lost.",
                                        "Cargue esta página de nuevo en un momento. No se pierde nada suyo.")),
                        in));
    }

    private void look(Votes.Sheet sheet, HttpServletRequest request, OptionalInt answer, boolean decoy, Instant now) {
        if (sheet.ask().isEmpty() || request.getUserPrincipal() != null) {
            return;
        }
        String purpose = Optional.ofNullable(request.getHeader("Sec-Purpose"))
                .or(() -> Optional.ofNullable(request.getHeader("Purpose")))
                .orElse("");
        votes.clicked(
                sheet.ask().get(),
                new Scanning.Click(
                        answer,
                        now,
                        request.getMethod().equals("HEAD") ? "HEAD" : "GET",
                        purpose.contains("prefetch"),
                        from(request).map(votes::isDataCentre).orElse(false),
                        decoy));
    }

    private static OptionalInt answer(Votes.Sheet sheet, @Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,2}")) {
            return OptionalInt.empty();
        }
        int answer = Integer.parseInt(text);
        return sheet.survey().scale().holds(answer) ? OptionalInt.of(answer) : OptionalInt.empty();
    }

    private static VotePage.Typed typed(Votes.Sheet sheet, OptionalInt chosen) {
        return sheet.vote()
                .map(vote -> new VotePage.Typed(
                        chosen.isPresent()
                                ? chosen
                                : OptionalInt.of(vote.ballot().answer()),
                        vote.ballot().again(),
                        vote.ballot().comment(),
                        ""))
                .orElseGet(() -> new VotePage.Typed(chosen, Optional.empty(), "", ""));
    }

    /// Confirms a vote, or changes one. What was sent twice counts once.
    ///
    /// @param nonce from the page
    /// @param call a window as the page offers it; empty: no call
    /// @param when the best time in their own words; at most 200 characters
    @PostMapping("/{token}")
    ResponseEntity<String> vote(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String nonce,
            @RequestParam(name = "answer", defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String again,
            @RequestParam(defaultValue = "") String call,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String when,
            HttpServletRequest request) {
        Sent sent = new Sent(nonce, chosen, comment, again, call, number, when);
        return inTurn(request, () -> taken(token, sent, request));
    }

    /// The fields of the page, as they came.
    private record Sent(
            String nonce, String chosen, String comment, String again, String call, String number, String when) {}

    private ResponseEntity<String> taken(String token, Sent sent, HttpServletRequest request) {
        Instant now = clock.instant();
        return switch (votes.open(token, now)) {
            case Votes.Opened.Shown(var sheet) -> {
                OptionalInt answer = answer(sheet, sent.chosen());
                Language in = sheet.in();
                Optional<Boolean> said = sent.again().equals("yes")
                        ? Optional.of(true)
                        : sent.again().equals("no") ? Optional.of(false) : Optional.empty();
                String words = clean(sent.comment());
                Optional<Duration> wait = limit.count(request.getRemoteAddr(), now);
                if (wait.isPresent()) {
                    long minutes = Math.max(1, wait.get().plusSeconds(59).toMinutes());
                    yield form(
                            HttpStatus.TOO_MANY_REQUESTS,
                            sheet,
                            new VotePage.Typed(
                                    answer,
                                    said,
                                    words,
                                    in.say(
                                            "Very much came from your network, so this was not taken. Please send it"
                                                    + " again in " + minutes + " min.",
                                            "Ha llegado muchísimo desde su red, así que esto no se ha tomado. Envíelo"
                                                    + " de nuevo en " + minutes + " min.")));
                }
                if (answer.isEmpty() || words.length() > Ballot.MAX_COMMENT) {
                    yield form(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            sheet,
                            new VotePage.Typed(
                                    answer,
                                    said,
                                    words,
                                    answer.isEmpty()
                                            ? in.say("Please choose an answer.", "Elija una respuesta, por favor.")
                                            : in.say(
                                                    "At most " + Ballot.MAX_COMMENT + " characters, please.",
                                                    "Como máximo " + Ballot.MAX_COMMENT + " caracteres, por favor.")));
                }
                Optional<Counting.Call> wish = wish(sent.call(), sent.number());
                String ownWords = clean(sent.when()).replaceAll("\\s+", " ");
                Ballot ballot = new Ballot(answer.getAsInt(), said, withTime(words, ownWords, in));
                yield confirmed(sheet, sent.nonce(), ballot, wish, request, now);
            }
            case Votes.Opened.Old _ -> old(request);
            case Votes.Opened.Nothing _ -> nowhere(request);
        };
    }

    private static String clean(String text) {
        return text.replace("\u0000", "").replace("\r\n", "\n").strip();
    }

    private static String withTime(String comment, String when, Language in) {
        if (when.isEmpty()) {
            return comment;
        }
        String line = in.say("Best time to call: ", "Mejor hora para llamar: ")
                + (when.length() > MAX_WHEN ? when.substring(0, MAX_WHEN) : when);
        String both = comment.isEmpty() ? line : comment + "\n\n" + line;
        return both.length() > Ballot.MAX_COMMENT ? comment : both;
    }

    /// What is sent is only a hint: whether that number is theirs, and a call can be kept then, is decided when it is
    /// promised.
    private static Optional<Counting.Call> wish(String call, String number) {
        if (!call.matches("[0-9]{1,12}-[0-9]{1,12}") || !number.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        String[] ends = call.split("-", 2);
        try {
            Window window = new Window(
                    Instant.ofEpochSecond(Long.parseLong(ends[0])), Instant.ofEpochSecond(Long.parseLong(ends[1])));
            return Optional.of(new Counting.Call(Optional.of(window), Long.parseLong(number)));
        } catch (IllegalArgumentException | DateTimeException noWindow) {
            return Optional.empty();
        }
    }

    private ResponseEntity<String> confirmed(
            Votes.Sheet sheet,
            String nonce,
            Ballot ballot,
            Optional<Counting.Call> wish,
            HttpServletRequest request,
            Instant now) {
        Language in = sheet.in();
        Votes.From from = new Votes.From(
                from(request).orElseGet(InetAddress::getLoopbackAddress), request.getUserPrincipal() != null);
        try {
            return switch (votes.confirm(sheet, nonce, ballot, wish, from, now)) {
                case Votes.Confirmed.Kept kept -> kept(sheet, ballot, kept, now);
                case Votes.Confirmed.NotOurs _ ->
                    form(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            sheet,
                            new VotePage.Typed(
                                    OptionalInt.of(ballot.answer()),
                                    ballot.again(),
                                    ballot.comment(),
                                    in.say("Please press Send once more.", "Pulse Enviar una vez más, por favor.")));
                case Votes.Confirmed.Closed _ -> closed(sheet);
            };
        } catch (InboxUnavailableException away) {
            return form(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    sheet,
                    new VotePage.Typed(
                            OptionalInt.of(ballot.answer()),
                            ballot.again(),
                            ballot.comment(),
                            in.say(
                                    "We could not keep it just now. Please send it again.",
                                    "Ahora no hemos podido guardarlo. Envíelo de nuevo, por favor.")));
        }
    }

    private ResponseEntity<String> kept(Votes.Sheet sheet, Ballot ballot, Votes.Confirmed.Kept kept, Instant now) {
        boolean refused = kept.asked()
                .filter(answer -> !(answer instanceof CallBacks.Asked.Promised))
                .isPresent();
        if (!refused) {
            return page(HttpStatus.OK, sheet, VotePage.thanks(sheet, ballot, kept));
        }
        Votes.Sheet fresh = votes.open(sheet.token(), now) instanceof Votes.Opened.Shown(var again) ? again : sheet;
        return form(
                HttpStatus.OK,
                fresh,
                new VotePage.Typed(
                        OptionalInt.of(ballot.answer()),
                        ballot.again(),
                        ballot.comment(),
                        sheet.in()
                                .say(
                                        "We have your answer, but we can't call you then. Would another time do? If not,"
                                                + " we answer in writing.",
                                        "Tenemos su respuesta, pero no podemos llamarle entonces. ¿Le va bien otra"
                                                + " hora? Si no, le respondemos por escrito.")));
    }

    /// Asks whether they want no more surveys. Changes nothing.
    @GetMapping("/{token}/stop")
    ResponseEntity<String> showStop(@PathVariable String token, HttpServletRequest request) {
        return switch (votes.open(token, clock.instant())) {
            case Votes.Opened.Shown(var sheet) -> page(HttpStatus.OK, sheet, VotePage.stop(sheet));
            case Votes.Opened.Old _ -> old(request);
            case Votes.Opened.Nothing _ -> nowhere(request);
        };
    }

    /// They want no more surveys.
    @PostMapping("/{token}/stop")
    ResponseEntity<String> stopSurveys(@PathVariable String token, HttpServletRequest request) {
        Instant now = clock.instant();
        return switch (votes.open(token, now)) {
            case Votes.Opened.Shown(var sheet)
            when limit.count(request.getRemoteAddr(), now).isPresent() ->
                page(HttpStatus.TOO_MANY_REQUESTS, sheet, VotePage.stop(sheet));
            case Votes.Opened.Shown(var sheet) -> {
                sheet.ask().ifPresent(ask -> votes.stop(ask, now));
                yield page(HttpStatus.OK, sheet, VotePage.stopped(sheet.in()));
            }
            case Votes.Opened.Old _ -> old(request);
            case Votes.Opened.Nothing _ -> nowhere(request);
        };
    }

    /// A picture of the company's own, for an answer.
    @GetMapping("/pictures/{key}")
    ResponseEntity<byte[]> showPicture(@PathVariable String key) {
        return votes.picture(key)
                .map(png -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                        .body(png))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static Optional<InetAddress> from(HttpServletRequest request) {
        try {
            return Optional.of(InetAddress.ofLiteral(request.getRemoteAddr()));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private ResponseEntity<String> form(HttpStatus status, Votes.Sheet sheet, VotePage.Typed typed) {
        return page(
                status, sheet, VotePage.form(sheet, votes.offer(sheet, clock.instant()), typed, votes.nonce(sheet)));
    }

    private ResponseEntity<String> closed(Votes.Sheet sheet) {
        return page(HttpStatus.OK, sheet, VotePage.closed(sheet));
    }

    private ResponseEntity<String> page(HttpStatus status, Votes.Sheet sheet, String body) {
        return CustomerPages.answer(
                status,
                false,
                Page.of(sheet.survey().in(sheet.in()).question(), company.name(), false, body, sheet.in()));
    }

    private ResponseEntity<String> old(HttpServletRequest request) {
        Language in = Language.of(request.getHeader("Accept-Language"));
        return said(
                HttpStatus.GONE,
                in,
                in.say("This link is too old.", "Este enlace es demasiado antiguo."),
                in.say(
                        "If there is something to say, just answer our mail: a person reads it.",
                        "Si hay algo que decir, responda a nuestro correo: lo lee una persona."));
    }

    private ResponseEntity<String> nowhere(HttpServletRequest request) {
        Language in = Language.of(request.getHeader("Accept-Language"));
        return said(
                HttpStatus.NOT_FOUND,
                in,
                in.say("This link leads nowhere.", "Este enlace no lleva a ninguna parte."),
                in.say(
                        "It may have been cut on its way. Just answer our mail instead.",
                        "Quizá se cortó por el camino. Responda sin más a nuestro correo."));
    }

    private ResponseEntity<String> said(HttpStatus status, Language in, String head, String sentence) {
        return CustomerPages.answer(
                status, false, Page.of(head, company.name(), false, VotePage.card(head, sentence), in));
    }
}
