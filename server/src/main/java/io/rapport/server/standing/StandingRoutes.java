package io.rapport.server.standing;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What the company promises to everybody: written, published and retired. What is active is judged by the
/// rule under which it was published for ever: a rule is not changed, it is retired and another one
/// published. Audited.
@RestController
@RequestMapping("/api/standing-promises")
@May(Permission.SEE_FIGURES)
class StandingRoutes {
    private static final int MOST_CENTS = 100_000_00;
    private static final int MOST = 100;
    private static final int SHOWN = 100;

    private final StandingStore store;
    private final Publication publication;
    private final Accounts accounts;
    private final Clock clock;

    StandingRoutes(StandingStore store, Publication publication, Accounts accounts, Clock clock) {
        this.store = store;
        this.publication = publication;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param language en or es
    /// @param makeGood what we do where we broke it
    record StandingWords(
            @Nullable String language,
            @Nullable String promise,
            @Nullable String makeGood) {}

    /// @param number hours, minutes or hand-overs, as the rule counts them
    /// @param computed how it is computed, in one sentence, in the language of whoever asks
    /// @param kept cases of the last twelve months that were kept, of n
    record StandingView(
            String id,
            @OneOf(Rule.class) String rule,
            int number,
            @OneOf(StandingPromise.State.class) String state,
            List<StandingWords> words,
            @Nullable Long amountCents,
            @Nullable String currency,
            @Nullable Instant activeFrom,
            String computed,
            long kept,
            long n) {}

    /// @param enough below so many cases nothing is said of a rate
    record StandingList(List<StandingView> promises, int enough) {}

    /// All that we promise to everybody, promised, or may promise, with how often it was kept.
    @GetMapping
    StandingList standingPromises(
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        Language language = Language.of(accepted);
        return new StandingList(
                publication.all(clock.instant()).stream()
                        .map(one -> view(one, language))
                        .toList(),
                PublicPage.ENOUGH);
    }

    private static StandingView view(PublicPage.Published one, Language in) {
        StandingPromise promise = one.promise();
        return new StandingView(
                Long.toString(promise.id()),
                promise.rule().name(),
                promise.number(),
                promise.state().name(),
                promise.words().stream()
                        .map(words -> new StandingWords(words.language(), words.promise(), words.makeGood()))
                        .toList(),
                promise.amountCents().isPresent() ? promise.amountCents().getAsLong() : null,
                promise.currency().isEmpty() ? null : promise.currency(),
                promise.from().orElse(null),
                PublicPage.computed(promise, in),
                one.kept(),
                one.n());
    }

    /// @param amountCents none: it is no money
    record StandingGiven(
            @OneOf(Rule.class) @Nullable String rule,
            @Nullable Integer number,
            @Nullable List<StandingWords> words,
            @Nullable Long amountCents,
            @Nullable String currency) {}

    /// Writes another one; nobody sees it until it is published.
    @May(Permission.PUBLISH_PROMISES)
    @PostMapping
    StandingList addStandingPromise(
            @RequestBody StandingGiven given,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            Principal caller) {
        StandingPromise one = read(0, given);
        if (store.all().size() >= MOST) {
            throw Refusal.unprocessable("too-many", "There are as many as can be kept.");
        }
        long id = store.add(one, clock.instant());
        audit(caller, "wrote a standing promise", id);
        return standingPromises(accepted);
    }

    /// Writes it anew: a draft as a whole, one that is or was published only in its words.
    @May(Permission.PUBLISH_PROMISES)
    @PutMapping("/{id}")
    StandingList changeStandingPromise(
            @PathVariable String id,
            @RequestBody StandingGiven given,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted,
            Principal caller) {
        StandingPromise known = known(id);
        StandingPromise wanted = read(known.id(), given);
        boolean same = known.rule() == wanted.rule()
                && known.number() == wanted.number()
                && known.amountCents().equals(wanted.amountCents())
                && known.currency().equals(wanted.currency());
        if (known.state() != StandingPromise.State.DRAFT && !same) {
            throw Refusal.conflict(
                    "published", "What is published keeps its rule and what we owe. Retire it and write another one.");
        }
        store.change(wanted, clock.instant());
        publication.changed();
        audit(caller, "changed a standing promise", known.id());
        return standingPromises(accepted);
    }

    /// Publishes it: from now on everybody can read it, and each case of it counts.
    @May(Permission.PUBLISH_PROMISES)
    @PostMapping("/{id}/publish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publishStandingPromise(@PathVariable String id, Principal caller) {
        StandingPromise known = known(id);
        if (!store.publish(known.id(), clock.instant())) {
            throw Refusal.conflict("published", "It is published already, or retired.");
        }
        publication.changed();
        audit(caller, "published a standing promise", known.id());
    }

    /// Retires it: it is promised no more, and what was counted stays.
    @May(Permission.PUBLISH_PROMISES)
    @PostMapping("/{id}/retire")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retireStandingPromise(@PathVariable String id, Principal caller) {
        StandingPromise known = known(id);
        if (!store.retire(known.id(), clock.instant())) {
            throw Refusal.conflict("not-active", "It is not published.");
        }
        publication.changed();
        audit(caller, "retired a standing promise", known.id());
    }

    /// Removes a draft that nobody ever saw.
    @May(Permission.PUBLISH_PROMISES)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeStandingPromise(@PathVariable String id, Principal caller) {
        StandingPromise known = known(id);
        if (!store.remove(known.id())) {
            throw Refusal.conflict("published", "It was published: it is retired, never removed.");
        }
        audit(caller, "removed a standing promise", known.id());
    }

    /// @param telling whether they are still to be told
    record BrokenView(
            String customer, String name, @Nullable String matter, Instant at, boolean telling) {}

    record BrokenList(List<BrokenView> broken) {}

    /// To whom it was broken in the last twelve months, the latest first, at most a hundred.
    @GetMapping("/{id}/broken")
    BrokenList brokenStandingPromise(@PathVariable String id, Principal caller) {
        StandingPromise known = known(id);
        audit(caller, "saw to whom a standing promise was broken", known.id());
        return new BrokenList(store.brokenOf(known.id(), clock.instant().minus(Publication.YEAR), SHOWN).stream()
                .map(one -> new BrokenView(
                        Long.toString(one.person()),
                        one.name(),
                        one.matter().map(matter -> Long.toString(matter)).orElse(null),
                        one.at(),
                        one.open()))
                .toList());
    }

    private StandingPromise known(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .flatMap(text -> store.find(Long.parseLong(text)))
                .orElseThrow(() -> Refusal.notFound("There is no such standing promise."));
    }

    private static StandingPromise read(long id, StandingGiven given) {
        Rule rule = Arrays.stream(Rule.values())
                .filter(one -> one.name().equals(given.rule()))
                .findFirst()
                .orElseThrow(() -> Refusal.field("rule", "Say by which rule it is judged."));
        int number = Optional.ofNullable(given.number())
                .filter(rule::counts)
                .orElseThrow(() -> Refusal.field("number", "That is more or less than this rule can count."));
        Map<String, StandingPromise.Words> words = new LinkedHashMap<>();
        for (@Nullable StandingWords one : Optional.ofNullable(given.words()).orElse(List.of())) {
            if (one != null && words.size() < Language.values().length) {
                StandingPromise.Words read = words(one);
                words.put(read.language(), read);
            }
        }
        if (words.isEmpty()) {
            throw Refusal.field("words", "Say it in at least one language.");
        }
        OptionalLong cents = given.amountCents() == null ? OptionalLong.empty() : OptionalLong.of(given.amountCents());
        if (cents.isPresent() && (cents.getAsLong() < 1 || cents.getAsLong() > MOST_CENTS)) {
            throw Refusal.field("amountCents", "From one cent to 100,000.");
        }
        return new StandingPromise(
                id,
                rule,
                number,
                StandingPromise.State.DRAFT,
                List.copyOf(words.values()),
                cents,
                cents.isEmpty() ? "" : currency(given.currency()),
                Optional.empty(),
                Optional.empty());
    }

    private static StandingPromise.Words words(StandingWords given) {
        String language = Arrays.stream(Language.values())
                .map(Language::tag)
                .filter(tag -> tag.equals(given.language()))
                .findFirst()
                .orElseThrow(() -> Refusal.field("words", "In English (en) or Spanish (es)."));
        return new StandingPromise.Words(language, line(given.promise()), line(given.makeGood()));
    }

    private static String line(@Nullable String text) {
        String line = Objects.requireNonNullElse(text, "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
                .strip();
        if (line.isEmpty() || line.length() > StandingPromise.Words.MAX_TEXT) {
            throw Refusal.field(
                    "words", "What we promise, and what we do where we broke it, each in at most 300 characters.");
        }
        return line;
    }

    private static String currency(@Nullable String code) {
        try {
            return Currency.getInstance(Objects.requireNonNullElse(code, "")).getCurrencyCode();
        } catch (IllegalArgumentException none) {
            throw Refusal.field("currency", "A currency is written as its code: GBP, EUR.");
        }
    }

    private void audit(Principal caller, String action, long id) {
        accounts.audit(Long.parseLong(caller.getName()), action, Long.toString(id));
    }
}
