package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.reason.Reasons;
import io.rapport.server.search.Hit;
import io.rapport.server.search.Search;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A person's page: the story, and what is promised on it.
@RestController
@RequestMapping("/api/customers/{id}")
@May(Permission.SEE_CUSTOMERS)
class CustomerRoutes {
    private static final int MOST_MATTERS = 50;

    private final DeskStore store;
    private final StreamHub hub;
    private final Customers customers;
    private final Merges merges;
    private final Persons persons;
    private final Drafts drafts;
    private final Matters matters;
    private final Promises promises;
    private final Reasons reasons;
    private final Timeline timeline;
    private final Search search;
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
            Persons persons,
            Drafts drafts,
            Matters matters,
            Promises promises,
            Reasons reasons,
            Timeline timeline,
            Search search,
            Accounts accounts) {
        this.search = search;
        this.store = parts.store();
        this.hub = parts.hub();
        this.workforce = parts.workforce();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.publicUrl = parts.publicUrl();
        this.customers = customers;
        this.merges = merges;
        this.persons = persons;
        this.drafts = drafts;
        this.matters = matters;
        this.promises = promises;
        this.reasons = reasons;
        this.timeline = timeline;
        this.accounts = accounts;
    }

    /// All that stands on a person's page.
    @GetMapping
    Wire.CustomerPage page(@PathVariable String id) {
        Customer customer = persons.speaking(id);
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
                drafts.views(records),
                hub.viewers(customer.id()),
                absorbed(records));
    }

    private List<Wire.MatterView> mattersOf(List<CustomerId> records) {
        Map<MatterId, Integer> handOvers = promises.handOvers(records);
        List<Matter> latest = records.stream()
                .flatMap(record -> matters.of(record, MOST_MATTERS).stream())
                .sorted(Comparator.comparing(Matter::lastAt).reversed())
                .limit(MOST_MATTERS)
                .toList();
        Map<MatterId, String> about =
                reasons.names(latest.stream().map(Matter::id).toList());
        return latest.stream()
                .map(matter -> view(
                        matter, handOvers.getOrDefault(matter.id(), 0), Optional.ofNullable(about.get(matter.id()))))
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

    /// @param handOvers how often it went from one of us to another
    static Wire.MatterView view(Matter matter, int handOvers, Optional<String> reason) {
        return new Wire.MatterView(
                matter.id().toString(),
                matter.about(),
                matter.state().name(),
                matter.sales(),
                matter.opened(),
                matter.closed().orElse(null),
                handOvers,
                reason.orElse(null));
    }

    /// Lines in which the words stand. What is found is an event, and so is what a line was made by.
    private Wire.TimelinePage found(List<CustomerId> records, String words, Optional<String> before, int size) {
        Search.Page found = search.find(words, new Search.Among(records, Optional.empty()), before, size);
        List<Line> lines = timeline.lines(found.hits().stream().map(Hit::id).toList());
        return new Wire.TimelinePage(lines, found.before().orElse(null));
    }

    /// A page of the story, or of a part of it.
    ///
    /// @param kinds of lines, by comma; none: all
    /// @param q words that must be in a line; the kinds do not count then
    /// @param limit lines of the page, 1 to 200; usually 60, with words 30
    @GetMapping("/timeline")
    Wire.TimelinePage timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable Set<String> kinds,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit) {
        boolean worded = q != null && !q.isBlank();
        int size = PageSize.of(limit, worded ? Search.PAGE : Timeline.PAGE);
        List<CustomerId> records = merges.circle(new CustomerId(Ids.of(id)));
        try {
            if (q != null && worded) {
                return found(records, q, Optional.ofNullable(before), size);
            }
            Timeline.Page page = timeline.page(
                    records,
                    Optional.ofNullable(before),
                    Optional.ofNullable(kinds).orElse(Set.of()),
                    size);
            return new Wire.TimelinePage(page.entries(), page.before().orElse(null));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.notFound("There is no such page of the story.");
        }
    }

    record PromiseRequest(
            String matter,
            String what,
            Instant deadline,
            @OneOf(or = {"SAID", "CALL_BACK"}) @Nullable String kind) {}

    /// Makes a promise of mine.
    @May(Permission.HOLD_PROMISES)
    @PostMapping("/promises")
    Wire.PromiseRow promise(@PathVariable String id, @RequestBody PromiseRequest given) {
        Agent me = caller.agent();
        Customer customer = persons.speaking(id);
        MatterId matter = new MatterId(Ids.of(given.matter()));
        Instant now = clock.instant();
        Instant deadline = Words.deadline(given.deadline(), now);
        String what = Words.promised(given.what());
        Promised.Kind kind = "CALL_BACK".equals(given.kind()) ? Promised.Kind.CALL_BACK : Promised.Kind.SAID;
        CustomerId record = persons.recordOf(matter, customer.id());
        PromiseId made = transaction.execute(status -> {
            customers.lock(record);
            if (matters.find(matter).filter(m -> m.customer().equals(record)).isEmpty()) {
                throw Refusal.field("matter", "This matter is not theirs.");
            }
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
}
