package io.rapport.server.email.oauth;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.channel.MailProvider;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Connecting a door with its mail provider.
@RestController
class ConsentRoutes {
    private static final int MAX_PARAMETER = 4096;

    private final Doors doors;
    private final Grants grants;
    private final Consents consents;

    ConsentRoutes(Doors doors, Grants grants, Consents consents) {
        this.doors = doors;
        this.grants = grants;
        this.consents = consents;
    }

    record Preset(
            MailProvider provider,
            String authorizeUrl,
            String tokenUrl,
            String scope,
            String imapHost,
            String relayHost,
            String authservId) {}

    record Providers(String redirectUrl, List<Preset> providers) {}

    /// What is known of mail providers that want OAuth2.
    @GetMapping("/api/admin/mail-providers")
    @May(Permission.SEE_SETTINGS)
    Providers providers() {
        return new Providers(
                consents.redirectUrl(),
                Arrays.stream(MailProvider.values())
                        .map(p -> new Preset(
                                p,
                                p.authorizeUrl(),
                                p.tokenUrl(),
                                p.scope(),
                                p.imapHost(),
                                p.relayHost(),
                                p.authservId()))
                        .toList());
    }

    /// @param since when the consent was given that is kept now; null: none is
    record ConnectionView(@Nullable Instant since) {}

    /// Since when a door is connected with its mail provider.
    @GetMapping("/api/admin/doors/{id}/connection")
    @May(Permission.SEE_SETTINGS)
    ConnectionView connection(@PathVariable long id) {
        Door door = door(id);
        return new ConnectionView(door.mail()
                .connection()
                .flatMap(connection -> grants.find(door.id(), connection))
                .map(Grants.Grant::since)
                .orElse(null));
    }

    record Begun(String consentUrl) {}

    /// Begins a consent: the browser goes to the address in the answer.
    @PostMapping("/api/admin/doors/{id}/connection")
    @May(Permission.CHANGE_DOORS)
    Begun begin(@PathVariable long id, Principal caller) {
        Door door = door(id);
        MailConnection connection = door.mail()
                .connection()
                .orElseThrow(() -> Refusal.conflict(
                        "no-provider", "Choose OAuth2 and a provider at this door first, and save it."));
        return new Begun(consents.begin(door, connection, account(caller)));
    }

    /// Whoever is signed in is named by the number of their account.
    private static long account(Principal caller) {
        return Long.parseLong(caller.getName());
    }

    private Door door(long id) {
        return Optional.of(id)
                .filter(number -> number > 0)
                .flatMap(number -> doors.find(new DoorId(number)))
                .orElseThrow(() -> Refusal.notFound("There is no such door."));
    }

    /// Where the provider sends the browser back to. Answered with a page of ours whatever comes, so that neither code
    /// nor state stays in the address bar.
    @GetMapping(Consents.CALLBACK)
    @ForEveryone
    ResponseEntity<Void> comeBack(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request) {
        ConsentOutcome outcome = outcome(state, code, request);
        String name = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/admin?connection=" + name))
                .header("Cache-Control", "no-store")
                .build();
    }

    private ConsentOutcome outcome(String state, String code, HttpServletRequest request) {
        Principal caller = request.getUserPrincipal();
        if (caller == null || !Permission.CHANGE_DOORS.heldBy(caller)) {
            return ConsentOutcome.NOT_YOURS;
        }
        if (state.length() > MAX_PARAMETER || code.length() > MAX_PARAMETER) {
            return ConsentOutcome.STALE;
        }
        return consents.finish(state, Optional.of(code).filter(c -> !c.isEmpty()), account(caller));
    }
}
