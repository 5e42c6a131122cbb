package io.rapport.server.chat;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an administrator sets at a chat's door beside what every door has.
@RestController
@RequestMapping("/api/admin")
@May(Permission.CHANGE_DOORS)
class ChatAdminRoutes {
    private static final String AT_ONCE = "chats-at-once";
    private static final int USUALLY_AT_ONCE = 3;
    private static final int MOST_AT_ONCE = 20;

    private final ChatDoors doors;
    private final Accounts accounts;

    ChatAdminRoutes(ChatDoors doors, Accounts accounts) {
        this.doors = doors;
        this.accounts = accounts;
    }

    /// @param origins sites that may embed it
    /// @param signs whether there is a secret by which sites sign
    /// @param calls whether visitors may call from the page; what is left out stays
    record Setup(
            @AlwaysAnswered @Nullable List<String> origins,
            boolean signs,
            @AlwaysAnswered @Nullable Boolean calls) {}

    /// @param atOnce how many chats one of us holds at once
    record AtOnce(int atOnce) {}

    /// How many chats one agent has at once.
    @GetMapping("/chats")
    AtOnce atOnce() {
        return new AtOnce(accounts.setting(AT_ONCE).map(Integer::parseInt).orElse(USUALLY_AT_ONCE));
    }

    /// Changes how many chats one agent has at once.
    @PutMapping("/chats")
    AtOnce changeAtOnce(@RequestBody AtOnce given, Principal caller) {
        if (given.atOnce() < 1 || given.atOnce() > MOST_AT_ONCE) {
            throw Refusal.field("atOnce", "From 1 to " + MOST_AT_ONCE + ".");
        }
        accounts.set(AT_ONCE, Integer.toString(given.atOnce()));
        accounts.audit(Long.parseLong(caller.getName()), "changed chats at once", Integer.toString(given.atOnce()));
        return atOnce();
    }

    /// How a chat door is embedded.
    @GetMapping("/chat-doors/{id}")
    Setup setup(@PathVariable long id) {
        Door door = door(id);
        return new Setup(doors.origins(door.id()), doors.secret(door.id()).isPresent(), doors.takesCalls(door.id()));
    }

    /// Changes which sites may embed a chat door.
    @PutMapping("/chat-doors/{id}")
    Setup change(@PathVariable long id, @RequestBody Setup setup, Principal caller) {
        Door door = door(id);
        List<String> given = Optional.ofNullable(setup.origins()).orElse(List.of());
        if (given.size() > ChatDoors.MAX_ORIGINS) {
            throw Refusal.field("origins", "At most " + ChatDoors.MAX_ORIGINS + " sites, please.");
        }
        List<String> origins = new ArrayList<>();
        for (String site : given) {
            origins.add(ChatDoors.origin(site)
                    .orElseThrow(() -> Refusal.field("origins", "A site is written like https://www.example.com.")));
        }
        doors.allow(door.id(), origins);
        Optional.ofNullable(setup.calls()).ifPresent(yes -> doors.takeCalls(door.id(), yes));
        accounts.audit(
                Long.parseLong(caller.getName()), "changed chat door", door.id().toString());
        return setup(id);
    }

    /// @param secret shown once
    record Secret(String secret) {}

    /// Makes a new secret by which sites sign who somebody is; it is shown once.
    @PostMapping("/chat-doors/{id}/secret")
    Secret renew(@PathVariable long id, Principal caller) {
        Door door = door(id);
        accounts.audit(
                Long.parseLong(caller.getName()),
                "renewed chat secret",
                door.id().toString());
        return new Secret(doors.renewSecret(door.id()));
    }

    private Door door(long id) {
        return Optional.of(id)
                .filter(number -> number > 0)
                .flatMap(number -> doors.find(new DoorId(number)))
                .orElseThrow(() -> Refusal.notFound("There is no such chat."));
    }
}
