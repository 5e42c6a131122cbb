package io.rapport.outside.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Another mail program on the same mailbox: puts mails in, reads and marks them.
public final class ImapClient implements AutoCloseable {
    private final Session session = Session.getInstance(new Properties());
    private final Store store;
    private final Folder inbox;

    public ImapClient(int port, String user, String password) throws MessagingException {
        store = session.getStore("imap");
        store.connect("127.0.0.1", port, user, password);
        inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
    }

    public void put(byte[] raw) throws MessagingException {
        inbox.appendMessages(new Message[] {new MimeMessage(session, new ByteArrayInputStream(raw))});
    }

    /// Puts a mail into another folder, which is made if there is none.
    public void put(String folder, byte[] raw) throws MessagingException {
        Folder other = store.getFolder(folder);
        if (!other.exists()) {
            other.create(Folder.HOLDS_MESSAGES);
        }
        other.appendMessages(new Message[] {new MimeMessage(session, new ByteArrayInputStream(raw))});
    }

    /// Marks all as read, as somebody does who looks into the mailbox with a telephone.
    public void markAllSeen() throws MessagingException {
        inbox.setFlags(inbox.getMessages(), new Flags(Flags.Flag.SEEN), true);
    }

    public int count() throws MessagingException {
        return inbox.getMessageCount();
    }

    /// The raw bytes of all, oldest first.
    public List<byte[]> all() throws MessagingException {
        List<byte[]> all = new ArrayList<>();
        for (Message message : inbox.getMessages()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                message.writeTo(out);
            } catch (IOException broken) {
                throw new MessagingException("a message could not be read", broken);
            }
            all.add(out.toByteArray());
        }
        return all;
    }

    /// How many are not marked as read.
    public int unseen() throws MessagingException {
        return inbox.getUnreadMessageCount();
    }

    @Override
    public void close() throws MessagingException {
        inbox.close(false);
        store.close();
    }
}
