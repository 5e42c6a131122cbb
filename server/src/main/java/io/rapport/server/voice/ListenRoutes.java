package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Calls of others, for those who may listen to them.
@RestController
@RequestMapping("/api/phone")
@May(Permission.LISTEN)
class ListenRoutes {
    private final Listeners listeners;
    private final Telephone telephone;
    private final Workforce workforce;

    ListenRoutes(Listeners listeners, Telephone telephone, Workforce workforce) {
        this.listeners = listeners;
        this.telephone = telephone;
        this.workforce = workforce;
    }

    /// A call that goes on.
    ///
    /// @param agent who of us has it in hand
    /// @param colleagues others of us who are in it
    /// @param since when they have talked
    /// @param held whether the customer hears music
    record GoingCall(
            String call,
            PhoneWire.CustomerRef customer,
            String agent,
            List<String> colleagues,
            Instant since,
            boolean held,
            List<PhoneWire.ListenerView> listeners) {}

    /// Calls that go on in a team, mine if none is named, as far as I may hear them.
    @GetMapping("/going")
    List<GoingCall> goingCalls(@RequestParam(required = false) @Nullable String team, Principal caller) {
        Agent me = me(caller);
        TeamId wanted = team == null ? me.team() : new TeamId(number(team, "There is no such team."));
        return listeners.going(me, wanted).stream()
                .flatMap(live -> going(live).stream())
                .toList();
    }

    private static List<GoingCall> going(LiveCall live) {
        if (!(live.state() instanceof CallState.Talking talking)) {
            return List.of();
        }
        return List.of(new GoingCall(
                Long.toString(live.call().id()),
                new PhoneWire.CustomerRef(
                        live.call().person().toString(), live.call().name()),
                talking.with().toString(),
                talking.guests().stream().map(AgentId::toString).toList(),
                talking.since(),
                talking.held(),
                PhoneViews.listeners(live)));
    }

    record Listening(@OneOf(ListeningIn.How.class) String how) {}

    /// Hears a call, or whispers to those of us who are in it. They see it; the customer does not hear me.
    @PostMapping("/calls/{call}/listening")
    PhoneWire.PhoneView listenToCall(@PathVariable String call, @RequestBody Listening wanted, Principal caller) {
        Agent me = me(caller);
        listeners.listen(me, number(call, "There is no such call."), how(wanted.how()));
        return telephone.view(me);
    }

    /// Goes into the call that I listen to: the customer hears me as well.
    @PostMapping("/listening/join")
    PhoneWire.PhoneView joinListened(Principal caller) {
        Agent me = me(caller);
        listeners.join(me);
        return telephone.view(me);
    }

    /// Listens no more.
    @DeleteMapping("/listening")
    PhoneWire.PhoneView stopListening(Principal caller) {
        Agent me = me(caller);
        listeners.stop(me);
        return telephone.view(me);
    }

    private static ListeningIn.How how(String text) {
        for (ListeningIn.How how : ListeningIn.How.values()) {
            if (how.name().equals(text)) {
                return how;
            }
        }
        throw Refusal.field("how", "Say whether you listen or whisper.");
    }

    private Agent me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private static long number(String text, String otherwise) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound(otherwise);
        }
        return Long.parseLong(text);
    }
}
