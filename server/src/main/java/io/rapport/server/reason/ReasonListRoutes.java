package io.rapport.server.reason;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The words for what matters are about, as an administrator keeps them.
@RestController
@RequestMapping("/api/admin/reasons")
@May(Permission.SEE_SETTINGS)
class ReasonListRoutes {
    private final Reasons reasons;
    private final Accounts accounts;

    ReasonListRoutes(Reasons reasons, Accounts accounts) {
        this.reasons = reasons;
        this.accounts = accounts;
    }

    /// @param id none: it is new
    /// @param retired whether it is chosen no more; where it was chosen it stays
    record ReasonView(
            @Nullable String id, @AlwaysAnswered @Nullable String name, boolean retired) {}

    record ReasonList(@AlwaysAnswered @Nullable List<ReasonView> reasons) {}

    /// All words for what matters are about, in their order, those that are retired last.
    @GetMapping
    ReasonList reasons() {
        return view(reasons.all());
    }

    /// Puts the whole list as it is from now on, in the order in which they are shown; none is removed,
    /// only retired.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping
    ReasonList changeReasons(@RequestBody ReasonList given, Principal caller) {
        List<ReasonView> list = Optional.ofNullable(given.reasons())
                .orElseThrow(() -> Refusal.field("reasons", "Send the whole list."));
        if (list.size() > Reasons.MOST_EVER) {
            throw tooMany();
        }
        List<Reason> wanted = list.stream().map(ReasonListRoutes::read).toList();
        return switch (reasons.put(wanted)) {
            case Reasons.Change.Done(var all) -> {
                accounts.audit(Long.parseLong(caller.getName()), "changed what matters are about", names(all));
                yield view(all);
            }
            case Reasons.Change.Stale _ ->
                throw Refusal.conflict("stale", "Somebody has changed the list meanwhile. Look at it again.");
            case Reasons.Change.TooMany _ -> throw tooMany();
            case Reasons.Change.SameName(var name) ->
                throw Refusal.field("reasons", "\"" + name + "\" stands there twice.");
        };
    }

    private static Reason read(@Nullable ReasonView one) {
        if (one == null) {
            throw Refusal.field("reasons", "Each has a name of 1 to 40 characters.");
        }
        String name = Optional.ofNullable(one.name()).orElse("").strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        if (name.isEmpty() || name.length() > Reason.MAX_NAME) {
            throw Refusal.field("reasons", "Each has a name of 1 to 40 characters.");
        }
        String id = Optional.ofNullable(one.id()).orElse("0");
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.field("reasons", "There is none of that number.");
        }
        return new Reason(Long.parseLong(id), name, one.retired());
    }

    private static Refusal tooMany() {
        return Refusal.field("reasons", "At most twelve can be chosen at a time. Retire one.");
    }

    private static String names(List<Reason> all) {
        return String.join(
                ", ",
                all.stream().filter(one -> !one.retired()).map(Reason::name).toList());
    }

    private static ReasonList view(List<Reason> all) {
        return new ReasonList(all.stream()
                .map(one -> new ReasonView(Long.toString(one.id()), one.name(), one.retired()))
                .toList());
    }
}
