package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// One configured place where customers can knock.
///
/// @param address mail: the address; form: the key in its web address
/// @param team whose door it is, where it is one team's own
/// @param mail how mail comes and goes; [MailWays#OURS] for a form
public record Door(
        DoorId id,
        Channel channel,
        String name,
        String address,
        Optional<TeamId> team,
        boolean enabled,
        MailWays mail) {

    public Optional<MailServer> imap() {
        return mail.imap();
    }

    public Optional<MailServer> relay() {
        return mail.relay();
    }
}
