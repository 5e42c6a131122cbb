package io.rapport.server.access;

import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How the others sign in: what an administrator requires, sees and ends.
@RestController
@RequestMapping("/api/admin")
class SignInRoutes {
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Passkeys passkeys;

    SignInRoutes(Accounts accounts, Sessions sessions, SecondFactors secondFactors, Passkeys passkeys) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.passkeys = passkeys;
    }

    record Rules(boolean secondStepRequired) {}

    /// What the installation requires of everybody who signs in.
    @GetMapping("/sign-in")
    @May(Permission.SEE_SETTINGS)
    Rules rules() {
        return new Rules(accounts.secondStepRequired());
    }

    /// Whoever requires it has one: nobody locks themselves out. Those without one set theirs up when they next sign
    /// in, and can do nothing else before.
    @PutMapping("/sign-in")
    @May(Permission.CHANGE_SIGN_IN)
    Rules require(@RequestBody Rules wanted, @AuthenticationPrincipal SignedIn me) {
        if (wanted.secondStepRequired() && !hasSecondStep(me.account().id())) {
            throw Refusal.field("secondStepRequired", "Set up your own second step first, under How I sign in.");
        }
        accounts.requireSecondStep(wanted.secondStepRequired(), me.session());
        audit(
                me,
                wanted.secondStepRequired() ? "required a second step" : "no longer required a second step",
                "everybody");
        return wanted;
    }

    private boolean hasSecondStep(long account) {
        return secondFactors.has(account) || !passkeys.of(account).isEmpty();
    }

    /// @param secondStepSince since when they have a code's second step; null: they have none
    record PersonView(
            String name, @Nullable Instant secondStepSince, int passkeys, List<OwnSignInRoutes.SessionView> sessions) {}

    /// How somebody signs in: second step, passkeys, open sessions.
    @GetMapping("/accounts/{account}/sign-in")
    @May(Permission.CHANGE_SIGN_IN)
    PersonView person(@PathVariable String account, @AuthenticationPrincipal SignedIn me) {
        Account person = account(account);
        return new PersonView(
                person.name(),
                secondFactors.of(person.id()).map(SecondFactors.Standing::since).orElse(null),
                passkeys.of(person.id()).size(),
                sessions.of(person.id()).stream()
                        .map(s -> OwnSignInRoutes.SessionView.of(s, me.session()))
                        .toList());
    }

    record Ended(int ended) {}

    /// Ends all sessions of somebody.
    @DeleteMapping("/accounts/{account}/sessions")
    @May(Permission.CHANGE_SIGN_IN)
    Ended end(@PathVariable String account, @AuthenticationPrincipal SignedIn me) {
        Account person = account(account);
        int ended = sessions.endOthers(person.id(), me.session());
        audit(me, "ended all sessions", person.name());
        return new Ended(ended);
    }

    /// For somebody whose phone is lost. Their sessions end too: it may have been taken.
    @DeleteMapping("/accounts/{account}/second-step")
    @May(Permission.CHANGE_SIGN_IN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String account, @AuthenticationPrincipal SignedIn me) {
        Account person = account(account);
        secondFactors.remove(person.id());
        passkeys.removeAll(person.id());
        sessions.endOthers(person.id(), me.session());
        audit(me, "reset the second step", person.name());
    }

    private Account account(String id) {
        return accounts.account(OwnSignInRoutes.number(id))
                .orElseThrow(() -> Refusal.notFound("There is no such account."));
    }

    private void audit(SignedIn me, String action, String subject) {
        accounts.audit(me.account().id(), action, subject);
    }
}
