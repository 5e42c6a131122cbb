package io.rapport.server.endtoend;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What a mail says to whoever reads it as plain text.
final class MailText {
    private MailText() {}

    static String of(Part part) {
        try {
            if (part.isMimeType("text/plain")) {
                return part.getContent().toString();
            }
            if (part.getContent() instanceof Multipart several) {
                StringBuilder all = new StringBuilder();
                for (int n = 0; n < several.getCount(); n++) {
                    all.append(of(several.getBodyPart(n)));
                }
                return all.toString();
            }
            return "";
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
