package io.rapport.server.disposition;

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

/// The words for what comes of calls, as an administrator chooses them.
@RestController
@RequestMapping("/api/admin/dispositions")
@May(Permission.SEE_SETTINGS)
class DispositionListRoutes {
    private final Dispositions dispositions;
    private final Accounts accounts;

    DispositionListRoutes(Dispositions dispositions, Accounts accounts) {
        this.dispositions = dispositions;
        this.accounts = accounts;
    }

    /// @param id none: it is new
    /// @param retired whether it is chosen no more; where it was chosen it stays
    record DispositionView(
            @Nullable String id, @AlwaysAnswered @Nullable String name, boolean retired) {}

    record DispositionList(@AlwaysAnswered @Nullable List<DispositionView> dispositions) {}

    /// All words for what comes of calls, in their order, those that are retired last.
    @GetMapping
    DispositionList dispositions() {
        return view(dispositions.all());
    }

    /// Puts the whole list, in the order in which they are shown. None is ever removed: it is retired.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping
    DispositionList changeDispositions(@RequestBody DispositionList given, Principal caller) {
        List<DispositionView> list = Optional.ofNullable(given.dispositions())
                .orElseThrow(() -> Refusal.field("dispositions", "Send the whole list."));
        if (list.size() > Dispositions.MOST_EVER) {
            throw tooMany();
        }
        List<Disposition> wanted =
                list.stream().map(DispositionListRoutes::read).toList();
        return switch (dispositions.put(wanted)) {
            case Dispositions.Change.Done(var all) -> {
                accounts.audit(Long.parseLong(caller.getName()), "changed what comes of calls", names(all));
                yield view(all);
            }
            case Dispositions.Change.Stale _ ->
                throw Refusal.conflict("stale", "Somebody has changed the list meanwhile. Look at it again.");
            case Dispositions.Change.TooMany _ -> throw tooMany();
            case Dispositions.Change.SameName(var name) ->
                throw Refusal.field("dispositions", "\"" + name + "\" stands there twice.");
        };
    }

    private static Disposition read(DispositionView one) {
        String name = Optional.ofNullable(one.name()).orElse("").strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        if (name.isEmpty() || name.length() > Disposition.MAX_NAME) {
            throw Refusal.field("dispositions", "Each has a name of 1 to 40 characters.");
        }
        String id = Optional.ofNullable(one.id()).orElse("0");
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.field("dispositions", "There is none of that number.");
        }
        return new Disposition(Long.parseLong(id), name, one.retired());
    }

    private static Refusal tooMany() {
        return Refusal.field("dispositions", "At most nine can be chosen at a time. Retire one.");
    }

    private static String names(List<Disposition> all) {
        return String.join(
                ", ",
                all.stream()
                        .filter(one -> !one.retired())
                        .map(Disposition::name)
                        .toList());
    }

    private static DispositionList view(List<Disposition> all) {
        return new DispositionList(all.stream()
                .map(one -> new DispositionView(Long.toString(one.id()), one.name(), one.retired()))
                .toList());
    }
}
