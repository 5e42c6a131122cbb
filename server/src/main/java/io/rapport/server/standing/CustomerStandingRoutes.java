package io.rapport.server.standing;

import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Which of our standing promises we broke to somebody.
@RestController
@RequestMapping("/api/customers/{id}/standing-promises")
@May(Permission.SEE_CUSTOMERS)
class CustomerStandingRoutes {
    private static final int SHOWN = 20;

    private final StandingStore store;
    private final Merges merges;

    CustomerStandingRoutes(StandingStore store, Merges merges) {
        this.store = store;
        this.merges = merges;
    }

    /// @param promise in the language of whoever asks
    /// @param amountCents what they are owed, where it is money
    /// @param told whether one of us has told them
    record BrokenToView(
            String promise,
            String makeGood,
            @Nullable Long amountCents,
            @Nullable String currency,
            Instant at,
            boolean told) {}

    record BrokenToList(List<BrokenToView> broken) {}

    /// What we broke to them, and what makes it good; the latest first.
    @GetMapping
    BrokenToList brokenToCustomer(
            @PathVariable String id,
            @RequestHeader(name = "Accept-Language", required = false) @Nullable String accepted) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.notFound("There is no such customer.");
        }
        Language language = Language.of(accepted);
        List<StandingStore.Broken> broken = store.brokenTo(merges.circle(new CustomerId(Long.parseLong(id))), SHOWN);
        Map<Long, StandingPromise> promises = broken.isEmpty()
                ? Map.of()
                : store.all().stream().collect(Collectors.toMap(StandingPromise::id, Function.identity()));
        return new BrokenToList(broken.stream()
                .flatMap(
                        one -> Optional.ofNullable(promises.get(one.standingPromise()))
                                .map(promise -> view(one, promise, language))
                                .stream())
                .toList());
    }

    private static BrokenToView view(StandingStore.Broken one, StandingPromise promise, Language language) {
        return new BrokenToView(
                promise.in(language).promise(),
                promise.in(language).makeGood(),
                promise.amountCents().isPresent() ? promise.amountCents().getAsLong() : null,
                promise.currency().isEmpty() ? null : promise.currency(),
                one.at(),
                !one.open());
    }
}
