package io.rapport.server.disposition;

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

    record DispositionList(@AlwaysAnswered @Nullable List<WordView> dispositions) {}

    /// All words for what comes of calls, in their order, those that are retired last.
    @GetMapping
    DispositionList dispositions() {
        return new DispositionList(WordView.of(dispositions.words()));
    }

    /// Puts the whole list, in the order in which they are shown. None is ever removed: it is retired.
    @May(Permission.CHANGE_FIELDS)
    @PutMapping
    DispositionList changeDispositions(@RequestBody DispositionList given, Principal caller) {
        List<WordView> all = WordView.put(dispositions.words(), given.dispositions(), "dispositions");
        accounts.audit(Long.parseLong(caller.getName()), "changed what comes of calls", WordView.chosen(all));
        return new DispositionList(all);
    }
}
