package io.rapport.server.email.oauth;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.DoorId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// What consents brought, by door, sealed in the channel's state. A grant counts only for the client and the token
/// address that it was given to: whoever changes either must consent anew, and an old token goes to no new address.
public final class Grants {
    private static final String KEY = "oauth-grant";
    private static final String PURPOSE = "oauth-grant";

    private final JsonMapper json = JsonMapper.builder().build();
    private final ChannelState state;
    private final Sealer sealer;

    public Grants(ChannelState state, Sealer sealer) {
        this.state = state;
        this.sealer = sealer;
    }

    /// @param since when the administrator consented
    record Grant(String clientId, String tokenUrl, String refreshToken, Instant since) {

        static Grant of(MailConnection connection, String refreshToken, Instant since) {
            return new Grant(connection.clientId(), connection.tokenUrl(), refreshToken, since);
        }

        boolean isFor(MailConnection connection) {
            return clientId.equals(connection.clientId()) && tokenUrl.equals(connection.tokenUrl());
        }

        Grant rotated(String newRefreshToken) {
            return new Grant(clientId, tokenUrl, newRefreshToken, since);
        }

        @Override
        public String toString() {
            return "Grant[" + clientId + ", " + tokenUrl + ", " + since + "]";
        }
    }

    Optional<Grant> find(DoorId door, MailConnection connection) {
        return state.read(door, KEY)
                .map(kept -> json.readValue(sealer.openText(kept, PURPOSE), Grant.class))
                .filter(grant -> grant.isFor(connection));
    }

    void keep(DoorId door, Grant grant) {
        String sealed = sealer.sealText(json.writeValueAsString(grant), PURPOSE);
        state.write(new ChannelState.Change(door, KEY, sealed));
    }
}
