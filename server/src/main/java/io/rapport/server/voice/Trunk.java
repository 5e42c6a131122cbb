package io.rapport.server.voice;

import io.rapport.server.vocabulary.Networks;
import java.util.List;
import java.util.Optional;

/// Somebody who brings calls and takes them: a provider, or a company's own exchange.
///
/// @param id 0 before it is kept
/// @param addresses addresses and networks (`203.0.113.0/28`) that its messages and its sound come from
/// @param target where our calls go, an address in digits with a port (`203.0.113.5:5060`); empty: none
///     do
/// @param transport `UDP`, `TCP` or `TLS`, of our calls
/// @param account as whom we are known there, where it wants us to register and to show who we are
/// @param rank of several that take our calls, the lower one is tried first; 1 to 99
/// @param domain what stands behind the `@` of addresses there, and for which its certificate is; empty: its address is
/// @param refers whether it connects a call elsewhere when it is asked to (REFER, RFC 3515)
public record Trunk(
        long id,
        String name,
        List<String> addresses,
        String target,
        Transport transport,
        boolean enabled,
        Optional<Account> account,
        int rank,
        String domain,
        boolean refers) {

    /// @param domain what stands behind the `@` of addresses there
    /// @param password nobody may log it
    public record Account(String domain, String user, String password) {
        @Override
        public String toString() {
            return "Account[" + user + "@" + domain + "]";
        }
    }

    /// One that knows us by our address, is tried first, and is not asked to connect calls elsewhere.
    public Trunk(long id, String name, List<String> addresses, String target, Transport transport, boolean enabled) {
        this(id, name, addresses, target, transport, enabled, Optional.empty(), 1, "", false);
    }

    /// The same, which knows us by an account.
    Trunk as(Account now) {
        return new Trunk(id, name, addresses, target, transport, enabled, Optional.of(now), rank, now.domain(), refers);
    }

    /// The same, which is tried at another place.
    Trunk ranked(int now) {
        return new Trunk(id, name, addresses, target, transport, enabled, account, now, domain, refers);
    }

    /// The same under another name behind the `@`.
    Trunk under(String now) {
        return new Trunk(id, name, addresses, target, transport, enabled, account, rank, now, refers);
    }

    /// The same, which connects calls elsewhere when it is asked to, or does not.
    Trunk refers(boolean now) {
        return new Trunk(id, name, addresses, target, transport, enabled, account, rank, domain, now);
    }

    /// How our calls go there.
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    public Trunk {
        addresses = List.copyOf(addresses);
    }

    /// What stands behind the `@` when we call by it.
    String host() {
        return domain.isEmpty() ? target : domain;
    }

    /// For whom its certificate has to be.
    String certified() {
        return domain.isEmpty() ? target.substring(0, target.lastIndexOf(':')) : domain;
    }

    Networks networks() {
        return new Networks(addresses);
    }
}
