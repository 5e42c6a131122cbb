package io.rapport.server.voice;

import io.rapport.server.vocabulary.Networks;
import java.util.List;

/// Somebody who brings calls and takes them: a provider, or a company's own exchange.
///
/// @param id 0 before it is kept
/// @param addresses addresses and networks (`203.0.113.0/28`) that its messages and its sound come from
/// @param target where our calls go, an address in digits with a port (`203.0.113.5:5060`); empty: none
///     do
/// @param transport `UDP` or `TCP`, of our calls
public record Trunk(long id, String name, List<String> addresses, String target, Transport transport, boolean enabled) {

    /// How our calls go there.
    public enum Transport {
        UDP,
        TCP
    }

    public Trunk {
        addresses = List.copyOf(addresses);
    }

    Networks networks() {
        return new Networks(addresses);
    }
}
