package io.rapport.server.disposition;

import io.rapport.server.vocabulary.InteractionId;
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

/// What came of a call.
@RestController
@RequestMapping("/api/interactions/{id}/disposition")
@May(Permission.SEE_CUSTOMERS)
class DispositionRoutes {
    private final Dispositions dispositions;
    private final Workforce workforce;
    private final Clock clock;

    DispositionRoutes(Dispositions dispositions, Workforce workforce, Clock clock) {
        this.dispositions = dispositions;
        this.workforce = workforce;
        this.clock = clock;
    }

    record DispositionChoice(String id, String name) {}

    /// @param chosen none: nobody has said
    /// @param choices in their order; the one that was chosen is among them, also when it is retired
    record CallDisposition(@Nullable String chosen, List<DispositionChoice> choices) {}

    /// What came of a call, and what could be said of it.
    @GetMapping
    CallDisposition disposition(@PathVariable String id) {
        InteractionId interaction = interaction(id);
        if (!dispositions.isCall(interaction)) {
            throw none();
        }
        return view(interaction);
    }

    /// @param disposition none: takes back what was said
    record DispositionGiven(@Nullable String disposition) {}

    /// Says what came of a call. It may be said, changed and taken back at any time.
    @May(Permission.ANSWER)
    @PutMapping
    CallDisposition chooseDisposition(@PathVariable String id, @RequestBody DispositionGiven given, Principal caller) {
        Agent me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        InteractionId interaction = interaction(id);
        if (!dispositions.isCall(interaction)) {
            throw none();
        }
        Optional<Long> chosen = Optional.ofNullable(given.disposition()).map(text -> number(text, unknown()));
        if (!dispositions.choose(interaction, chosen, me.id(), clock.instant())) {
            throw unknown();
        }
        return view(interaction);
    }

    private CallDisposition view(InteractionId interaction) {
        Optional<Long> chosen = dispositions.of(interaction);
        return new CallDisposition(
                chosen.map(number -> Long.toString(number)).orElse(null),
                dispositions.all().stream()
                        .filter(one -> !one.retired()
                                || chosen.filter(number -> number == one.id()).isPresent())
                        .map(one -> new DispositionChoice(Long.toString(one.id()), one.name()))
                        .toList());
    }

    private static InteractionId interaction(String text) {
        return new InteractionId(number(text, none()));
    }

    private static long number(String text, Refusal otherwise) {
        if (!text.matches("[0-9]{1,18}")) {
            throw otherwise;
        }
        return Long.parseLong(text);
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such call.");
    }

    private static Refusal unknown() {
        return Refusal.field("disposition", "That is not among what can be said of a call.");
    }
}
