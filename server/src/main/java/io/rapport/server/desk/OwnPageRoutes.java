package io.rapport.server.desk;

import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// What others see of me: my picture, and whether our team's page shows me.
@RestController
@RequestMapping("/api/me")
@May(Permission.OWN_SIGN_IN)
class OwnPageRoutes {
    private static final long MOST_BYTES = 8L << 20;

    private final Workforce workforce;
    private final Caller caller;

    OwnPageRoutes(DeskParts parts) {
        this.workforce = parts.workforce();
        this.caller = parts.caller();
    }

    /// @param page the path of our team's page; null where it has none that can be seen
    record OwnPage(
            boolean shown,
            String firstName,
            @Nullable String face,
            @Nullable String page) {}

    /// What customers see of me.
    @GetMapping("/page")
    OwnPage page() {
        Agent me = caller.agent();
        return new OwnPage(
                me.onPage(),
                me.firstName(),
                me.face().orElse(null),
                workforce.team(me.team()).page().path().orElse(null));
    }

    record Shown(@Nullable Boolean shown) {}

    /// Shows me on our team's page and on receipts, or no longer.
    @PutMapping("/page")
    OwnPage show(@RequestBody Shown given) {
        workforce.showOnPage(caller.agent(), Boolean.TRUE.equals(given.shown()));
        return page();
    }

    /// Takes a picture of me.
    @PostMapping("/picture")
    OwnPage portray(@RequestParam("file") MultipartFile file) throws IOException {
        Agent me = caller.agent();
        if (file.getSize() > MOST_BYTES) {
            throw Refusal.tooLarge("A picture may have at most 8 MB.");
        }
        if (!workforce.portray(me, file.getBytes())) {
            throw Refusal.field("file", "That is no picture we can read. JPEG and PNG are.");
        }
        return page();
    }

    /// Takes my picture away.
    @DeleteMapping("/picture")
    OwnPage unportray() {
        workforce.unportray(caller.agent());
        return page();
    }
}
