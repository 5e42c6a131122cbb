package io.rapport.server.email.imap;

import io.rapport.server.channel.MailServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;

/// An open INBOX, read only: nothing in it is marked, moved or deleted by us.
public final class Mailbox implements AutoCloseable {
    private static final String CONNECT_MILLIS = "15000";
    private static final String ANSWER_MILLIS = "60000";

    private final Store store;
    private final IMAPFolder inbox;

    private Mailbox(Store store, IMAPFolder inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    /// @param secret the password, or the access token for OAuth2
    static Mailbox open(MailServer server, String secret) throws MessagingException {
        Store store = connect(server, secret);
        try {
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return new Mailbox(store, inbox);
        } catch (MessagingException refused) {
            store.close();
            throw refused;
        }
    }

    /// Signs in.
    ///
    /// @param secret the password, or the access token for OAuth2
    public static Store connect(MailServer server, String secret) throws MessagingException {
        String protocol = server.security() == MailServer.Security.TLS ? "imaps" : "imap";
        Session session = Session.getInstance(properties(server, "mail." + protocol + "."));
        Store store = session.getStore(protocol);
        try {
            store.connect(server.host(), server.port(), server.user(), secret);
            return store;
        } catch (MessagingException refused) {
            store.close();
            throw refused;
        }
    }

    private static Properties properties(MailServer server, String prefix) {
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.put(prefix + "timeout", ANSWER_MILLIS);
        properties.put(prefix + "writetimeout", ANSWER_MILLIS);
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "fetchsize", "262144");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (server.security() == MailServer.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (server.signIn() == MailServer.SignIn.OAUTH2) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    IMAPFolder inbox() {
        return inbox;
    }

    @Override
    public void close() throws MessagingException {
        try {
            if (inbox.isOpen()) {
                inbox.close(false);
            }
        } finally {
            store.close();
        }
    }
}
