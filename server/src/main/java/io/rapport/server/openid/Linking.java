package io.rapport.server.openid;

import io.rapport.server.access.Account;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/// Whose account it is that the provider speaks of: by issuer and subject for good; by name once at most, and only
/// where
/// an administrator allows it. Thread-safe.
final class Linking {
    private static final int LONGEST_NAME = 200;

    private final ProviderStore store;
    private final Accounts accounts;
    private final Workforce workforce;
    private final TransactionTemplate transaction;

    Linking(ProviderStore store, Accounts accounts, Workforce workforce, TransactionTemplate transaction) {
        this.store = store;
        this.accounts = accounts;
        this.workforce = workforce;
        this.transaction = transaction;
    }

    sealed interface Found {
        record Known(Account account) implements Found {}

        record Nobody(Outcome why) implements Found {}
    }

    /// Somebody whom this provider brought before.
    Optional<Account> known(Provider provider, String subject, Instant now) {
        OptionalLong account = store.accountOf(provider.issuer(), subject);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        store.used(provider.issuer(), subject, now);
        return accounts.account(account.getAsLong());
    }

    /// Somebody whom it brings for the first time.
    ///
    /// @param claims checked
    Found first(Provider provider, String subject, JsonNode claims, Instant now) {
        Optional<String> name = name(provider, claims);
        if (name.isEmpty()) {
            return new Found.Nobody(Outcome.UNVERIFIED);
        }
        try {
            return first(provider, subject, name.get(), claims, now);
        } catch (DuplicateKeyException twice) {
            // Their sign-in in another window made the account a moment ago: it is found now.
            return first(provider, subject, name.get(), claims, now);
        }
    }

    private Found first(Provider provider, String subject, String name, JsonNode claims, Instant now) {
        return transaction.execute(status -> {
            OptionalLong meanwhile = store.accountOf(provider.issuer(), subject);
            if (meanwhile.isPresent()) {
                return new Found.Known(accounts.account(meanwhile.getAsLong()).orElseThrow());
            }
            Optional<Account> existing = accounts.named(name);
            if (existing.isPresent()) {
                return provider.links()
                        ? link(provider, subject, existing.get(), now)
                        : new Found.Nobody(Outcome.UNKNOWN);
            }
            Optional<TeamId> team = team(provider, claims);
            if (!provider.creates() || team.isEmpty()) {
                return new Found.Nobody(Outcome.UNKNOWN);
            }
            return link(provider, subject, made(name, claims, team.get()), now);
        });
    }

    private Found link(Provider provider, String subject, Account account, Instant now) {
        if (!account.enabled()) {
            return new Found.Nobody(Outcome.DISABLED);
        }
        if (!store.link(provider.issuer(), subject, account.id(), now)) {
            // Of two first sign-ins of one person within the same moment, the second finds the first.
            OptionalLong theirs = store.accountOf(provider.issuer(), subject);
            return theirs.isPresent() && theirs.getAsLong() == account.id()
                    ? new Found.Known(account)
                    : new Found.Nobody(Outcome.TAKEN);
        }
        accounts.audit(account.id(), "linked with " + provider.title(), account.name());
        return new Found.Known(account);
    }

    private Account made(String name, JsonNode claims, TeamId team) {
        long account = accounts.create(name, Role.AGENT);
        String given = line(claims.path("given_name").asString(""));
        String whole = line(claims.path("name").asString(""));
        String first = !given.isEmpty() ? given : !whole.isEmpty() ? whole : name;
        String last = given.isEmpty() ? "" : line(claims.path("family_name").asString(""));
        workforce.addAgent(account, first, last, Optional.empty(), team, false);
        accounts.audit(account, "came as an agent", name);
        return accounts.account(account).orElseThrow();
    }

    private Optional<TeamId> team(Provider provider, JsonNode claims) {
        String named = provider.teamClaim().isEmpty()
                ? ""
                : claims.path(provider.teamClaim()).asString("");
        return workforce.teams().stream()
                .filter(team -> !named.isBlank() && team.name().equalsIgnoreCase(named.strip()))
                .map(Team::id)
                .findFirst()
                .or(() -> provider.team()
                        .flatMap(workforce::findTeam)
                        .or(workforce::fallbackTeam)
                        .map(Team::id));
    }

    /// The name by which they sign in here. A mail address counts only where the provider has verified it (OpenID
    /// Connect Core section 5.7: it proves nobody otherwise).
    static Optional<String> name(Provider provider, JsonNode claims) {
        String said = line(claims.path(provider.claim()).asString(""));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        if (!provider.claim().equals(Provider.EMAIL)) {
            return Optional.of(said);
        }
        boolean verified = claims.path("email_verified").asBoolean(false);
        return ContactPoint.email(said).filter(address -> verified).map(ContactPoint::value);
    }

    private static String line(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
    }
}
