package io.rapport.server.email.intake;

import java.net.InetAddress;
import java.util.Optional;

/// Who handed a message to us, for judging whether its From address is proven.
///
/// @param peer the address that spoke SMTP to us; empty where we fetched the message ourselves
/// @param helo what it called itself; may be empty
/// @param trusted whether it is one of our own relays or mailboxes, whose judgement we believe
public record Origin(Optional<InetAddress> peer, String helo, boolean trusted) {}
