/// The mail adapter: takes mail in by SMTP and IMAP, and takes replies out.
///
/// It only translates. Bytes become an [io.rapport.server.channel.Arrival] and are acknowledged to the far side
/// after the inbox has committed them; parcels become RFC 5322 messages. Sub-packages, lowest first: `mime` and
/// `html` (what a message says), `bounce` (what a machine says), `auth` (who it is from), `spam`, `intake` (all of it
/// as
/// one arrival), `oauth` (signing in), `smtp` and `imap` (how it comes), `send` (how it goes).
@NullMarked
@ApplicationModule(
        displayName = "email",
        allowedDependencies = {"vocabulary", "channel", "database", "journal", "timer", "vault", "web"})
package io.rapport.server.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
