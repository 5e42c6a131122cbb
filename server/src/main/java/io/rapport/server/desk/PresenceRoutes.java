package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where an agent is, and going home: what falls due before they are back goes to their team.
@RestController
@RequestMapping("/api/presence")
@May(Permission.SAY_PRESENCE)
class PresenceRoutes {
    private final DeskStore store;
    private final Workforce workforce;
    private final Promises promises;
    private final Accounts accounts;
    private final Caller caller;
    private final Clock clock;

    PresenceRoutes(DeskStore store, Workforce workforce, Promises promises, Accounts accounts, Clock clock) {
        this.store = store;
        this.workforce = workforce;
        this.promises = promises;
        this.accounts = accounts;
        this.caller = new Caller(workforce);
        this.clock = clock;
    }

    record PresenceRequest(
            @OneOf(Presence.State.class) String state,
            @Nullable String note,
            @Nullable Instant until) {}

    /// Says where I am.
    @PutMapping
    Wire.PresenceView presence(@RequestBody PresenceRequest wanted) {
        Presence.State state;
        try {
            state = Presence.State.valueOf(wanted.state());
        } catch (IllegalArgumentException unknown) {
            throw Refusal.field("state", "Presence is one of AVAILABLE, HANDLING, WRAP_UP, AWAY, OFFLINE.");
        }
        String note = Optional.ofNullable(wanted.note()).orElse("");
        return present(state, note, Optional.ofNullable(wanted.until()));
    }

    private Wire.PresenceView present(Presence.State state, String note, Optional<Instant> until) {
        Agent me = caller.agent();
        Presence presence = new Presence(me.id(), state, clock.instant(), note, until);
        workforce.present(presence);
        accounts.audit(caller.session().account().id(), "presence " + state, me.fullName());
        return Views.presence(presence);
    }

    /// What going home now means.
    ///
    /// @param back when the team begins on its next day
    /// @param promises mine that fall due before then
    record EndOfShift(Instant back, List<Wire.PromiseRow> promises) {}

    /// What going home now would mean for my promises.
    @GetMapping("/end-of-shift")
    EndOfShift endOfShift() {
        Agent me = caller.agent();
        Instant back = back(me);
        List<Long> due = promises.dueBefore(me.id(), back).stream()
                .map(Promised::id)
                .map(id -> id.value())
                .toList();
        return new EndOfShift(back, store.byIds(due));
    }

    private Instant back(Agent me) {
        return workforce.team(me.team()).calendar().nextDay(clock.instant());
    }

    /// @param passed how many promises went to the team
    record Gone(Instant back, int passed) {}

    /// Goes home: what falls due before I am back is passed on.
    @PostMapping("/end-of-shift")
    Gone goHome() {
        Agent me = caller.agent();
        Instant back = back(me);
        int passed = promises.endShift(me.id(), back, clock.instant());
        present(Presence.State.OFFLINE, "", Optional.of(back));
        return new Gone(back, passed);
    }
}
