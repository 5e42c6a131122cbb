package io.rapport.server.access;

import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// My passkeys, and the challenge of whoever signs in with one. Options are those of WebAuthn Level 3, section 5.4.
@RestController
class PasskeyRoutes {
    private static final int MAX_RESPONSE = 20_000;
    private static final long TIMEOUT_MILLIS = Challenges.LASTS.toMillis();

    private final Passkeys passkeys;
    private final Accounts accounts;

    PasskeyRoutes(Passkeys passkeys, Accounts accounts) {
        this.passkeys = passkeys;
        this.accounts = accounts;
    }

    record Party(String id, String name) {}

    record User(String id, String name, String displayName) {}

    record Kind(String type, long alg) {}

    record Credential(String type, String id) {}

    record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    record CreationOptions(
            Party rp,
            User user,
            String challenge,
            List<Kind> pubKeyCredParams,
            long timeout,
            List<Credential> excludeCredentials,
            Selection authenticatorSelection,
            String attestation) {}

    /// What the browser makes a passkey with.
    @PostMapping("/api/me/passkeys/challenge")
    @May(Permission.OWN_SIGN_IN)
    CreationOptions begin(@AuthenticationPrincipal SignedIn me) {
        Account account = me.account();
        String company = accounts.setting("company").filter(c -> !c.isBlank()).orElse("Rapport");
        return new CreationOptions(
                new Party(passkeys.host(), company),
                new User(Passkeys.handle(account.id()), account.name(), account.name()),
                passkeys.challengeFor(account.id()),
                Passkeys.algorithms().stream()
                        .map(alg -> new Kind("public-key", alg))
                        .toList(),
                TIMEOUT_MILLIS,
                passkeys.credentialIds(account.id()).stream()
                        .map(id -> new Credential("public-key", id))
                        .toList(),
                new Selection("required", true, "required"),
                "none");
    }

    record Made(@Nullable String name, @Nullable JsonNode credential) {}

    /// Keeps a passkey that the browser made.
    @PostMapping("/api/me/passkeys")
    @May(Permission.OWN_SIGN_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@RequestBody Made made, @AuthenticationPrincipal SignedIn me) {
        String name = made.name() == null ? "" : made.name().strip();
        if (name.isEmpty() || name.length() > 80) {
            throw Refusal.field("name", "Say what you call it, in at most 80 characters.");
        }
        if (passkeys.of(me.account().id()).size() >= Passkeys.MOST) {
            throw Refusal.conflict("too-many", "You have 20 passkeys. Remove one that is no longer used.");
        }
        if (!passkeys.add(me.account().id(), name, response(made.credential()))) {
            throw Refusal.conflict("not-taken", "This passkey was not made for you, here and now. Please try again.");
        }
        accounts.audit(
                me.account().id(),
                "added a passkey \"" + name + "\"",
                me.account().name());
    }

    private static String response(@Nullable JsonNode credential) {
        String text = credential == null ? "{}" : credential.toString();
        if (text.length() > MAX_RESPONSE) {
            throw Refusal.tooLarge("That is larger than any passkey's answer.");
        }
        return text;
    }

    /// Removes a passkey.
    @DeleteMapping("/api/me/passkeys/{id}")
    @May(Permission.OWN_SIGN_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
        long account = me.account().id();
        if (accounts.secondStepRequired() && passkeys.of(account).size() == 1 && !accounts.hasCodes(account)) {
            throw Refusal.conflict("required", "A second step is required here. Set up another way first.");
        }
        if (!passkeys.remove(account, OwnSignInRoutes.number(id))) {
            throw Refusal.notFound("This passkey is gone already.");
        }
        accounts.audit(account, "removed a passkey", me.account().name());
    }

    record RequestOptions(String challenge, String rpId, String userVerification, long timeout) {}

    /// What the browser finds a passkey with.
    @PostMapping("/api/session/passkey/challenge")
    @ForEveryone
    RequestOptions challenge() {
        return new RequestOptions(passkeys.challenge(), passkeys.host(), "required", TIMEOUT_MILLIS);
    }
}
