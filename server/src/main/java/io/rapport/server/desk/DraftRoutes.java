package io.rapport.server.desk;

import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is being written, kept as it is typed and shown to colleagues.
@RestController
@RequestMapping("/api/customers/{id}/drafts")
@May(Permission.ANSWER)
class DraftRoutes {
    private final Drafts drafts;
    private final Persons persons;
    private final Merges merges;
    private final StreamHub hub;
    private final Caller caller;
    private final Clock clock;

    DraftRoutes(DeskParts parts, Drafts drafts, Persons persons, Merges merges) {
        this.drafts = drafts;
        this.persons = persons;
        this.merges = merges;
        this.hub = parts.hub();
        this.caller = parts.caller();
        this.clock = parts.clock();
    }

    record DraftRequest(
            @OneOf(or = {"REPLY", "NOTE"}) String kind,
            @Nullable String matter,
            @Nullable String text,
            @Nullable String promisedWhat,
            @Nullable Instant promisedBy,
            @Nullable List<Wire.AttachmentRef> attachments,
            @Nullable String to,
            @Nullable Instant sendAt,
            @Nullable Boolean signs,
            @Nullable Boolean quotes,
            @Nullable List<String> articles) {}

    /// Kept as it is typed. An empty draft is no draft.
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(@PathVariable String id, @RequestBody DraftRequest given) {
        Agent me = caller.agent();
        Customer customer = persons.speaking(id);
        String kind = given.kind();
        if (!kind.equals("REPLY") && !kind.equals("NOTE")) {
            throw Refusal.field("kind", "A draft is a REPLY or a NOTE.");
        }
        String text = Optional.ofNullable(given.text()).orElse("");
        if (text.length() > Words.MOST) {
            throw Refusal.field("text", "That is longer than " + Words.MOST + " characters.");
        }
        List<Long> files = given.attachments() == null
                ? List.of()
                : given.attachments().stream()
                        .limit(WritingRoutes.MAX_FILES)
                        .map(a -> Ids.of(a.id()))
                        .toList();
        Instant now = clock.instant();
        DraftStore.Draft draft = new DraftStore.Draft(
                customer.id(),
                kind,
                given.matter() == null ? null : Ids.of(given.matter()),
                text,
                Optional.ofNullable(given.promisedWhat()).orElse(""),
                given.promisedBy(),
                files,
                given.to() == null ? null : Ids.of(given.to()),
                given.sendAt(),
                !Boolean.FALSE.equals(given.signs()),
                !Boolean.FALSE.equals(given.quotes()),
                numbers(given.articles()),
                me.id(),
                now);
        if (text.isBlank() && files.isEmpty()) {
            drafts.store().drop(merges.circle(customer.id()), kind, me.id());
        } else {
            drafts.store().save(draft);
        }
        hub.publish(
                new StreamHub.Audience.Watching(customer.id()),
                seq -> new Wire.DraftSaid("draft", seq, customer.id().toString(), drafts.view(draft)));
    }

    private static List<Long> numbers(@Nullable List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .limit(WritingRoutes.MAX_FILES)
                        .map(Ids::of)
                        .distinct()
                        .toList();
    }
}
