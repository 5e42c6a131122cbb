package io.rapport.server.mystery;

import io.rapport.server.access.Accounts;
import io.rapport.server.access.SignedIn;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Test knocks in Administration: how often, how the last one went, what is wrong, and one more now.
@RestController
@RequestMapping("/api/admin")
@May(Permission.SEE_SETTINGS)
class MysteryRoutes {
    private static final int MAX_HOURS = 168;

    private final ConfiguredDoors doors;
    private final Knocker knocker;
    private final TestKnockStore store;
    private final DoorAlarms alarms;
    private final Accounts accounts;

    MysteryRoutes(ConfiguredDoors doors, Knocker knocker, TestKnockStore store, DoorAlarms alarms, Accounts accounts) {
        this.doors = doors;
        this.knocker = knocker;
        this.store = store;
        this.alarms = alarms;
        this.accounts = accounts;
    }

    record Last(
            Instant at,
            String failure,
            boolean junk,
            @Nullable Instant arrivedAt,
            @Nullable Instant receiptAt,
            @Nullable Instant answeredAt) {}

    record DoorKnocks(String door, int everyHours, @Nullable Last last, List<String> alarms) {}

    /// What the mystery customer found at each door.
    @GetMapping("/knocks")
    List<DoorKnocks> knocks() {
        Map<DoorId, Integer> hours = store.schedule();
        List<DoorAlarmStore.Standing> standing = alarms.standing();
        return doors.all().stream()
                .map(door -> new DoorKnocks(
                        door.id().toString(),
                        hours.getOrDefault(door.id(), 0),
                        store.last(door.id()).map(MysteryRoutes::view).orElse(null),
                        standing.stream()
                                .filter(s -> s.door().equals(door.id()))
                                .map(DoorAlarmStore.Standing::what)
                                .toList()))
                .toList();
    }

    private static Last view(TestKnock knock) {
        return new Last(
                knock.at(),
                knock.failure(),
                knock.junk(),
                knock.arrivedAt().orElse(null),
                knock.receiptAt().orElse(null),
                knock.answeredAt().orElse(null));
    }

    record Schedule(int everyHours) {}

    /// Says how often the mystery customer knocks at a door.
    @May(Permission.CHANGE_DOORS)
    @PutMapping("/doors/{id}/knocks")
    Schedule schedule(@PathVariable String id, @RequestBody Schedule wanted, @AuthenticationPrincipal SignedIn caller) {
        Door door = door(id);
        if (wanted.everyHours() < 0 || wanted.everyHours() > MAX_HOURS) {
            throw Refusal.field("everyHours", "From 1 to 168 hours, or 0 for never.");
        }
        store.schedule(door.id(), wanted.everyHours());
        audit("scheduled test knocks every " + wanted.everyHours() + " h", id, caller);
        return wanted;
    }

    record Knocked(String number) {}

    /// Sends the mystery customer to a door, now.
    @May(Permission.CHANGE_DOORS)
    @PostMapping("/doors/{id}/test")
    Knocked knock(@PathVariable String id, @AuthenticationPrincipal SignedIn caller) {
        Door door = door(id);
        if (knocker.doors().stream().noneMatch(d -> d.id().equals(door.id()))) {
            throw Refusal.conflict("door-closed", "This door is not open, or there is no team yet.");
        }
        audit("knocked as mystery customer", id, caller);
        return new Knocked(Long.toString(knocker.knock(door)));
    }

    private Door door(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[1-9]\\d{0,17}"))
                .flatMap(text -> doors.find(new DoorId(Long.parseLong(text))))
                .orElseThrow(() -> Refusal.notFound("There is no such door."));
    }

    private void audit(String action, String subject, SignedIn caller) {
        accounts.audit(caller.account().id(), action, "door " + subject);
    }
}
