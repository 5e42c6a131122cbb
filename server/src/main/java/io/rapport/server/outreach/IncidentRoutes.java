package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Incidents: who is touched, what we say, who approved it, how far it went.
@RestController
@RequestMapping("/api/incidents")
@May(Permission.SEE_CUSTOMERS)
class IncidentRoutes {
    private static final int PAGE = 100;
    private static final int MAX_FILE = 8_000_000;

    private final Incidents incidents;
    private final OutreachStores stores;
    private final Showing showing;
    private final Previews previews;
    private final Teller teller;
    private final Workforce workforce;
    private final Accounts accounts;

    IncidentRoutes(
            Incidents incidents,
            OutreachStores stores,
            Showing showing,
            Previews previews,
            Teller teller,
            Workforce workforce,
            Accounts accounts) {
        this.incidents = incidents;
        this.stores = stores;
        this.showing = showing;
        this.previews = previews;
        this.teller = teller;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    record IncidentList(List<OutreachViews.IncidentRow> incidents) {}

    /// The latest incidents, those that go on first.
    @GetMapping
    IncidentList incidents() {
        return new IncidentList(showing.list());
    }

    /// One incident with its notices, how far they are, and what came of them.
    @GetMapping("/{id}")
    OutreachViews.IncidentView incident(@PathVariable String id, Principal caller) {
        return showing.view(find(id), Asked.account(caller));
    }

    /// Writes a new incident; nobody is told anything.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping
    OutreachViews.IncidentView addIncident(@RequestBody IncidentReading.Given given, Principal caller) {
        long id = incidents.draft(IncidentReading.draft(given), Asked.account(caller));
        audit(caller, "wrote incident", id);
        return showing.view(find(Long.toString(id)), Asked.account(caller));
    }

    /// Changes an incident that is still a draft.
    @May(Permission.TELL_CUSTOMERS)
    @PutMapping("/{id}")
    OutreachViews.IncidentView changeIncident(
            @PathVariable String id, @RequestBody IncidentReading.Given given, Principal caller) {
        Incident one = find(id);
        Steps.done(incidents.change(one.id(), IncidentReading.draft(given)));
        audit(caller, "changed incident", one.id());
        return showing.view(find(id), Asked.account(caller));
    }

    record WordsRequest(
            @Nullable String language,
            @Nullable String text,
            @Nullable Boolean update) {}

    record FaultList(List<OutreachViews.FaultView> faults) {}

    /// Looks through words before they are kept: what is blame, an excuse, or no apology.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/words")
    FaultList checkWords(@RequestBody WordsRequest given) {
        String text = Asked.words(given.text(), "text", Campaign.Text.MAX_WORDS + Incident.Text.MAX);
        WordCheck.Telling telling =
                Boolean.TRUE.equals(given.update()) ? WordCheck.Telling.UPDATE : WordCheck.Telling.FIRST;
        return new FaultList(WordCheck.faults(text, Language.of(given.language()), telling).stream()
                .map(OutreachViews.FaultView::of)
                .toList());
    }

    record FileRequest(@Nullable String text) {}

    record FileView(int lines, int found, List<String> unknown) {}

    /// Names those who are touched by a file: an address or an external id (or `system:number`) in the first
    /// column of
    /// each line. Answers with whom nobody knows.
    @May(Permission.TELL_CUSTOMERS)
    @PutMapping("/{id}/file")
    FileView nameTouched(@PathVariable String id, @RequestBody FileRequest given, Principal caller) {
        String text = given.text() == null ? "" : given.text();
        if (text.length() > MAX_FILE) {
            throw Refusal.tooLarge("A file may have at most 8 million characters.");
        }
        Incident one = find(id);
        List<String> lines = TouchedFile.read(text);
        if (lines.size() > TouchedFile.MOST) {
            throw Refusal.tooLarge("A file may name at most 300,000 customers.");
        }
        Steps.done(incidents.listed(one.id(), lines));
        audit(caller, "named who is touched by incident", one.id());
        return touchedFile(id);
    }

    /// How many a file named, and whom of them nobody knows.
    @GetMapping("/{id}/file")
    FileView touchedFile(@PathVariable String id) {
        IncidentStore.Listing listing = incidents.listing(find(id).id());
        return new FileView(listing.lines(), listing.found(), listing.unknown());
    }

    /// @param sms could be told by a short message because mail does not reach them
    record ReachView(Map<String, Integer> languages, int people, int mail, int sms, int stopped, int none) {}

    /// How many are touched, in which languages they read, and how they can be reached.
    @GetMapping("/{id}/reach")
    ReachView reach(@PathVariable String id) {
        TouchedStore.Reach reach = incidents.reach(find(id));
        return new ReachView(
                reach.languages(), reach.people(), reach.mail(), reach.sms(), reach.stopped(), reach.none());
    }

    record SampleRequest(@Nullable String address, @Nullable String language) {}

    /// Sends a notice as a customer would read it to an address of ours.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/{id}/sample")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sendSample(@PathVariable String id, @RequestBody SampleRequest given, Principal caller) {
        Incident one = find(id);
        Agent me = me(caller);
        ContactPoint to = ContactPoint.email(given.address() == null ? "" : given.address())
                .orElseThrow(() -> Refusal.field("address", "Give the mail address at which you read it."));
        Campaign notice = stores.campaigns().of(one.id()).getFirst();
        previews.send(notice, Language.of(given.language()), me, to).ifPresent(why -> {
            throw Refusal.unavailable("It could not be sent: " + why);
        });
        audit(caller, "sent a sample of incident", one.id());
    }

    /// Gives it to somebody else to approve. Words with a fault are refused; who is touched is fixed from here
    /// on.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/{id}/submit")
    OutreachViews.IncidentView submitIncident(@PathVariable String id, Principal caller) {
        return after(id, incidents.submit(find(id).id()), "submitted incident", caller);
    }

    /// Approves it; whoever wrote it can't.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/{id}/approve")
    OutreachViews.IncidentView approveIncident(@PathVariable String id, Principal caller) {
        return after(id, incidents.approve(find(id).id(), Asked.account(caller)), "approved incident", caller);
    }

    record WhyRequest(@Nullable String why) {}

    /// Gives it back to its author with a word why, as long as nobody was told.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/{id}/return")
    OutreachViews.IncidentView returnIncident(
            @PathVariable String id, @RequestBody WhyRequest given, Principal caller) {
        String why = Asked.line(given.why(), "why", 300);
        return after(id, incidents.giveBack(find(id).id(), why), "gave back incident", caller);
    }

    /// Begins to tell all who are touched.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/{id}/tell")
    OutreachViews.IncidentView tellIncident(@PathVariable String id, Principal caller) {
        OutreachViews.IncidentView view = after(id, incidents.tell(find(id).id()), "began to tell incident", caller);
        teller.wake();
        return view;
    }

    /// Says that it is over.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/{id}/resolve")
    OutreachViews.IncidentView resolveIncident(@PathVariable String id, Principal caller) {
        return after(id, incidents.resolve(find(id).id()), "resolved incident", caller);
    }

    record ShownRequest(@Nullable Boolean shown) {}

    /// Puts it on the public status page, or takes it off.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/{id}/publish")
    OutreachViews.IncidentView publishIncident(
            @PathVariable String id, @RequestBody ShownRequest given, Principal caller) {
        boolean shown = Boolean.TRUE.equals(given.shown());
        return after(
                id,
                incidents.publish(find(id).id(), shown),
                shown ? "published incident" : "took off the status page: incident",
                caller);
    }

    record TouchedRow(
            String customer,
            String name,
            @Nullable Instant told,
            @OneOf(Told.class) @Nullable String toldHow,
            @Nullable Instant known,
            @OneOf(Known.class) @Nullable String knownHow) {}

    /// @param next where the list goes on; none at its end
    record TouchedList(List<TouchedRow> rows, @Nullable String next) {}

    /// Who is touched, a page at a time.
    ///
    /// @param cut `ALL`, `TOLD`, `NOT_TOLD`, `KNOWN` or `NOT_KNOWN`
    @GetMapping("/{id}/touched")
    TouchedList touchedBy(
            @PathVariable String id,
            @RequestParam(defaultValue = "ALL") String cut,
            @RequestParam(defaultValue = "") String after) {
        List<TouchedStore.Row> rows = stores.touched()
                .rows(find(id).id(), Asked.oneOf(TouchedStore.Cut.class, cut, "cut"), Asked.after(after), PAGE + 1);
        return new TouchedList(
                rows.stream()
                        .limit(PAGE)
                        .map(row -> new TouchedRow(
                                row.customer().toString(),
                                row.name(),
                                row.told().orElse(null),
                                row.toldHow().map(Told::name).orElse(null),
                                row.known().orElse(null),
                                row.knownHow().map(Known::name).orElse(null)))
                        .toList(),
                rows.size() > PAGE ? rows.get(PAGE - 1).customer().toString() : null);
    }

    record OpinionView(
            String customer, String name, @Nullable Boolean fits, String words, Instant at) {}

    record OpinionList(List<OpinionView> opinions) {}

    /// What those who are touched think of what we do about it, the newest first.
    @GetMapping("/{id}/opinions")
    OpinionList opinions(@PathVariable String id) {
        return new OpinionList(stores.touched().opinions(find(id).id(), PAGE).stream()
                .map(one -> new OpinionView(one.customer().toString(), one.name(), one.fits(), one.words(), one.at()))
                .toList());
    }

    private OutreachViews.IncidentView after(String id, Incidents.Step step, String what, Principal caller) {
        Steps.done(step);
        Incident one = find(id);
        audit(caller, what, one.id());
        return showing.view(one, Asked.account(caller));
    }

    private Incident find(String id) {
        return Optional.of(Asked.number(id, "There is no such incident."))
                .flatMap(incidents::find)
                .orElseThrow(() -> Refusal.notFound("There is no such incident."));
    }

    private Agent me(Principal caller) {
        return workforce
                .agentOfAccount(Asked.account(caller))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private void audit(Principal caller, String what, long id) {
        accounts.audit(Asked.account(caller), what, Long.toString(id));
    }
}
