package io.rapport.server.chat;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.web.ForAdministrators;
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
@RequestMapping("/api/admin/chat-doors/{id}")
@ForAdministrators
class ChatAdminRoutes {
    private final ChatDoors doors;
    private final Accounts accounts;

    ChatAdminRoutes(ChatDoors doors, Accounts accounts) {
        this.doors = doors;
        this.accounts = accounts;
    }

    /// @param origins sites that may embed it
    /// @param signs whether there is a secret by which sites sign
    record Setup(@Nullable List<String> origins, boolean signs) {}

    @GetMapping
    Setup setup(@PathVariable long id) {
        Door door = door(id);
        return new Setup(doors.origins(door.id()), doors.secret(door.id()).isPresent());
    }

    @PutMapping
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
        accounts.audit(
                Long.parseLong(caller.getName()), "changed chat door", door.id().toString());
        return setup(id);
    }

    /// @param secret shown once
    record Secret(String secret) {}

    @PostMapping("/secret")
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
