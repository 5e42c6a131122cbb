package io.rapport.server.reason;

import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a matter is about.
@RestController
@RequestMapping("/api/matters/{id}/reason")
@May(Permission.SEE_CUSTOMERS)
class ReasonRoutes {
    private final Reasons reasons;
    private final Workforce workforce;
    private final Clock clock;

    ReasonRoutes(Reasons reasons, Workforce workforce, Clock clock) {
        this.reasons = reasons;
        this.workforce = workforce;
        this.clock = clock;
    }

    record ReasonChoice(String id, String name) {}

    /// @param chosen none: nobody has said
    /// @param choices in their order; the one that was chosen is among them, also when it is retired
    record MatterReason(@Nullable String chosen, List<ReasonChoice> choices) {}

    /// What a matter is about, and what could be said of it.
    @GetMapping
    MatterReason reason(@PathVariable String id) {
        MatterId matter = matter(id);
        if (!reasons.exists(matter)) {
            throw none();
        }
        return view(matter);
    }

    /// @param reason none: takes back what was said
    record ReasonGiven(@Nullable String reason) {}

    /// Says what a matter is about. It may be said, changed and taken back at any time, also when the
    /// matter is closed.
    @May(Permission.HOLD_PROMISES)
    @PutMapping
    MatterReason chooseReason(@PathVariable String id, @RequestBody ReasonGiven given, Principal caller) {
        Agent me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        MatterId matter = matter(id);
        if (!reasons.exists(matter)) {
            throw none();
        }
        Optional<Long> chosen = Optional.ofNullable(given.reason()).map(text -> number(text, unknown()));
        if (!reasons.choose(matter, chosen, me.id(), clock.instant())) {
            throw unknown();
        }
        return view(matter);
    }

    private MatterReason view(MatterId matter) {
        Optional<Long> chosen = reasons.of(matter);
        return new MatterReason(
                chosen.map(number -> Long.toString(number)).orElse(null),
                reasons.all().stream()
                        .filter(one -> !one.retired()
                                || chosen.filter(number -> number == one.id()).isPresent())
                        .map(one -> new ReasonChoice(Long.toString(one.id()), one.name()))
                        .toList());
    }

    private static MatterId matter(String text) {
        return new MatterId(number(text, none()));
    }

    private static long number(String text, Refusal otherwise) {
        if (!text.matches("[0-9]{1,18}")) {
            throw otherwise;
        }
        return Long.parseLong(text);
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such matter.");
    }

    private static Refusal unknown() {
        return Refusal.field("reason", "That is not among what can be said of a matter.");
    }
}
