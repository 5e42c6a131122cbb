package io.rapport.server.calling;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matters;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// When a customer may be called, when we said that we would, and what they permitted.
@RestController
@RequestMapping("/api/customers/{id}/calling")
@May(Permission.SEE_CUSTOMERS)
class CallingRoutes {
    private final CallBacks callBacks;
    private final CallBackStore store;
    private final Customers customers;
    private final Merges merges;
    private final Matters matters;
    private final Workforce workforce;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CallingRoutes(
            CallBacks callBacks,
            CallBackStore store,
            Customers customers,
            Merges merges,
            Matters matters,
            Workforce workforce,
            TransactionTemplate transaction,
            Clock clock) {
        this.callBacks = callBacks;
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.matters = matters;
        this.workforce = workforce;
        this.transaction = transaction;
        this.clock = clock;
    }

    record WindowView(Instant from, Instant to) {
        static WindowView of(Window window) {
            return new WindowView(window.from(), window.to());
        }
    }

    /// @param why which rule says no, and where it stands
    /// @param law whether nobody may set it aside
    /// @param until when they may be called again; null: not within two weeks
    record ForbiddenView(String why, boolean law, @Nullable Instant until) {}

    /// @param number at which they want it
    record CallBackView(
            String promise,
            Instant from,
            Instant to,
            @Nullable String number) {}

    /// @param purpose what it is about, in the words they were shown
    record PermissionView(
            String number,
            String purpose,
            Through through,
            Instant given,
            Instant expires,
            @Nullable Instant withdrawn) {}

    /// @param clock the zone by whose clock they live, as far as can be told
    /// @param forbidden null: they may be called now
    /// @param windows that can be promised to them, soonest first; empty where no number is known
    /// @param planned the call that they were promised for a window
    record CallingView(
            String clock,
            @Nullable ForbiddenView forbidden,
            List<WindowView> windows,
            @Nullable CallBackView planned,
            List<PermissionView> permissions) {}

    /// When they may be called, and when we said that we would.
    @GetMapping
    CallingView calling(@PathVariable String id) {
        CustomerId customer = customer(id);
        Instant now = clock.instant();
        List<LinkedPoint> numbers = numbers(customer);
        return new CallingView(
                callBacks.clock(customer).getId(),
                numbers.stream()
                        .findFirst()
                        .flatMap(point ->
                                callBacks.forbids(customer, point.point().value(), false, now))
                        .map(no ->
                                new ForbiddenView(no.why(), no.law(), no.until().orElse(null)))
                        .orElse(null),
                callBacks.windows(customer, now).stream().map(WindowView::of).toList(),
                callBacks.open(customer).map(one -> view(one, numbers)).orElse(null),
                store.permissions(merges.circle(customer)).stream()
                        .map(one -> new PermissionView(
                                value(numbers, one.contactPoint()).orElse(""),
                                one.purpose(),
                                one.through(),
                                one.given(),
                                one.expires(),
                                one.withdrawn().orElse(null)))
                        .toList());
    }

    private static CallBackView view(CallBack one, List<LinkedPoint> numbers) {
        return new CallBackView(
                one.promise().toString(),
                one.window().from(),
                one.window().to(),
                one.contactPoint().flatMap(point -> value(numbers, point)).orElse(null));
    }

    private static Optional<String> value(List<LinkedPoint> numbers, long contactPoint) {
        return numbers.stream()
                .filter(point -> point.id() == contactPoint)
                .map(point -> point.point().value())
                .findFirst();
    }

    private List<LinkedPoint> numbers(CustomerId customer) {
        return customers.points(customer).stream()
                .filter(point -> point.point().kind() == ContactPoint.Kind.PHONE)
                .toList();
    }

    /// @param contactPoint a number of theirs
    /// @param from of the window that they chose; a whole quarter of an hour
    /// @param to its end, 15 minutes to two hours later
    /// @param purpose what it is about; at most 200 characters
    record PlanRequest(
            String matter,
            String contactPoint,
            Instant from,
            Instant to,
            @Nullable String purpose) {}

    /// Promises a call within a window that they chose; mine to keep.
    @May(Permission.HOLD_PROMISES)
    @PostMapping("/call-back")
    CallBackView planCall(@PathVariable String id, @RequestBody PlanRequest given, Principal caller) {
        Agent me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        CustomerId customer = customer(id);
        MatterId matter = new MatterId(number(given.matter()));
        long point = number(given.contactPoint());
        Window window = window(given);
        Instant now = clock.instant();
        CallBacks.Asked asked = Objects.requireNonNull(transaction.execute(status -> {
            customers.lock(customer);
            String about = matters.find(matter)
                    .filter(known -> merges.circle(customer).contains(known.customer()))
                    .orElseThrow(() -> Refusal.field("matter", "This matter is not theirs."))
                    .about();
            String purpose = Optional.ofNullable(given.purpose())
                    .filter(words -> !words.isBlank())
                    .orElse(about);
            return callBacks.ask(
                    new CallBacks.Wish(
                            customer,
                            matter,
                            Optional.of(window),
                            point,
                            purpose,
                            Through.AGENT,
                            "agent-1",
                            Optional.of(me.id())),
                    now);
        }));
        return switch (asked) {
            case CallBacks.Asked.Promised made ->
                view(callBacks.of(made.promise()).orElseThrow(), numbers(customer));
            case CallBacks.Asked.Gone _ ->
                throw Refusal.conflict("window-gone", "That time can't be kept. Choose another one.");
            case CallBacks.Asked.NoNumber _ -> throw Refusal.field("contactPoint", "They have no such number.");
            case CallBacks.Asked.MayNot(var why) ->
                throw Refusal.unprocessable("calling-law", "They may not be called then: " + why + ".");
        };
    }

    private static Window window(PlanRequest given) {
        Optional<Instant> from = Optional.ofNullable(given.from());
        Optional<Instant> to = Optional.ofNullable(given.to());
        if (from.isPresent() && to.isPresent()) {
            Duration length = Duration.between(from.get(), to.get());
            if (length.compareTo(Window.SHORTEST) >= 0 && length.compareTo(Window.LONGEST) <= 0) {
                return new Window(from.get(), to.get());
            }
        }
        throw Refusal.field("to", "A window is 15 minutes to two hours long.");
    }

    /// Notes that they don't want to be called: what was to be said in a call is written.
    @May(Permission.HOLD_PROMISES)
    @PostMapping("/withdraw")
    CallingView withdrawCalls(@PathVariable String id) {
        CustomerId customer = customer(id);
        transaction.executeWithoutResult(status -> {
            customers.lock(customer);
            callBacks.withdraw(customer, clock.instant());
        });
        return calling(id);
    }

    private CustomerId customer(String id) {
        CustomerId person = merges.circle(new CustomerId(number(id))).getFirst();
        return customers
                .find(person)
                .orElseThrow(() -> Refusal.notFound("There is no such customer."))
                .id();
    }

    private static long number(@Nullable String id) {
        if (id == null || !id.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.notFound("There is no such thing.");
        }
        return Long.parseLong(id);
    }
}
