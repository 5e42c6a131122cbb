package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Partings;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Duplicate;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Two records of one person: suggested, held side by side, merged and parted again.
@RestController
@RequestMapping("/api/customers/{id}")
@May(Permission.ANSWER)
class MergeRoutes {
    private static final int MATTERS = 5;

    private final Customers customers;
    private final Merges merges;
    private final Partings partings;
    private final Persons persons;
    private final Matters matters;
    private final Accounts accounts;
    private final DeskParts parts;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MergeRoutes(
            DeskParts parts,
            Customers customers,
            Merges merges,
            Partings partings,
            Persons persons,
            Matters matters,
            Accounts accounts) {
        this.parts = parts;
        this.customers = customers;
        this.merges = merges;
        this.partings = partings;
        this.persons = persons;
        this.matters = matters;
        this.accounts = accounts;
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
    }

    /// Who may be the same person, likeliest first.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping("/duplicates")
    Wire.Likenesses duplicates(@PathVariable String id) {
        Customer customer = persons.speaking(id);
        return new Wire.Likenesses(merges.duplicates(customer.id()).stream()
                .flatMap(found ->
                        customers.find(found.customer()).stream().map(other -> view(other, Optional.of(found.why()))))
                .toList());
    }

    /// The customer and another, side by side.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping("/beside/{other}")
    Wire.Likenesses beside(@PathVariable String id, @PathVariable String other) {
        Customer one = persons.speaking(id);
        Customer two = persons.speaking(other);
        accounts.audit(caller.session().account().id(), "saw customer", two.id().toString());
        return new Wire.Likenesses(List.of(view(one, Optional.empty()), view(two, Optional.empty())));
    }

    record OtherRequest(@Nullable String other) {}

    record Survivor(String id) {}

    /// They are one person: the page's customer speaks for both from now on.
    @PostMapping("/merge")
    Survivor merge(@PathVariable String id, @RequestBody OtherRequest given) {
        Agent me = caller.agent();
        CustomerId one = persons.speaking(id).id();
        CustomerId other =
                persons.speaking(SessionRoutes.required("other", given.other())).id();
        Instant now = clock.instant();
        Merges.Merged merged = transaction.execute(status -> merges.merge(one, other, me.id(), now));
        return switch (merged) {
            case Merges.Merged.Now(var survivor, var absorbed) -> {
                accounts.audit(caller.session().account().id(), "merged customers", survivor + " and " + absorbed);
                yield new Survivor(survivor.toString());
            }
            case Merges.Merged.AlreadyOne _ -> new Survivor(one.toString());
            case Merges.Merged.TooMany _ ->
                throw Refusal.conflict(
                        "too-many",
                        "Together they would be more than " + Merges.MOST
                                + " records. That is hardly one person; part some first.");
            case Merges.Merged.NotPossible _ ->
                throw Refusal.conflict("not-a-person", "The mystery customer stands for nobody and is not merged.");
        };
    }

    /// They are two after all; whom the page shows gives the other back.
    @PostMapping("/part")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void part(@PathVariable String id, @RequestBody OtherRequest given) {
        Agent me = caller.agent();
        CustomerId one = persons.speaking(id).id();
        CustomerId absorbed = new CustomerId(Ids.of(SessionRoutes.required("other", given.other())));
        if (absorbed.equals(one) || !merges.circle(one).contains(absorbed)) {
            throw Refusal.conflict("not-merged", "These two are not merged (any more).");
        }
        if (partings.part(absorbed, me.id()).isEmpty()) {
            throw Refusal.conflict("not-merged", "These two are not merged (any more).");
        }
        accounts.audit(caller.session().account().id(), "parted customers", one + " and " + absorbed);
    }

    /// Somebody looked: they are two. It is not suggested again.
    @PostMapping("/not-one-person")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void notOnePerson(@PathVariable String id, @RequestBody OtherRequest given) {
        Agent me = caller.agent();
        CustomerId one = persons.speaking(id).id();
        CustomerId other =
                persons.speaking(SessionRoutes.required("other", given.other())).id();
        transaction.executeWithoutResult(status -> merges.notOnePerson(one, other, me.id(), clock.instant()));
    }

    private Wire.LikenessView view(Customer customer, Optional<Duplicate.Why> why) {
        List<Wire.MatterView> about = merges.circle(customer.id()).stream()
                .flatMap(record -> matters.of(record, MATTERS).stream())
                .sorted(Comparator.comparing(Matter::lastAt).reversed())
                .limit(MATTERS)
                .map(matter -> CustomerRoutes.view(matter, 0, Optional.empty()))
                .toList();
        return new Wire.LikenessView(
                Views.head(customer, parts.workforce(), parts.publicUrl()),
                Views.points(customers.points(customer.id())),
                about,
                why.map(Enum::name).orElse(null));
    }
}
