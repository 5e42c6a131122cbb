package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What is told to many: updates of incidents with words and approval of their own, and the progress of each
/// notice.
@RestController
@RequestMapping("/api")
@May(Permission.SEE_CUSTOMERS)
class CampaignRoutes {
    private static final int PAGE = 100;

    private final Incidents incidents;
    private final Campaigns campaigns;
    private final OutreachStores stores;
    private final Showing showing;
    private final Teller teller;
    private final Accounts accounts;

    CampaignRoutes(
            Incidents incidents,
            Campaigns campaigns,
            OutreachStores stores,
            Showing showing,
            Teller teller,
            Accounts accounts) {
        this.incidents = incidents;
        this.campaigns = campaigns;
        this.stores = stores;
        this.showing = showing;
        this.teller = teller;
        this.accounts = accounts;
    }

    record UpdateRequest(@Nullable String name, @Nullable List<IncidentReading.@Nullable TextGiven> texts) {}

    /// Writes an update for those who are touched: what is new, without another apology.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/incidents/{id}/updates")
    OutreachViews.CampaignView addUpdate(@PathVariable String id, @RequestBody UpdateRequest given, Principal caller) {
        long incident = Asked.number(id, "There is no such incident.");
        long update = incidents
                .update(incident, name(given), IncidentReading.notices(given.texts()), Asked.account(caller))
                .orElseThrow(() -> Refusal.conflict("elsewhere", "There is nobody who was told yet."));
        return after(Long.toString(update), "wrote update", caller);
    }

    private static String name(UpdateRequest given) {
        String name = Asked.line(given.name(), "name", Incident.MAX_NAME);
        if (name.isEmpty()) {
            throw Refusal.field("name", "Give the update a name.");
        }
        return name;
    }

    /// One notice, with how far it is.
    @GetMapping("/campaigns/{id}")
    OutreachViews.CampaignView campaign(@PathVariable String id, Principal caller) {
        return showing.view(find(id), Asked.account(caller));
    }

    /// Changes an update that is still a draft.
    @May(Permission.TELL_CUSTOMERS)
    @PutMapping("/campaigns/{id}")
    OutreachViews.CampaignView changeUpdate(
            @PathVariable String id, @RequestBody UpdateRequest given, Principal caller) {
        Steps.done(incidents.rewrite(find(id), name(given), IncidentReading.notices(given.texts())));
        return after(id, "changed update", caller);
    }

    /// Gives an update to somebody else to approve.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/submit")
    OutreachViews.CampaignView submitUpdate(@PathVariable String id, Principal caller) {
        Steps.done(incidents.submit(update(id)));
        return after(id, "submitted update", caller);
    }

    /// Approves an update; whoever wrote it can't.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/campaigns/{id}/approve")
    OutreachViews.CampaignView approveUpdate(@PathVariable String id, Principal caller) {
        Steps.done(incidents.approve(update(id), Asked.account(caller)));
        return after(id, "approved update", caller);
    }

    record WhyGiven(@Nullable String why) {}

    /// Gives an update back to its author.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/return")
    OutreachViews.CampaignView returnUpdate(@PathVariable String id, @RequestBody WhyGiven given, Principal caller) {
        Steps.done(incidents.giveBack(update(id), Asked.line(given.why(), "why", 300)));
        return after(id, "gave back update", caller);
    }

    /// Lets an approved update go.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/tell")
    OutreachViews.CampaignView tellUpdate(@PathVariable String id, Principal caller) {
        Steps.done(incidents.tell(update(id)));
        return after(id, "began to tell update", caller);
    }

    /// Holds a notice; what is on its way arrives.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/pause")
    OutreachViews.CampaignView pauseCampaign(@PathVariable String id, Principal caller) {
        moved(campaigns.pause(find(id).id()));
        return after(id, "paused notice", caller);
    }

    /// Lets a notice go on. Whoever does so has looked at what came back so far.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/resume")
    OutreachViews.CampaignView resumeCampaign(@PathVariable String id, Principal caller) {
        moved(campaigns.resume(find(id).id()));
        return after(id, "resumed notice", caller);
    }

    /// Ends a notice for good; those whose turn did not come are not told by it.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/campaigns/{id}/stop")
    OutreachViews.CampaignView stopCampaign(@PathVariable String id, Principal caller) {
        moved(campaigns.stop(find(id).id()));
        return after(id, "stopped notice", caller);
    }

    record AttemptRow(
            String id,
            String customer,
            String name,
            @OneOf(Way.class) String way,
            @OneOf(AttemptState.class) String state,
            String detail,
            Instant at) {}

    /// @param next where the list goes on; none at its end
    record AttemptList(List<AttemptRow> rows, @Nullable String next) {}

    /// Those of a notice in one state, a page at a time.
    @GetMapping("/campaigns/{id}/attempts")
    AttemptList attempts(
            @PathVariable String id, @RequestParam String state, @RequestParam(defaultValue = "") String after) {
        List<AttemptStore.Row> rows = stores.attempts()
                .rows(find(id).id(), Asked.oneOf(AttemptState.class, state, "state"), Asked.after(after), PAGE + 1);
        return new AttemptList(
                rows.stream()
                        .limit(PAGE)
                        .map(row -> new AttemptRow(
                                Long.toString(row.id()),
                                row.customer().toString(),
                                row.name(),
                                row.way().name(),
                                row.state().name(),
                                row.detail(),
                                row.changed()))
                        .toList(),
                rows.size() > PAGE ? Long.toString(rows.get(PAGE - 1).id()) : null);
    }

    private static void moved(boolean moved) {
        if (!moved) {
            throw Refusal.conflict("elsewhere", "It is further, or was given back meanwhile. Look at it again.");
        }
    }

    private OutreachViews.CampaignView after(String id, String what, Principal caller) {
        Campaign one = find(id);
        accounts.audit(Asked.account(caller), what, Long.toString(one.id()));
        teller.wake();
        return showing.view(one, Asked.account(caller));
    }

    private Campaign find(String id) {
        return Optional.of(Asked.number(id, "There is no such notice."))
                .flatMap(campaigns::find)
                .orElseThrow(() -> Refusal.notFound("There is no such notice."));
    }

    /// What an incident is first told by goes with the incident.
    private Campaign update(String id) {
        return Optional.of(find(id))
                .filter(Campaign::update)
                .orElseThrow(() -> Refusal.notFound("There is no such update."));
    }
}
