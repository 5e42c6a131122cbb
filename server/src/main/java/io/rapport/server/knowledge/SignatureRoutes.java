package io.rapport.server.knowledge;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What stands under my replies, and under my team's.
@RestController
@RequestMapping("/api/signature")
@May(Permission.ANSWER)
class SignatureRoutes {
    private final Signatures signatures;
    private final Accounts accounts;
    private final Author author;

    SignatureRoutes(Signatures signatures, Accounts accounts, Workforce workforce) {
        this.signatures = signatures;
        this.accounts = accounts;
        this.author = new Author(workforce);
    }

    /// @param own empty: the team's is used
    record SignatureView(String own, String team) {}

    record Given(@Nullable String own, @Nullable String team) {}

    /// My signature and my team's.
    @GetMapping
    SignatureView signature(Principal caller) {
        Agent me = author.of(caller);
        return new SignatureView(signatures.own(me), signatures.of(me.team()));
    }

    /// Changes my signature, or my team's.
    @PutMapping
    SignatureView change(@RequestBody Given given, Principal caller) {
        Agent me = author.of(caller);
        if (given.own() != null) {
            signatures.own(me, checked("own", given.own()));
        }
        if (given.team() != null) {
            signatures.of(me.team(), checked("team", given.team()));
            accounts.audit(
                    Long.parseLong(caller.getName()),
                    "changed team signature",
                    me.team().toString());
        }
        return signature(caller);
    }

    private static String checked(String field, String text) {
        String clean = text.replace("\r\n", "\n").replace("\0", "").strip();
        if (clean.length() > Signatures.MAX || clean.lines().count() > 12) {
            throw Refusal.field(field, "A signature has at most 12 lines and " + Signatures.MAX + " characters.");
        }
        return clean;
    }
}
