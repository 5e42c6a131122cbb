package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The telephone of whoever is signed in.
@RestController
@RequestMapping("/api/phone")
@May(Permission.TALK)
class PhoneRoutes {
    private static final int MAX_OFFER = 20_000;

    private final Telephone telephone;
    private final Dialler dialler;
    private final PutThroughs putThroughs;
    private final WrapUps wrapUps;
    private final Workforce workforce;

    PhoneRoutes(Telephone telephone, Dialler dialler, PutThroughs putThroughs, WrapUps wrapUps, Workforce workforce) {
        this.telephone = telephone;
        this.dialler = dialler;
        this.putThroughs = putThroughs;
        this.wrapUps = wrapUps;
        this.workforce = workforce;
    }

    /// My calls, and who waits for my team.
    @GetMapping
    PhoneWire.PhoneView phone(Principal caller) {
        return telephone.view(me(caller));
    }

    /// @param offer a session description (RFC 8866), as browsers make it
    record LineOffer(String offer) {}

    record LineAnswer(String answer) {}

    /// Connects my browser: calls ring here from now on, and nowhere else.
    @PostMapping("/line")
    LineAnswer openLine(@RequestBody LineOffer given, Principal caller) {
        if (given.offer().length() > MAX_OFFER) {
            throw Refusal.tooLarge("That is larger than may be sent here.");
        }
        return new LineAnswer(telephone.open(me(caller), given.offer()));
    }

    /// No calls ring here any more.
    @DeleteMapping("/line")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeLine(Principal caller) {
        telephone.close(me(caller));
    }

    /// Answers a call; of several who do, one has it.
    @PostMapping("/calls/{call}/answer")
    PhoneWire.PhoneView answerCall(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        telephone.answer(me, number(call));
        return telephone.view(me);
    }

    /// Leaves a call to others.
    @PostMapping("/calls/{call}/decline")
    PhoneWire.PhoneView declineCall(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        telephone.decline(me, number(call));
        return telephone.view(me);
    }

    record Hold(boolean held) {}

    /// Lets a customer hear music, or me again.
    @PostMapping("/calls/{call}/hold")
    PhoneWire.PhoneView holdCall(@PathVariable String call, @RequestBody Hold hold, Principal caller) {
        Agent me = me(caller);
        telephone.hold(me, number(call), hold.held());
        return telephone.view(me);
    }

    /// Ends a call.
    @PostMapping("/calls/{call}/hang-up")
    PhoneWire.PhoneView hangUp(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        telephone.hangUp(me, number(call));
        return telephone.view(me);
    }

    /// Says that the customer has agreed to be recorded: it begins now, and this is kept as the evidence.
    @PostMapping("/calls/{call}/recording")
    PhoneWire.PhoneView recordCall(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        telephone.agreed(me, number(call));
        return telephone.view(me);
    }

    record RecordingPause(boolean paused) {}

    /// Pauses the recording of a call, as for the number of a card, or goes on with it. It never goes on by itself.
    @PostMapping("/calls/{call}/recording/pause")
    PhoneWire.PhoneView pauseRecording(@PathVariable String call, @RequestBody RecordingPause pause, Principal caller) {
        Agent me = me(caller);
        telephone.pause(me, number(call), pause.paused());
        return telephone.view(me);
    }

    record Mute(boolean muted) {}

    /// Says that I muted myself, or no more: silence is what I mean then.
    @PostMapping("/muted")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void muteMe(@RequestBody Mute mute, Principal caller) {
        telephone.muted(me(caller), mute.muted());
    }

    record Colleague(String agent) {}

    /// Asks a colleague to join the call. Whoever hangs up then leaves it to the others.
    @PostMapping("/calls/{call}/colleague")
    PhoneWire.PhoneView askColleague(@PathVariable String call, @RequestBody Colleague given, Principal caller) {
        Agent me = me(caller);
        telephone.ask(me, number(call), new AgentId(number(given.agent())));
        return telephone.view(me);
    }

    /// Asks them no more.
    @DeleteMapping("/calls/{call}/colleague")
    PhoneWire.PhoneView unaskColleague(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        telephone.unask(me, number(call));
        return telephone.view(me);
    }

    /// @param number as one dials it; a team's number lets it ring there
    /// @param anyway also in the quiet hours of whom the number belongs to
    record Onwards(String number, @Nullable Boolean anyway) {}

    /// Puts the customer through to a number. They hear it ring; until somebody answers there, I can take them back.
    @PostMapping("/calls/{call}/onwards")
    PhoneWire.PhoneView putThrough(@PathVariable String call, @RequestBody Onwards given, Principal caller) {
        Agent me = me(caller);
        putThroughs.to(me, number(call), given.number(), Boolean.TRUE.equals(given.anyway()));
        return telephone.view(me);
    }

    /// Takes them back.
    @DeleteMapping("/calls/{call}/onwards")
    PhoneWire.PhoneView takeBack(@PathVariable String call, Principal caller) {
        Agent me = me(caller);
        putThroughs.takeBack(me, number(call));
        return telephone.view(me);
    }

    /// @param keys of `0` to `9`, `*`, `#`, `A` to `D`
    record Keys(String keys) {}

    /// Presses keys for the other side.
    @PostMapping("/calls/{call}/keys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pressKeys(@PathVariable String call, @RequestBody Keys given, Principal caller) {
        telephone.press(me(caller), number(call), given.keys());
    }

    /// A machine answers there: I leave a message, and what I promised is not kept by that.
    @PostMapping("/calls/{call}/machine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answeredByMachine(@PathVariable String call, Principal caller) {
        telephone.machine(me(caller), number(call));
    }

    /// @param contactPoint a number of theirs
    /// @param promise for which I call; kept when we have spoken
    /// @param anyway also in their quiet hours; without it such a call is refused with `quiet-hours`,
    /// outside the house's hours on their clock with `calling-hours`, and where a law forbids it with `calling-law`
    record Dialled(
            String customer,
            String contactPoint,
            @Nullable String promise,
            @Nullable Boolean anyway) {}

    /// Calls a customer at one of their numbers.
    @PostMapping("/calls")
    PhoneWire.PhoneView dial(@RequestBody Dialled dialled, Principal caller) {
        Agent me = me(caller);
        dialler.call(
                me,
                new CustomerId(number(dialled.customer())),
                number(dialled.contactPoint()),
                Optional.ofNullable(dialled.promise()).map(id -> new PromiseId(number(id))),
                Boolean.TRUE.equals(dialled.anyway()));
        return telephone.view(me);
    }

    /// @param minutes from now on beside what is left; 1 to 30
    record Longer(int minutes) {}

    /// Takes more time after a call.
    @PostMapping("/wrap-up")
    PhoneWire.PhoneView extendWrapUp(@RequestBody Longer longer, Principal caller) {
        Agent me = me(caller);
        if (longer.minutes() < 1 || longer.minutes() > WrapUps.MOST.toMinutes()) {
            throw Refusal.field("minutes", "From 1 to 30 minutes.");
        }
        if (!wrapUps.extend(me.id(), Duration.ofMinutes(longer.minutes()))) {
            throw Refusal.conflict("ended", "It is over already.");
        }
        return telephone.view(me);
    }

    /// Is done with what follows a call, and free again.
    @DeleteMapping("/wrap-up")
    PhoneWire.PhoneView endWrapUp(Principal caller) {
        Agent me = me(caller);
        wrapUps.done(me.id());
        return telephone.view(me);
    }

    private Agent me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("There is no such call.");
        }
        return Long.parseLong(text);
    }
}
