package io.rapport.server.channel;

import java.util.Arrays;
import java.util.Optional;

/// The mail providers whose addresses we know, and any other.
///
/// Sources: Microsoft's page "Authenticate an IMAP, POP or SMTP connection using OAuth", Google's "Using OAuth 2.0 for
/// Web Server Applications" and "IMAP, POP, and SMTP".
public enum MailProvider {
    /// Microsoft 365. `common` may be replaced by one's own directory in both addresses.
    MICROSOFT(
            "Microsoft 365",
            "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            "https://login.microsoftonline.com/common/oauth2/v2.0/token",
            "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send",
            "",
            "outlook.office365.com",
            "smtp.office365.com",
            "mx.microsoft.com"),
    /// Google. A lasting consent is given only where it is asked for in these two ways.
    GOOGLE(
            "Google",
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://mail.google.com/",
            "access_type=offline&prompt=consent",
            "imap.gmail.com",
            "smtp.gmail.com",
            "mx.google.com"),
    OTHER("the mail provider", "", "", "mail offline_access", "", "", "", "");

    private final String title;
    private final String authorizeUrl;
    private final String tokenUrl;
    private final String scope;
    private final String consentParameters;
    private final String imapHost;
    private final String relayHost;
    private final String authservId;

    MailProvider(
            String title,
            String authorizeUrl,
            String tokenUrl,
            String scope,
            String consentParameters,
            String imapHost,
            String relayHost,
            String authservId) {
        this.title = title;
        this.authorizeUrl = authorizeUrl;
        this.tokenUrl = tokenUrl;
        this.scope = scope;
        this.consentParameters = consentParameters;
        this.imapHost = imapHost;
        this.relayHost = relayHost;
        this.authservId = authservId;
    }

    /// How it is called in a sentence.
    public String title() {
        return title;
    }

    public String authorizeUrl() {
        return authorizeUrl;
    }

    public String tokenUrl() {
        return tokenUrl;
    }

    /// What is asked for: to read and to send, and to go on without the person who consented.
    public String scope() {
        return scope;
    }

    /// More parameters of the consent, as a query without `?`; may be empty.
    public String consentParameters() {
        return consentParameters;
    }

    /// Its IMAP server, reached by TLS on port 993; empty where not known.
    public String imapHost() {
        return imapHost;
    }

    /// Its submission server, reached by STARTTLS on port 587; empty where not known.
    public String relayHost() {
        return relayHost;
    }

    /// By which name it signs what it found out about senders (RFC 8601 section 2.5); empty where not known.
    public String authservId() {
        return authservId;
    }

    /// Whose mailbox it is, by its host.
    public static Optional<MailProvider> ofImapHost(String host) {
        return Arrays.stream(values())
                .filter(known -> !known.imapHost.isEmpty() && known.imapHost.equalsIgnoreCase(host))
                .findFirst();
    }
}
