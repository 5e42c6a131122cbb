package io.rapport.server.outreach;

import io.rapport.server.access.Account;
import io.rapport.server.access.Accounts;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Puts together what the page of an incident shows.
final class Showing {
    private final OutreachStores stores;
    private final Incidents incidents;
    private final MakeGoods makeGoods;
    private final Teller teller;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    Showing(
            OutreachStores stores,
            Incidents incidents,
            MakeGoods makeGoods,
            Teller teller,
            Workforce workforce,
            Accounts accounts,
            Clock clock) {
        this.stores = stores;
        this.incidents = incidents;
        this.makeGoods = makeGoods;
        this.teller = teller;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    List<OutreachViews.IncidentRow> list() {
        List<Incident> all = incidents.latest();
        Map<Long, TouchedStore.Counts> counts =
                stores.touched().counts(all.stream().map(Incident::id).toList());
        return all.stream()
                .map(one -> {
                    TouchedStore.Counts count = counts.getOrDefault(one.id(), TouchedStore.Counts.NONE);
                    return new OutreachViews.IncidentRow(
                            Long.toString(one.id()),
                            one.kind().name(),
                            one.name(),
                            one.state().name(),
                            count.people(),
                            count.told(),
                            count.known(),
                            one.steps().telling().orElse(one.steps().created()));
                })
                .toList();
    }

    OutreachViews.IncidentView view(Incident incident, long account) {
        List<Campaign> all = stores.campaigns().of(incident.id());
        Campaign first = all.getFirst();
        IncidentStore.Listing listing = incidents.listing(incident.id());
        Incident.Steps steps = incident.steps();
        Instant latest = Readiness.latestToTell(incident).orElse(null);
        boolean untold = incident.state().compareTo(Incident.State.TELLING) < 0;
        return new OutreachViews.IncidentView(
                Long.toString(incident.id()),
                incident.kind().name(),
                incident.name(),
                incident.since().orElse(null),
                incident.until().orElse(null),
                incident.effective().orElse(null),
                incident.leadDays(),
                incident.secondHours().isPresent() ? incident.secondHours().getAsInt() : null,
                latest,
                latest != null && untold && latest.isBefore(clock.instant()),
                incident.ways().stream().map(Way::name).toList(),
                OutreachViews.WhomView.of(incident.whom()),
                listing.lines(),
                listing.found(),
                incident.state().name(),
                name(incident.author()),
                incident.author() == account,
                name(steps.approvedBy()),
                incident.returned().orElse(null),
                steps.created(),
                steps.submitted().orElse(null),
                steps.approved().orElse(null),
                steps.telling().orElse(null),
                steps.told().orElse(null),
                steps.resolved().orElse(null),
                steps.published().orElse(null),
                OutreachViews.texts(incident.texts(), first.texts()),
                Incidents.faults(incident, first).stream()
                        .map(OutreachViews.FaultView::of)
                        .toList(),
                figures(incident),
                all.stream().map(one -> view(one, account)).toList());
    }

    OutreachViews.FiguresView figures(Incident incident) {
        TouchedStore.Counts touched =
                stores.touched().counts(List.of(incident.id())).getOrDefault(incident.id(), TouchedStore.Counts.NONE);
        TouchedStore.Opinions opinions = stores.touched().opinionCounts(incident.id());
        CallStore.Counts calls = stores.calls().counts(incident.id());
        Map<MakeGood.State, Integer> goods = makeGoods.counts(incident.id());
        return new OutreachViews.FiguresView(
                touched.people(),
                touched.told(),
                touched.known(),
                opinions.all(),
                opinions.fits(),
                opinions.doesNot(),
                calls.waiting(),
                calls.open(),
                calls.done(),
                goods.getOrDefault(MakeGood.State.PROPOSED, 0),
                goods.getOrDefault(MakeGood.State.APPROVED, 0),
                goods.getOrDefault(MakeGood.State.DONE, 0),
                goods.getOrDefault(MakeGood.State.ARRIVED, 0));
    }

    OutreachViews.CampaignView view(Campaign one, long account) {
        return new OutreachViews.CampaignView(
                Long.toString(one.id()),
                one.name(),
                one.update(),
                one.state().name(),
                one.why().orElse(null),
                name(one.author()),
                one.author() == account,
                name(one.approvedBy()),
                one.returned().orElse(null),
                one.begun().orElse(null),
                one.ended().orElse(null),
                OutreachViews.texts(Map.of(), one.texts()),
                OutreachViews.ProgressView.of(stores.attempts().counts(one.id()), teller.rate(one.id())));
    }

    private @org.jspecify.annotations.Nullable String name(OptionalLong account) {
        return account.isPresent() ? name(account.getAsLong()) : null;
    }

    /// As colleagues know them.
    String name(long account) {
        return workforce
                .agentOfAccount(account)
                .map(Agent::fullName)
                .or(() -> accounts.account(account).map(Account::name))
                .orElse("");
    }
}
