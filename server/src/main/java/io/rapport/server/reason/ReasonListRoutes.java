package io.rapport.server.reason;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.words.WordView;
import java.security.Principal;
import java.util.List;
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

    record ReasonList(@AlwaysAnswered @Nullable List<WordView> reasons) {}

    /// All words for what matters are about, in their order, those that are retired last.
    @GetMapping
    ReasonList reasons() {
        return new ReasonList(WordView.of(reasons.words()));
    }

    /// Puts the whole list, in the order in which they are shown. None is ever removed: it is retired.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping
    ReasonList changeReasons(@RequestBody ReasonList given, Principal caller) {
        List<WordView> all = WordView.put(reasons.words(), given.reasons(), "reasons");
        accounts.audit(Long.parseLong(caller.getName()), "changed what matters are about", WordView.chosen(all));
        return new ReasonList(all);
    }
}
