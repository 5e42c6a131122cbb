package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Postponed;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A reply that waits for its moment: changed, or sent now. It is called back like any other that has not left.
@RestController
@RequestMapping("/api/interactions/{id}")
@May(Permission.ANSWER)
class PostponedRoutes {
    private static final Duration NEAREST = Duration.ofSeconds(30);
    private static final Duration FARTHEST = Duration.ofDays(90);

    private final Postponed postponed;
    private final Accounts accounts;
    private final Caller caller;
    private final Clock clock;

    PostponedRoutes(DeskParts parts, Postponed postponed, Accounts accounts) {
        this.caller = parts.caller();
        this.clock = parts.clock();
        this.postponed = postponed;
        this.accounts = accounts;
    }

    record Given(@Nullable String text, @Nullable Instant sendAt) {}

    /// Changes a reply that waits: its words, or when it leaves.
    @PutMapping("/postponed")
    Wire.ReplySent change(@PathVariable String id, @RequestBody Given given) {
        String text = Words.withoutBlanks(Words.written("text", given.text()));
        Instant at = moment(given.sendAt(), clock.instant());
        return answer(id, "changed a reply that waits", postponed.change(new InteractionId(Ids.of(id)), text, at));
    }

    /// Sends a reply that waits.
    @PostMapping("/send-now")
    Wire.ReplySent sendNow(@PathVariable String id) {
        return answer(id, "sent a reply that waited", postponed.sendNow(new InteractionId(Ids.of(id))));
    }

    /// @throws Refusal for what is no moment to come within [#FARTHEST]
    static Instant moment(@Nullable Instant at, Instant now) {
        if (at == null || at.isBefore(now.plus(NEAREST)) || at.isAfter(now.plus(FARTHEST))) {
            throw Refusal.field("sendAt", "Choose a moment to come, within " + FARTHEST.toDays() + " days.");
        }
        return at;
    }

    private Wire.ReplySent answer(String id, String what, Postponed.Done done) {
        return switch (done) {
            case Postponed.Done.Waits(var until) -> {
                accounts.audit(caller.session().account().id(), what, "interaction " + id);
                yield new Wire.ReplySent(id, until);
            }
            case Postponed.Done.Gone _ -> throw Refusal.conflict("gone", "It has left already, or was called back.");
            case Postponed.Done.PromisePast _ ->
                throw Refusal.conflict(
                        "promise-past",
                        "What it promises would be due before it leaves. Call it back and promise a later time.");
        };
    }
}
