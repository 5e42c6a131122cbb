package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Suppression;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who gets nothing that is sent to many.
@RestController
@RequestMapping("/api/suppressions")
@May(Permission.TELL_CUSTOMERS)
class SuppressionRoutes {
    private static final int SHOWN = 100;

    private final Suppressions suppressions;
    private final Accounts accounts;
    private final Clock clock;

    SuppressionRoutes(Suppressions suppressions, Accounts accounts, Clock clock) {
        this.suppressions = suppressions;
        this.accounts = accounts;
        this.clock = clock;
    }

    record SuppressionRow(
            String address, @OneOf(Suppression.Why.class) String why, Instant since) {}

    record SuppressionList(List<SuppressionRow> rows, long total) {}

    /// The newest addresses that get nothing, or those with some letters in them.
    @May(Permission.SEE_SETTINGS)
    @GetMapping
    SuppressionList suppressions(@RequestParam(defaultValue = "") String q) {
        return new SuppressionList(
                suppressions.latest(Asked.line(q, "q", 100), SHOWN).stream()
                        .map(one -> new SuppressionRow(
                                one.point().value(), one.why().name(), one.since()))
                        .toList(),
                suppressions.count());
    }

    record AddressRequest(@Nullable String address) {}

    /// Stops all that goes to many to an address or number.
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suppress(@RequestBody AddressRequest given, Principal caller) {
        suppressions.add(
                point(given), Suppression.Why.BY_HAND, OptionalLong.of(Asked.account(caller)), clock.instant());
        accounts.audit(Asked.account(caller), "stopped what goes to many to an address", "");
    }

    /// Lets an address get again what goes to many.
    @PostMapping("/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsuppress(@RequestBody AddressRequest given, Principal caller) {
        if (!suppressions.remove(point(given))) {
            throw Refusal.notFound("It is not so (any more).");
        }
        accounts.audit(Asked.account(caller), "let an address get again what goes to many", "");
    }

    private static ContactPoint point(AddressRequest given) {
        String text = given.address() == null ? "" : given.address().strip();
        String number = text.replaceAll("[\\s().-]", "");
        return ContactPoint.email(text)
                .or(() -> number.matches("\\+[1-9][0-9]{5,14}")
                        ? java.util.Optional.of(new ContactPoint(ContactPoint.Kind.PHONE, number))
                        : java.util.Optional.empty())
                .orElseThrow(() -> Refusal.field(
                        "address", "Give a mail address, or a number with its country: +44 117 496 0000."));
    }
}
