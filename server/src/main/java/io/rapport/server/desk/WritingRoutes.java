package io.rapport.server.desk;

import io.rapport.server.channel.Outbox;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.feedback.SignatureFaces;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.knowledge.Articles;
import io.rapport.server.knowledge.Signatures;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What an agent writes to a person, and about them. A reply and a note are different endpoints: a note can't be
/// addressed.
@RestController
@RequestMapping("/api/customers/{id}")
@May(Permission.ANSWER)
class WritingRoutes {
    static final int MAX_FILES = 20;
    private static final int MOST_MENTIONS = 10;

    private final Customers customers;
    private final Merges merges;
    private final Persons persons;
    private final Drafts drafts;
    private final Interactions interactions;
    private final Matters matters;
    private final Outbox outbox;
    private final Pointers pointers;
    private final Signatures signatures;
    private final Articles articles;
    private final SignatureFaces faces;
    private final Workforce workforce;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WritingRoutes(
            DeskParts parts,
            Customers customers,
            Merges merges,
            Persons persons,
            Drafts drafts,
            Interactions interactions,
            Matters matters,
            Outbox outbox,
            Pointers pointers,
            Signatures signatures,
            Articles articles,
            SignatureFaces faces) {
        this.workforce = parts.workforce();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.customers = customers;
        this.merges = merges;
        this.persons = persons;
        this.drafts = drafts;
        this.interactions = interactions;
        this.matters = matters;
        this.outbox = outbox;
        this.pointers = pointers;
        this.signatures = signatures;
        this.articles = articles;
        this.faces = faces;
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

    /// Answers them; it leaves after ten seconds in which it can be undone.
    @PostMapping("/replies")
    Wire.ReplySent reply(@PathVariable String id, @RequestBody ReplyRequest given) {
        Agent me = caller.agent();
        Customer customer = persons.speaking(id);
        String text = Words.withoutBlanks(Words.written("text", given.text()));
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
        Optional<Outbox.Promise> promised = Optional.ofNullable(given.promised())
                .map(p -> new Outbox.Promise(Words.promised(p.what()), Words.deadline(p.deadline(), clock.instant())));
        MatterId matter = new MatterId(Ids.of(given.matter()));
        String subject =
                given.subject() == null || given.subject().isBlank() ? subject(matter) : oneLine(given.subject());
        Outbox.Reply reply = new Outbox.Reply(
                me.id() + "-" + SessionRoutes.required("key", given.key()),
                persons.recordOf(matter, customer.id()),
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
                drafts.store().drop(merges.circle(customer.id()), "REPLY", me.id());
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
        String voting = faces.under(
                me,
                new MatterId(Ids.of(given.matter())),
                Language.of(customer.language()),
                at.orElseGet(clock::instant));
        String foot = signature.isEmpty() || voting.isEmpty() ? signature + voting : signature + "\n\n" + voting;
        return new Outbox.Leaving(at, foot, quotes);
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

    record NoteRequest(
            String key,
            String text,
            @Nullable String matter,
            @Nullable List<String> mentions) {}

    /// Writes a note, which only we read.
    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(@PathVariable String id, @RequestBody NoteRequest given) {
        Agent me = caller.agent();
        Customer customer = persons.speaking(id);
        String text = Words.written("text", given.text());
        Optional<MatterId> matter = Optional.ofNullable(given.matter()).map(m -> new MatterId(Ids.of(m)));
        String key = me.id() + "-" + SessionRoutes.required("key", given.key());
        CustomerId record = matter.map(m -> persons.recordOf(m, customer.id())).orElse(customer.id());
        List<Agent> mentioned = mentioned(given.mentions(), me);
        transaction.executeWithoutResult(status -> {
            customers.lock(record);
            Instant now = clock.instant();
            interactions
                    .note(key, record, matter, me.id(), text, now)
                    .ifPresent(note ->
                            mentioned.forEach(agent -> pointers.mention(agent.id(), record, note, me.id(), now)));
        });
        drafts.store().drop(merges.circle(customer.id()), "NOTE", me.id());
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
}
