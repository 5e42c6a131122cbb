package io.rapport.server.outreach;

import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Which incidents of ours touch a person, shown first whenever they are here.
@RestController
@RequestMapping("/api/customers/{id}/incidents")
@May(Permission.SEE_CUSTOMERS)
class ConcernRoutes {
    private final Incidents incidents;
    private final Talks talks;
    private final MakeGoods makeGoods;
    private final Customers customers;
    private final Merges merges;
    private final Workforce workforce;

    ConcernRoutes(
            Incidents incidents,
            Talks talks,
            MakeGoods makeGoods,
            Customers customers,
            Merges merges,
            Workforce workforce) {
        this.incidents = incidents;
        this.talks = talks;
        this.makeGoods = makeGoods;
        this.customers = customers;
        this.merges = merges;
        this.workforce = workforce;
    }

    /// One incident as it touches this person.
    ///
    /// @param apologise whether nobody has said sorry to them yet
    record ConcernView(
            String incident,
            @OneOf(Incident.Kind.class) String kind,
            String name,
            String happened,
            String doing,
            @Nullable Instant effective,
            boolean apologise,
            @Nullable Instant told,
            @OneOf(Told.class) @Nullable String toldHow,
            @Nullable Instant known,
            @OneOf(Known.class) @Nullable String knownHow,
            @Nullable Boolean fits,
            @Nullable String opinion,
            List<MakeGoodRoutes.MakeGoodView> makeGoods) {}

    /// @param others what is made good for them besides: for standing promises, and for what is over
    record ConcernList(List<ConcernView> incidents, List<MakeGoodRoutes.MakeGoodView> others) {}

    /// Open incidents that touch them, with what they were told, what they think, and what is made good.
    @GetMapping
    ConcernList concerns(@PathVariable String id, Principal caller) {
        Customer customer = customer(id);
        List<MakeGood> goods = makeGoods.of(customer.id());
        List<Incident> open = incidents.concerning(customer.id());
        return new ConcernList(
                open.stream().map(one -> view(one, customer, goods, caller)).toList(),
                goods.stream()
                        .filter(good -> open.stream()
                                .noneMatch(one -> one.id() == good.incident().orElse(0)))
                        .filter(good -> good.state() != MakeGood.State.ARRIVED)
                        .map(good -> MakeGoodRoutes.MakeGoodView.of(good, "", Asked.account(caller)))
                        .toList());
    }

    private ConcernView view(Incident one, Customer customer, List<MakeGood> goods, Principal caller) {
        Incident.Text text = one.text(Language.of(customer.language())).orElse(new Incident.Text("", ""));
        Talks.Standing standing = talks.standing(one.id(), customer.id());
        Optional<TouchedStore.Row> row = standing.row();
        Optional<TouchedStore.Opinion> opinion = standing.opinion();
        return new ConcernView(
                Long.toString(one.id()),
                one.kind().name(),
                one.name(),
                text.happened(),
                text.doing(),
                one.effective().orElse(null),
                one.kind() != Incident.Kind.CHANGE
                        && row.flatMap(TouchedStore.Row::told).isEmpty(),
                row.flatMap(TouchedStore.Row::told).orElse(null),
                row.flatMap(TouchedStore.Row::toldHow).map(Told::name).orElse(null),
                row.flatMap(TouchedStore.Row::known).orElse(null),
                row.flatMap(TouchedStore.Row::knownHow).map(Known::name).orElse(null),
                opinion.map(TouchedStore.Opinion::fits).orElse(null),
                opinion.map(TouchedStore.Opinion::words).orElse(null),
                goods.stream()
                        .filter(good -> good.incident().orElse(0) == one.id())
                        .map(good -> MakeGoodRoutes.MakeGoodView.of(good, "", Asked.account(caller)))
                        .toList());
    }

    /// @param fits whether what we do fits them; none: they did not say
    record TalkedRequest(@Nullable Boolean fits, @Nullable String words) {}

    /// Notes that one of us told them, and what they think of what we do about it. A call that was still to be
    /// made
    /// about it is made with that.
    @May(Permission.ANSWER)
    @PostMapping("/{incident}/talked")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void talkedAbout(
            @PathVariable String id,
            @PathVariable String incident,
            @RequestBody TalkedRequest given,
            Principal caller) {
        Agent me = workforce
                .agentOfAccount(Asked.account(caller))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        String words = Asked.words(given.words(), "words", Notices.MAX_OPINION);
        boolean noted = talks.talked(
                Asked.number(incident, "There is no such incident."),
                customer(id).id(),
                given.fits(),
                words,
                me);
        if (!noted) {
            throw Refusal.notFound("They are not touched by it.");
        }
    }

    private Customer customer(String id) {
        return Optional.of(new CustomerId(Asked.number(id, "There is no such customer.")))
                .flatMap(one -> customers.find(merges.circle(one).getFirst()))
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
