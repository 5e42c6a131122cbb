package io.rapport.server.email;

import io.rapport.server.channel.MailServer;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.send.Timeouts;
import io.rapport.server.email.smtp.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `rapport.email.*`: how mail comes in and goes out.
///
/// @param hostName what we call ourselves to other mail hosts (EHLO, Received). Default `localhost`; set it to the
///     name the MX record points at, or receivers distrust us
/// @param smtp the listener
/// @param relay where outgoing mail goes when its door has no relay of its own
/// @param rspamd the spam filter
@ConfigurationProperties("rapport.email")
public record EmailSettings(
        @DefaultValue("localhost") String hostName,
        @DefaultValue Smtp smtp,
        @DefaultValue Relay relay,
        @DefaultValue Rspamd rspamd) {

    /// `rapport.email.smtp.*`: the listener.
    ///
    /// @param enabled default `true`; off where all mail is fetched
    /// @param address default `127.0.0.1`, for a mail server in front of us on the same machine; `0.0.0.0` to be
    ///     reached directly
    /// @param port default `2525`, because 25 needs a privilege
    /// @param maxMessage largest message. Default 35 MB: what the large providers send (25 MB of files, encoded)
    /// @param connections at once. Default 200
    /// @param connectionsPerAddress at once from one address that is no trusted relay. Default 20
    /// @param recipients of one message. Default 100 (RFC 5321 section 4.5.3.1.8)
    /// @param mistakes of one caller before we hang up. Default 20; a guesser of addresses makes hundreds
    /// @param command time for one command. Default 60 s; RFC 5321 allows five minutes, no real sender needs one
    /// @param data time for one message. Default 10 min (RFC 5321 section 4.5.3.2.6)
    /// @param memory for messages being taken in at once. Default 128 MB; more wait, then hear `451`
    /// @param spoolAbove a message on its way in is held in a file above this size. Default 128 KB
    /// @param spoolFolder where. Default `.rapport/mail-spool`
    /// @param received stations after which a mail goes in circles. Default 50
    /// @param trustedRelays networks (`10.0.0.0/8`) of mail servers of ours: what they say of a sender in
    ///     Authentication-Results and spam headers is believed. Default none
    /// @param trustedAuthservId the name by which they sign Authentication-Results (RFC 8601 section 2.5); others'
    ///     are ignored. Default none: then nothing is believed
    /// @param certificate shown to who asks for TLS (STARTTLS, RFC 3207): a PEM file with the whole chain.
    ///     Renewed files are taken up without a restart. Default: `server.ssl.certificate`; without
    ///     either no TLS is offered
    /// @param certificatePrivateKey its key, a PEM file without password. Default:
    ///     `server.ssl.certificate-private-key`
    public record Smtp(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("2525") int port,
            @DefaultValue("35MB") DataSize maxMessage,
            @DefaultValue("200") int connections,
            @DefaultValue("20") int connectionsPerAddress,
            @DefaultValue("100") int recipients,
            @DefaultValue("20") int mistakes,
            @DefaultValue("60s") Duration command,
            @DefaultValue("10m") Duration data,
            @DefaultValue("128MB") DataSize memory,
            @DefaultValue("128KB") DataSize spoolAbove,
            @DefaultValue(".rapport/mail-spool") Path spoolFolder,
            @DefaultValue("50") int received,
            @DefaultValue List<String> trustedRelays,
            Optional<String> trustedAuthservId,
            Optional<String> certificate,
            Optional<String> certificatePrivateKey) {

        Limits limits() {
            return new Limits(
                    Math.toIntExact(maxMessage.toBytes()),
                    connections,
                    connectionsPerAddress,
                    recipients,
                    mistakes,
                    command,
                    data,
                    memory.toBytes(),
                    Math.toIntExact(spoolAbove.toBytes()),
                    received);
        }
    }

    /// `rapport.email.relay.*`: the installation's way out.
    ///
    /// @param host default none: then doors without a relay of their own cannot send, and say so
    /// @param port default `587` (RFC 6409)
    /// @param security `TLS`, `STARTTLS` or `NONE`. Default `STARTTLS`: it fails rather than sends in clear
    /// @param user default none: no sign-in
    /// @param password for PLAIN or LOGIN
    /// @param connect time to be connected. Default 10 s
    /// @param answer time for each answer. Default 40 s, so that one attempt ends within a minute
    /// @param idle how long a connection is kept for the next message. Default 20 s
    public record Relay(
            Optional<String> host,
            @DefaultValue("587") int port,
            @DefaultValue("STARTTLS") MailServer.Security security,
            Optional<String> user,
            Optional<String> password,
            @DefaultValue("10s") Duration connect,
            @DefaultValue("40s") Duration answer,
            @DefaultValue("20s") Duration idle) {

        Optional<MailServer> server() {
            return host.filter(name -> !name.isBlank())
                    .map(name -> new MailServer(
                            name,
                            port,
                            security,
                            user.isPresent() ? MailServer.SignIn.PASSWORD : MailServer.SignIn.NONE,
                            user.orElse(""),
                            password));
        }

        Timeouts timeouts() {
            return new Timeouts(connect, answer, idle);
        }
    }

    /// `rapport.email.rspamd.*`: a spam filter that is asked about each mail. It never keeps one out: what it takes for
    /// spam is filed as junk, and while it does not answer all mail is let in.
    ///
    /// @param url of an rspamd (`http://127.0.0.1:11333`). Default none: nothing is asked
    /// @param answer time for an answer. Default 5 s
    public record Rspamd(
            Optional<String> url, @DefaultValue("5s") Duration answer) {}

    Bounds bounds() {
        return Bounds.DEFAULT;
    }
}
