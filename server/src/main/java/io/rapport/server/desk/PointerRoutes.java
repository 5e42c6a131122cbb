package io.rapport.server.desk;

import io.rapport.server.customer.Merges;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.workforce.Agent;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Having looked at what I should look at.
@RestController
@RequestMapping("/api/customers/{id}/pointers")
@May(Permission.ANSWER)
class PointerRoutes {
    private final Pointers pointers;
    private final Merges merges;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PointerRoutes(DeskParts parts, Pointers pointers, Merges merges) {
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.pointers = pointers;
        this.merges = merges;
    }

    /// Says that I have looked at what pointed me here.
    @PostMapping("/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@PathVariable String id) {
        Agent me = caller.agent();
        var records = merges.circle(new CustomerId(Ids.of(id)));
        transaction.executeWithoutResult(status -> pointers.seen(me.id(), records, clock.instant()));
    }
}
