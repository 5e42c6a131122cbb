package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import java.util.Optional;

/// One configured place where customers can knock.
///
/// @param address mail: the address; form: the key in its web address
/// @param team whose door it is, where it is one team's own
/// @param imap the mailbox to fetch from, where mail is fetched and not delivered to our listener
/// @param relay the host that outgoing mail leaves by; empty: the installation's default relay
public record Door(
        DoorId id,
        Channel channel,
        String name,
        String address,
        Optional<TeamId> team,
        boolean enabled,
        Optional<MailServer> imap,
        Optional<MailServer> relay) {}
