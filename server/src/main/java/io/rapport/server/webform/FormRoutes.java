package io.rapport.server.webform;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Fate;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Receipts;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.page.Company;
import io.rapport.server.page.CustomerPages;
import io.rapport.server.page.Page;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The hosted form of a door, alone or in a frame on the company's own site, and what a plain form of that site posts.
/// Works without script. What is thanked for is kept: the answer comes after the commit. Whatever goes wrong, what was
/// typed comes back.
@RestController
@RequestMapping("/form/{key}")
@ForEveryone
class FormRoutes {
    private static final Logger log = LoggerFactory.getLogger(FormRoutes.class);

    private final Doors doors;
    private final Inbox inbox;
    private final Receipts receipts;
    private final Company company;
    private final FormStamp stamp;
    private final PostLimit limit;
    private final Uploads uploads;
    private final Clock clock;

    FormRoutes(
            Doors doors,
            Inbox inbox,
            Receipts receipts,
            Company company,
            FormStamp stamp,
            PostLimit limit,
            Uploads uploads,
            Clock clock) {
        this.doors = doors;
        this.inbox = inbox;
        this.receipts = receipts;
        this.company = company;
        this.stamp = stamp;
        this.limit = limit;
        this.uploads = uploads;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<String> form(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String embed,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return around(key, embed, language(lang, request))
                .map(around -> show(HttpStatus.OK, around, Filled.blank(stamp.make(key, clock.instant())), Map.of()))
                .orElseGet(FormRoutes::nowhere);
    }

    @PostMapping
    ResponseEntity<String> send(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(name = "stamp", required = false) @Nullable String given,
            @RequestParam(required = false) @Nullable String embed,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request)
            throws IOException {
        Optional<FormPage.Around> around = around(key, embed, language(lang, request));
        if (around.isEmpty()) {
            return nowhere();
        }
        Filled filled = new Filled(name, email, Topic.of(topic), message, website, Optional.ofNullable(given));
        Instant now = clock.instant();
        Optional<Duration> wait = limit.count(request.getRemoteAddr(), now);
        if (wait.isPresent()) {
            return later(around.get(), filled.stamped(given == null ? stamp.make(key, now) : given), wait.get());
        }
        return take(around.get(), filled, Uploads.of(request), now);
    }

    private ResponseEntity<String> take(FormPage.Around around, Filled filled, List<MultipartFile> files, Instant now)
            throws IOException {
        String key = around.door().address();
        Language in = around.language();
        boolean elsewhere = filled.stamp().isEmpty();
        // One that comes from a page of the company's own has taken its time there.
        Filled stamped = elsewhere ? filled.stamped(stamp.make(key, now.minus(FormStamp.TOO_QUICK))) : filled;
        Map<Filled.Part, String> wrong = filled.mistakes(in);
        if (Uploads.tooMuch(files)) {
            wrong.put(
                    Filled.Part.FILE,
                    in.say("At most ", "Como máximo ")
                            + Uploads.MAX_FILES
                            + in.say(" files, together ", " archivos, en total ")
                            + (Uploads.MAX_BYTES >> 20)
                            + in.say(" MB. Please choose again.", " MB. Elíjalos de nuevo."));
        }
        if (!wrong.isEmpty()) {
            return show(HttpStatus.UNPROCESSABLE_ENTITY, around, stamped, withFiles(wrong, files, in));
        }
        if (elsewhere && filled.website().isEmpty()) {
            wrong.put(
                    Filled.Part.FORM,
                    in.say(
                            "One more step: nothing has been sent yet. Please look at it once more and press Send.",
                            "Un paso más: todavía no se ha enviado nada. Mírelo una vez más y pulse Enviar."));
            return show(HttpStatus.OK, around, stamped, withFiles(wrong, files, in));
        }
        try {
            Optional<Taken> taken =
                    uploads.take(files, attached -> inbox.take(arrival(around.door(), filled, attached, now)));
            if (taken.isPresent()) {
                return page(HttpStatus.OK, around, FormPage.thanks(receipt(taken.get(), now), around.embedded(), in));
            }
            wrong.put(
                    Filled.Part.FORM,
                    in.say(
                            "Many are sending files just now. Please send yours again in a minute.",
                            "Muchos envían archivos ahora. Envíe los suyos de nuevo en un minuto."));
        } catch (InboxUnavailableException away) {
            wrong.put(
                    Filled.Part.FORM,
                    in.say(
                            "We could not keep your message just now. It is still below; please send it again in a moment.",
                            "Ahora no hemos podido guardar su mensaje. Sigue aquí abajo; envíelo de nuevo en un momento."));
        }
        return show(HttpStatus.SERVICE_UNAVAILABLE, around, stamped, withFiles(wrong, files, in));
    }

    /// No page can put a file back into its field.
    private static Map<Filled.Part, String> withFiles(
            Map<Filled.Part, String> wrong, List<MultipartFile> files, Language in) {
        Map<Filled.Part, String> all = new EnumMap<>(wrong);
        if (!files.isEmpty()) {
            all.putIfAbsent(
                    Filled.Part.FILE,
                    in.say(
                            "Please choose your files again: a browser does not keep them.",
                            "Elija sus archivos de nuevo: un navegador no los guarda."));
        }
        return all;
    }

    private ResponseEntity<String> later(FormPage.Around around, Filled filled, Duration wait) {
        long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
        Language in = around.language();
        String when = minutes == 1
                ? in.say("in a minute", "en un minuto")
                : in.say("in " + minutes + " minutes", "en " + minutes + " minutos");
        Map<Filled.Part, String> wrong = Map.of(
                Filled.Part.FORM,
                in.say(
                                "Very many messages came from your network, so this one was not taken. It is still"
                                        + " below; please send it again ",
                                "Han llegado muchos mensajes de su red, así que este no se ha aceptado. Sigue aquí"
                                        + " abajo; envíelo de nuevo ")
                        + when + ".");
        ResponseEntity<String> page = show(HttpStatus.TOO_MANY_REQUESTS, around, filled, wrong);
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
                .body(page.getBody());
    }

    private static ResponseEntity<String> nowhere() {
        return CustomerPages.answer(
                HttpStatus.NOT_FOUND,
                true,
                Page.of(
                        "No form",
                        "",
                        true,
                        "<div class=\"card\"><h1>There is no form at this address.</h1><p>It may have moved; please look"
                                + " on the company's site.</p></div>"));
    }

    /// As the address or the form says, else as the browser likes best.
    private static Language language(@Nullable String said, HttpServletRequest request) {
        return Language.of(said != null ? said : request.getHeader("Accept-Language"));
    }

    private Optional<FormPage.Around> around(String key, @Nullable String embed, Language language) {
        // A chat's door is a form to those whose browser runs no script.
        return doors.at(Channel.FORM, key)
                .or(() -> doors.at(Channel.CHAT, key))
                .map(door -> new FormPage.Around(company.name(), door, embed != null, language));
    }

    /// The key is made of what was said and the form it was said on: a button pressed twice is one arrival.
    private Arrival arrival(Door door, Filled filled, List<Content.Attached> files, Instant now) {
        ContactPoint address = filled.address().orElseThrow();
        String text = filled.message().strip();
        String topic = filled.topic().key();
        String raw = "From: " + filled.name() + " <" + address.value() + ">\nTopic: " + topic + "\n\n" + text + "\n";
        Content content = new Content(
                filled.subject(),
                text,
                "",
                Optional.empty(),
                false,
                false,
                files,
                List.of(new Content.Field("topic", topic)));
        return new Arrival(
                Channel.FORM,
                door.id(),
                "form-" + Sha256.of(door.id() + "\n" + filled.stamp().orElse("") + "\n" + raw),
                Optional.empty(),
                now,
                raw.getBytes(StandardCharsets.UTF_8),
                Optional.of(new Sender(address, filled.name(), Sender.Proof.UNKNOWN, Optional.empty())),
                new Nature.Written(),
                content,
                List.of(door.address()),
                List.of(),
                suspicion(door, filled, now));
    }

    private Optional<String> suspicion(Door door, Filled filled, Instant now) {
        if (!filled.website().isEmpty()) {
            return Optional.of("a field that no person sees was filled in");
        }
        return switch (stamp.read(door.address(), filled.stamp().orElse(""), now)) {
            case FINE, TOO_OLD -> Optional.empty();
            case TOO_QUICK -> Optional.of("filled in quicker than a person can");
            case FORGED -> Optional.of("posted without our form");
        };
    }

    /// The message is kept whatever becomes of the link.
    private Optional<String> receipt(Taken taken, Instant now) {
        try {
            return taken.customer()
                    .flatMap(customer ->
                            matterOf(taken.fate()).map(matter -> receipts.link(receipts.issue(customer, matter, now))));
        } catch (DataAccessException | TransactionException away) {
            log.warn("event=no-receipt inbound={} cause={}", taken.inbound(), away.toString());
            return Optional.empty();
        }
    }

    private static Optional<MatterId> matterOf(Fate fate) {
        return switch (fate) {
            case Fate.OpenedMatter(var matter) -> Optional.of(matter);
            // A form proves nothing: whoever types somebody's address must not see that person's matter.
            case Fate.JoinedMatter _, Fate.BounceOf _, Fate.AutomaticReply _, Fate.NeedsNoAnswer _, Fate.Junk _ ->
                Optional.empty();
        };
    }

    private static ResponseEntity<String> show(
            HttpStatus status, FormPage.Around around, Filled filled, Map<Filled.Part, String> wrong) {
        return page(status, around, FormPage.form(around, filled, wrong));
    }

    private static ResponseEntity<String> page(HttpStatus status, FormPage.Around around, String body) {
        return CustomerPages.answer(
                status,
                around.embedded(),
                Page.of(around.title(), around.company(), around.embedded(), body, around.language()));
    }
}
