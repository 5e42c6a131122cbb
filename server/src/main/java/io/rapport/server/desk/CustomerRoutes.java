package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Outbox;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.knowledge.Articles;
import io.rapport.server.knowledge.Signatures;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.search.Hit;
import io.rapport.server.search.Search;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A person's page: the story, and what an agent writes on it. A reply and a note are different endpoints: a note
/// can't be addressed.
@RestController
@RequestMapping("/api/customers/{id}")
@May(Permission.SEE_CUSTOMERS)
class CustomerRoutes {
    static final int MAX_TEXT = 100_000;
    static final int MAX_FILES = 20;
    private static final int MOST_MATTERS = 50;
    private static final int MOST_MENTIONS = 10;
    private static final Pattern BLANK = Pattern.compile("\\{\\{\\s*(customer|agent|team|promise)\\.[A-Za-z]+\\s*}}");
    private static final Duration FARTHEST = Duration.ofDays(400);

    private final DeskStore store;
    private final StreamHub hub;
    private final Customers customers;
    private final Merges merges;
    private final Interactions interactions;
    private final Matters matters;
    private final Promises promises;
    private final Outbox outbox;
    private final Timeline timeline;
    private final Search search;
    private final Pointers pointers;
    private final Signatures signatures;
    private final Articles articles;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String publicUrl;

    CustomerRoutes(
            DeskParts parts,
            Customers customers,
            Merges merges,
            Interactions interactions,
            Matters matters,
            Promises promises,
            Outbox outbox,
            Timeline timeline,
            Search search,
            Accounts accounts,
            Pointers pointers,
            Signatures signatures,
            Articles articles) {
        this.search = search;
        this.articles = articles;
        this.pointers = pointers;
        this.signatures = signatures;
        this.store = parts.store();
        this.hub = parts.hub();
        this.workforce = parts.workforce();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.publicUrl = parts.publicUrl();
        this.customers = customers;
        this.merges = merges;
        this.interactions = interactions;
        this.matters = matters;
        this.promises = promises;
        this.outbox = outbox;
        this.timeline = timeline;
        this.accounts = accounts;
    }

    @GetMapping
    Wire.CustomerPage page(@PathVariable String id) {
        Customer customer = customer(id);
        Wire.StreamPosition position = hub.position();
        accounts.audit(
                caller.session().account().id(), "saw customer", customer.id().toString());
        List<CustomerId> records = merges.circle(customer.id());
        Timeline.Page story = timeline.page(records, Optional.empty());
        return new Wire.CustomerPage(
                position,
                Views.head(customer, workforce, publicUrl),
                Views.points(customers.points(customer.id())),
                customers.acquaintances(customer.id()).stream()
                        .map(a -> new Wire.KnowsView(a.agent().toString(), a.talks(), a.last()))
                        .toList(),
                mattersOf(records),
                store.ofRecords(records),
                new Wire.TimelinePage(story.entries(), story.before().orElse(null)),
                drafts(records),
                hub.viewers(customer.id()),
                absorbed(records));
    }

    private List<Wire.MatterView> mattersOf(List<CustomerId> records) {
        Map<MatterId, Integer> handOvers = promises.handOvers(records);
        return records.stream()
                .flatMap(record -> matters.of(record, MOST_MATTERS).stream())
                .sorted(Comparator.comparing(Matter::lastAt).reversed())
                .limit(MOST_MATTERS)
                .map(matter -> view(matter, handOvers.getOrDefault(matter.id(), 0)))
                .toList();
    }

    private List<Wire.AbsorbedView> absorbed(List<CustomerId> records) {
        return records.stream()
                .skip(1)
                .flatMap(record -> customers.find(record).stream())
                .map(record -> new Wire.AbsorbedView(
                        record.id().toString(),
                        record.name(),
                        customers.ownPoints(record.id()).stream()
                                .map(p -> p.point().value())
                                .toList()))
                .toList();
    }

    /// Of which record of the person a matter is: what is written about it stays with it, also when they are parted.
    private CustomerId recordOf(MatterId matter, CustomerId customer) {
        return matters.find(matter)
                .map(Matter::customer)
                .filter(merges.circle(customer)::contains)
                .orElseThrow(() -> Refusal.field("matter", "This matter is not theirs."));
    }

    /// @param handOvers how often it went from one of us to another
    static Wire.MatterView view(Matter matter, int handOvers) {
        return new Wire.MatterView(
                matter.id().toString(),
                matter.about(),
                matter.state().name(),
                matter.sales(),
                matter.opened(),
                matter.closed().orElse(null),
                handOvers);
    }

    /// Lines in which the words stand. What is found is an event, and so is what a line was made by.
    private Wire.TimelinePage found(List<CustomerId> records, String words, Optional<String> before) {
        Search.Page found = search.find(words, new Search.Among(records, Optional.empty()), before);
        List<Line> lines = timeline.lines(found.hits().stream().map(Hit::id).toList());
        return new Wire.TimelinePage(lines, found.before().orElse(null));
    }

    /// A page of the story, or of a part of it.
    ///
    /// @param kinds of lines, by comma; none: all
    /// @param q words that must be in a line; the kinds do not count then
    @GetMapping("/timeline")
    Wire.TimelinePage timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable Set<String> kinds,
            @RequestParam(required = false) @Nullable String q) {
        List<CustomerId> records = merges.circle(new CustomerId(Ids.of(id)));
        try {
            if (q != null && !q.isBlank()) {
                return found(records, q, Optional.ofNullable(before));
            }
            Timeline.Page page = timeline.page(
                    records,
                    Optional.ofNullable(before),
                    Optional.ofNullable(kinds).orElse(Set.of()));
            return new Wire.TimelinePage(page.entries(), page.before().orElse(null));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.notFound("There is no such page of the story.");
        }
    }

    record ReplyRequest(
            String key,
            String matter,
            String to,
            @Nullable String subject,
            String text,
            @Nullable List<String> attachments,
            @Nullable PromisedRequest promised,
            @Nullable Channel channel,
            @Nullable Instant sendAt,
            @Nullable Boolean sign,
            @Nullable String quotes,
            @Nullable List<String> articles) {}

    record PromisedRequest(String what, Instant deadline) {}

    @May(Permission.ANSWER)
    @PostMapping("/replies")
    Wire.ReplySent reply(@PathVariable String id, @RequestBody ReplyRequest given) {
        Agent me = caller.agent();
        Customer customer = customer(id);
        String text = withoutBlanks(words("text", given.text()));
        boolean chat = given.channel() == Channel.CHAT;
        LinkedPoint to = customers.points(customer.id()).stream()
                .filter(p -> Long.toString(p.id()).equals(given.to()))
                .filter(p -> chat || p.point().kind() == ContactPoint.Kind.EMAIL)
                .findFirst()
                .orElseThrow(() -> Refusal.field("to", "This address is not one of " + customer.name() + "'s."));
        List<Long> uploads = uploads(given.attachments());
        if (interactions.uploads(me.id(), uploads).size() != uploads.size()) {
            throw Refusal.field("attachments", "A file is missing. Please attach it again.");
        }
        Optional<Outbox.Promise> promised =
                Optional.ofNullable(given.promised()).map(p -> new Outbox.Promise(what(p.what()), by(p.deadline())));
        MatterId matter = new MatterId(Ids.of(given.matter()));
        String subject =
                given.subject() == null || given.subject().isBlank() ? subject(matter) : oneLine(given.subject());
        Outbox.Reply reply = new Outbox.Reply(
                me.id() + "-" + SessionRoutes.required("key", given.key()),
                recordOf(matter, customer.id()),
                matter,
                to.point(),
                to.id(),
                customer.name(),
                subject,
                text,
                uploads,
                promised,
                chat ? Outbox.Leaving.NOW : leaving(given, customer, me));
        Outbox.Handed handed = chat ? outbox.say(reply, me) : outbox.reply(reply, me);
        return switch (handed) {
            case Outbox.Handed.Waiting(var interaction, var undoUntil) -> {
                store.dropDraft(merges.circle(customer.id()), "REPLY", me.id());
                articles.used(used(given.articles()), interaction, me.id());
                yield new Wire.ReplySent(interaction.toString(), undoUntil);
            }
            case Outbox.Handed.NoSuchMatter _ -> throw Refusal.field("matter", "This matter is not theirs.");
            case Outbox.Handed.NoDoor _ ->
                throw Refusal.conflict(
                        "no-door",
                        chat
                                ? "This matter is in no chat any more. Answer by mail."
                                : "There is no mail address yet by which we could write."
                                        + " An administrator adds one under Doors.");
        };
    }

    private static List<Long> used(@Nullable List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream().limit(MAX_FILES).map(Ids::of).distinct().toList();
    }

    private Outbox.Leaving leaving(ReplyRequest given, Customer customer, Agent me) {
        Optional<Instant> at =
                Optional.ofNullable(given.sendAt()).map(moment -> PostponedRoutes.moment(moment, clock.instant()));
        if (at.isPresent()
                && given.promised() != null
                && !given.promised().deadline().isAfter(at.get())) {
            throw Refusal.field("deadline", "What you promise would be due before the reply leaves.");
        }
        List<CustomerId> records = merges.circle(customer.id());
        Optional<InteractionId> quotes = Optional.ofNullable(given.quotes())
                .map(quoted -> new InteractionId(Ids.of(quoted)))
                .filter(quoted -> interactions
                        .customerOf(quoted)
                        .filter(records::contains)
                        .isPresent());
        String signature = Boolean.TRUE.equals(given.sign()) ? signatures.under(me) : "";
        return new Outbox.Leaving(at, signature, quotes);
    }

    private String subject(MatterId matter) {
        String about = matters.find(matter).map(Matter::about).orElse("");
        return about.toLowerCase(java.util.Locale.ROOT).startsWith("re:") ? about : "Re: " + about;
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private static List<Long> uploads(@Nullable List<String> ids) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > MAX_FILES) {
            throw Refusal.field("attachments", "At most " + MAX_FILES + " files go with one reply.");
        }
        return ids.stream().map(Ids::of).distinct().toList();
    }

    static String words(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.field(field, "There is nothing written yet.");
        }
        if (text.length() > MAX_TEXT) {
            throw Refusal.field(field, "That is longer than " + MAX_TEXT + " characters.");
        }
        return text.strip();
    }

    /// What a template left to be filled in must not reach a customer.
    static String withoutBlanks(String text) {
        if (BLANK.matcher(text).find()) {
            throw Refusal.field("text", "Something is still to be filled in: look for the words between {{ and }}.");
        }
        return text;
    }

    static String what(@Nullable String what) {
        if (what == null || what.isBlank() || what.length() > 300) {
            throw Refusal.field("what", "Say in a few words what you promise.");
        }
        return what.strip();
    }

    private Instant by(@Nullable Instant deadline) {
        Instant now = clock.instant();
        if (deadline == null || deadline.isBefore(now) || deadline.isAfter(now.plus(FARTHEST))) {
            throw Refusal.field("deadline", "Say by when: a time to come, within a year.");
        }
        return deadline;
    }

    record NoteRequest(
            String key,
            String text,
            @Nullable String matter,
            @Nullable List<String> mentions) {}

    @May(Permission.ANSWER)
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(@PathVariable String id, @RequestBody NoteRequest given) {
        Agent me = caller.agent();
        Customer customer = customer(id);
        String text = words("text", given.text());
        Optional<MatterId> matter = Optional.ofNullable(given.matter()).map(m -> new MatterId(Ids.of(m)));
        String key = me.id() + "-" + SessionRoutes.required("key", given.key());
        CustomerId record = matter.map(m -> recordOf(m, customer.id())).orElse(customer.id());
        List<Agent> mentioned = mentioned(given.mentions(), me);
        transaction.executeWithoutResult(status -> {
            customers.lock(record);
            Instant now = clock.instant();
            interactions
                    .note(key, record, matter, me.id(), text, now)
                    .ifPresent(note ->
                            mentioned.forEach(agent -> pointers.mention(agent.id(), record, note, me.id(), now)));
        });
        store.dropDraft(merges.circle(customer.id()), "NOTE", me.id());
    }

    /// Whom a note names; not oneself, and nobody who is gone.
    private List<Agent> mentioned(@Nullable List<String> ids, Agent me) {
        if (ids == null) {
            return List.of();
        }
        if (ids.size() > MOST_MENTIONS) {
            throw Refusal.field("mentions", "At most " + MOST_MENTIONS + " colleagues can be mentioned in one note.");
        }
        return ids.stream()
                .distinct()
                .flatMap(agent -> workforce.agent(new AgentId(Ids.of(agent))).stream())
                .filter(agent -> agent.enabled() && !agent.id().equals(me.id()))
                .toList();
    }

    record PromiseRequest(
            String matter,
            String what,
            Instant deadline,
            @Nullable String kind) {}

    @May(Permission.HOLD_PROMISES)
    @PostMapping("/promises")
    Wire.PromiseRow promise(@PathVariable String id, @RequestBody PromiseRequest given) {
        Agent me = caller.agent();
        Customer customer = customer(id);
        MatterId matter = new MatterId(Ids.of(given.matter()));
        Instant deadline = by(given.deadline());
        String what = what(given.what());
        Promised.Kind kind = "CALL_BACK".equals(given.kind()) ? Promised.Kind.CALL_BACK : Promised.Kind.SAID;
        CustomerId record = recordOf(matter, customer.id());
        PromiseId made = transaction.execute(status -> {
            customers.lock(record);
            if (matters.find(matter).filter(m -> m.customer().equals(record)).isEmpty()) {
                throw Refusal.field("matter", "This matter is not theirs.");
            }
            Instant now = clock.instant();
            matters.owing(matter, now);
            return promises.make(
                    new Promises.Draft(
                            record,
                            matter,
                            me.team(),
                            kind,
                            what,
                            deadline,
                            Optional.of(me.id()),
                            Optional.of(me.id()),
                            Optional.empty(),
                            true),
                    Channel.MAIL,
                    Optional.of(me.id()),
                    now);
        });
        return store.byIds(List.of(made.value())).getFirst();
    }

    record DraftRequest(
            String kind,
            @Nullable String matter,
            @Nullable String text,
            @Nullable String promisedWhat,
            @Nullable Instant promisedBy,
            @Nullable List<Wire.AttachmentRef> attachments) {}

    /// Kept as it is typed. An empty draft is no draft.
    @May(Permission.ANSWER)
    @PutMapping("/drafts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(@PathVariable String id, @RequestBody DraftRequest given) {
        Agent me = caller.agent();
        Customer customer = customer(id);
        String kind = given.kind();
        if (!kind.equals("REPLY") && !kind.equals("NOTE")) {
            throw Refusal.field("kind", "A draft is a REPLY or a NOTE.");
        }
        String text = Optional.ofNullable(given.text()).orElse("");
        if (text.length() > MAX_TEXT) {
            throw Refusal.field("text", "That is longer than " + MAX_TEXT + " characters.");
        }
        List<Long> files = given.attachments() == null
                ? List.of()
                : given.attachments().stream()
                        .limit(MAX_FILES)
                        .map(a -> Ids.of(a.id()))
                        .toList();
        Instant now = clock.instant();
        DeskStore.StoredDraft draft = new DeskStore.StoredDraft(
                customer.id(),
                kind,
                given.matter() == null ? null : Ids.of(given.matter()),
                text,
                Optional.ofNullable(given.promisedWhat()).orElse(""),
                given.promisedBy(),
                files,
                me.id(),
                now);
        if (text.isBlank() && files.isEmpty()) {
            store.dropDraft(merges.circle(customer.id()), kind, me.id());
        } else {
            store.save(draft);
        }
        hub.publish(
                new StreamHub.Audience.Watching(customer.id()),
                seq -> new Wire.DraftSaid("draft", seq, customer.id().toString(), view(draft)));
    }

    private List<Wire.DraftView> drafts(List<CustomerId> records) {
        return store.drafts(records).stream().map(this::view).toList();
    }

    private Wire.DraftView view(DeskStore.StoredDraft draft) {
        return new Wire.DraftView(
                draft.kind(),
                draft.matter() == null ? null : draft.matter().toString(),
                draft.text(),
                draft.promisedWhat(),
                draft.promisedBy(),
                store.files(draft.attachments()),
                draft.agent().toString(),
                draft.at());
    }

    /// The one who speaks for the person.
    private Customer customer(String id) {
        return customers
                .find(merges.circle(new CustomerId(Ids.of(id))).getFirst())
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
