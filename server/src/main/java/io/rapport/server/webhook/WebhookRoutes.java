package io.rapport.server.webhook;

import io.rapport.server.access.Accounts;
import io.rapport.server.journal.Feed;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.PageSize;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Webhooks, as an administrator sets them up and looks at what arrived.
@RestController
@RequestMapping("/api/admin/webhooks")
@May(Permission.CHANGE_WEBHOOKS)
class WebhookRoutes {
    private final Webhooks hooks;
    private final Feed feed;
    private final WebhookSettings settings;
    private final Accounts accounts;

    WebhookRoutes(Webhooks hooks, Feed feed, WebhookSettings settings, Accounts accounts) {
        this.hooks = hooks;
        this.feed = feed;
        this.settings = settings;
        this.accounts = accounts;
    }

    /// @param types of events; empty: all
    /// @param failingSince since when nothing has arrived
    /// @param givenUp when it was switched off because nothing arrived for three days
    record WebhookView(
            String id,
            String address,
            List<String> types,
            boolean enabled,
            Instant created,
            @Nullable Instant failingSince,
            @Nullable Instant givenUp) {
        static WebhookView of(Webhook hook) {
            return new WebhookView(
                    Long.toString(hook.id()),
                    hook.address(),
                    hook.types(),
                    hook.enabled(),
                    hook.created(),
                    hook.failingSince().orElse(null),
                    hook.givenUp().orElse(null));
        }
    }

    /// @param types all types of events there are
    record WebhookList(List<WebhookView> webhooks, List<String> types) {}

    record WebhookRequest(
            @Nullable String address,
            @Nullable List<@Nullable String> types,
            @Nullable Boolean enabled) {}

    /// @param secret shown once
    record Made(WebhookView webhook, String secret) {}

    record Secret(String secret) {}

    /// @param status of the last answer; null when there was none
    /// @param answer how the last answer began, or why there was none
    /// @param next when it is tried next, while it waits
    record DeliveryView(
            String id,
            String type,
            @OneOf(Delivery.State.class) String state,
            Instant created,
            int attempts,
            @Nullable Instant tried,
            @Nullable Instant next,
            @Nullable Integer status,
            String answer,
            String body) {
        static DeliveryView of(Delivery one) {
            return new DeliveryView(
                    Long.toString(one.id()),
                    one.type(),
                    one.state().name(),
                    one.created(),
                    one.attempts(),
                    one.tried().orElse(null),
                    one.next().orElse(null),
                    one.status().orElse(null),
                    one.answer(),
                    one.body());
        }
    }

    /// @param before for the page behind this one; null when there is none
    record DeliveryPage(
            List<DeliveryView> deliveries, @Nullable String before) {}

    /// All webhooks, and the types of events that they can hear.
    @GetMapping
    WebhookList all() {
        return new WebhookList(hooks.all().stream().map(WebhookView::of).toList(), feed.types());
    }

    /// Adds a webhook; its secret is shown once.
    @PostMapping
    Made add(@RequestBody WebhookRequest given, Principal caller) {
        if (hooks.all().size() >= Webhooks.MOST) {
            throw Refusal.field("address", "There are " + Webhooks.MOST + " webhooks already.");
        }
        Webhooks.Added added = hooks.add(address(given), types(given));
        audit(caller, "added webhook", added.id());
        return new Made(WebhookView.of(find(added.id())), added.secret());
    }

    /// Changes a webhook; switched on again, it hears what happens from then on.
    @PutMapping("/{id}")
    WebhookView change(@PathVariable String id, @RequestBody WebhookRequest given, Principal caller) {
        Webhook known = known(id);
        hooks.change(known.id(), address(given), types(given), !Boolean.FALSE.equals(given.enabled()));
        audit(caller, "changed webhook", known.id());
        return WebhookView.of(find(known.id()));
    }

    /// Removes a webhook and what was told to it.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, Principal caller) {
        Webhook known = known(id);
        hooks.remove(known.id());
        audit(caller, "removed webhook", known.id());
    }

    /// Makes a new secret, shown once; for a day the old one signs as well.
    @PostMapping("/{id}/secret")
    Secret renew(@PathVariable String id, Principal caller) {
        Webhook known = known(id);
        String secret = hooks.renew(known.id()).orElseThrow(WebhookRoutes::unknown);
        audit(caller, "renewed webhook secret", known.id());
        return new Secret(secret);
    }

    /// What was told to a webhook and what it answered, newest first.
    @GetMapping("/{id}/deliveries")
    DeliveryPage deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") int limit) {
        int rows = PageSize.of(limit);
        OptionalLong from = before == null || before.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(before));
        List<Delivery> found = hooks.latest(known(id).id(), from, rows + 1);
        boolean more = found.size() > rows;
        List<Delivery> shown = more ? found.subList(0, rows) : found;
        return new DeliveryPage(
                shown.stream().map(DeliveryView::of).toList(),
                more ? Long.toString(shown.getLast().id()) : null);
    }

    /// Tells it again, with the same webhook-id.
    @PostMapping("/{id}/deliveries/{delivery}/again")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void again(@PathVariable String id, @PathVariable String delivery) {
        Webhook known = known(id);
        if (!known.enabled()) {
            throw Refusal.conflict("off", "This webhook is off. Switch it on first.");
        }
        if (!hooks.again(known.id(), number(delivery))) {
            throw Refusal.conflict("waiting", "It waits to be sent already, or is gone.");
        }
    }

    private String address(WebhookRequest given) {
        String address = given.address() == null ? "" : given.address().strip();
        if (Destination.of(address, settings.allow()).isEmpty()) {
            throw Refusal.field(
                    "address", "Type an address that begins with https:// and leads to the public Internet.");
        }
        return address;
    }

    private List<String> types(WebhookRequest given) {
        List<@Nullable String> wanted = given.types() == null ? List.of() : given.types();
        List<String> known = feed.types().stream().filter(wanted::contains).toList();
        if (known.size() != new HashSet<>(wanted).size()) {
            throw Refusal.field("types", "One of these types does not exist.");
        }
        return known;
    }

    private Webhook known(String id) {
        return find(number(id));
    }

    private Webhook find(long id) {
        return hooks.find(id).orElseThrow(WebhookRoutes::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no such webhook.");
    }

    private static long number(String text) {
        if (!text.matches("[1-9]\\d{0,17}")) {
            throw Refusal.notFound("There is no such thing.");
        }
        return Long.parseLong(text);
    }

    private void audit(Principal caller, String what, long id) {
        accounts.audit(Long.parseLong(caller.getName()), what, Long.toString(id));
    }
}
