package io.rapport.server.mystery;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes what is wrong with a door a promise of its lead: one a door and kind of worry, for as long as it lasts. Who
/// keeps the promise while the worry stays gets no second one; when all is well again, the promise is released.
/// The promises hang on the mystery customer, who stands for anybody that would knock there.
final class DoorAlarms {
    private final TestKnockStore knocks;
    private final QuietDoors quiet;
    private final DoorAlarmStore store;
    private final MysteryCustomer mystery;
    private final ConfiguredDoors doors;
    private final Workforce workforce;
    private final Customers customers;
    private final Matters matters;
    private final Promises promises;
    private final MysterySettings settings;
    private final TransactionTemplate transaction;

    DoorAlarms(
            TestKnockStore knocks,
            QuietDoors quiet,
            DoorAlarmStore store,
            MysteryCustomer mystery,
            ConfiguredDoors doors,
            Workforce workforce,
            Customers customers,
            Matters matters,
            Promises promises,
            MysterySettings settings,
            TransactionTemplate transaction) {
        this.knocks = knocks;
        this.quiet = quiet;
        this.store = store;
        this.mystery = mystery;
        this.doors = doors;
        this.workforce = workforce;
        this.customers = customers;
        this.matters = matters;
        this.promises = promises;
        this.settings = settings;
        this.transaction = transaction;
    }

    /// Alarms that stand now.
    List<DoorAlarmStore.Standing> standing() {
        return store.standing();
    }

    /// Looks at every open door; a door that was closed worries nobody.
    void lookAround(Instant now) {
        List<DoorAlarmStore.Standing> standing = store.standing();
        for (Door door : doors.all()) {
            Optional<Team> team = MysteryCustomer.teamOf(door, workforce);
            List<Worry> worries = door.enabled() && team.isPresent()
                    ? Worries.about(facts(door, team.get().calendar(), now), settings, now)
                    : List.of();
            for (Worry.Kind kind : Worry.Kind.values()) {
                Optional<Worry> worry =
                        worries.stream().filter(w -> w.kind() == kind).findFirst();
                if (worry.isPresent()) {
                    raise(door, team.orElseThrow(), worry.get(), now);
                } else {
                    standing.stream()
                            .filter(s -> s.door().equals(door.id()) && s.kind() == kind)
                            .forEach(s -> wellAgain(s, now));
                }
            }
        }
    }

    private Worries.Facts facts(Door door, Calendar calendar, Instant now) {
        return new Worries.Facts(
                door,
                calendar,
                knocks.last(door.id()),
                knocks.overdue(door.id(), now),
                quiet.judge(door, calendar, now));
    }

    private void raise(Door door, Team team, Worry worry, Instant now) {
        if (store.stands(door.id(), worry.kind())) {
            return;
        }
        CustomerId customer = mystery.ensure(team.id(), now).id();
        transaction.executeWithoutResult(status -> {
            customers.lock(customer);
            if (store.stands(door.id(), worry.kind())) {
                return;
            }
            MatterId matter = matters.open(customer, "The door " + DoorName.of(door), false, now);
            Optional<AgentId> lead = workforce.leadOf(team.id()).map(Agent::id);
            PromiseId promise = promises.make(
                    new Promises.Draft(
                            customer,
                            matter,
                            team.id(),
                            Promised.Kind.CARE,
                            worry.sentence(),
                            team.calendar().due(now, settings.lookWithin()),
                            lead,
                            Optional.empty(),
                            Optional.of(door.id()),
                            true),
                    door.channel(),
                    Optional.empty(),
                    now);
            store.raise(door.id(), worry.kind(), promise, now);
        });
    }

    private void wellAgain(DoorAlarmStore.Standing alarm, Instant now) {
        promises.change(
                alarm.promise(),
                promise -> {
                    if (promise.state() == Promised.State.OPEN) {
                        promises.release(promise, Optional.empty(), "it is well again", now);
                    }
                    matters.close(
                            promise.matter(),
                            InteractionEvent.MatterClosed.Why.NO_ANSWER_NEEDED,
                            Optional.empty(),
                            now);
                    store.clear(alarm.door(), alarm.kind());
                    return true;
                },
                false);
    }
}
