package io.rapport.server.email.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.server.email.Corpora;
import io.rapport.server.email.mime.Addresses;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.mime.MailParser;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Whom odd public mail is from, against the header that its authors expect to be read and against another reader.
class PublicSendersTest {
    /// The first header of an expected structure, and a field in it.
    private static final Pattern HEADER = Pattern.compile("<header>(.*?)</header>", Pattern.DOTALL);

    private static final Pattern FROM =
            Pattern.compile("<field>\\s*from\\s*:(.*?)</field>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final MailParser parser = new MailParser(Bounds.DEFAULT);

    @Test
    void odd_mails_are_from_whom_their_authors_expect() throws Exception {
        Optional<Path> folder = Corpora.mail("mime4j");
        assumeTrue(folder.isPresent(), "no folder of public mail beside the repository");
        int mails = 0;
        List<String> others = new ArrayList<>();
        for (Path file : Corpora.files(folder.get())) {
            String name = file.getFileName().toString();
            Path structure = file.resolveSibling(name.replaceAll("\\.msg$", ".xml"));
            if (!name.endsWith(".msg") || !Files.exists(structure)) {
                continue;
            }
            mails++;
            Optional<String> expected = expected(Files.readString(structure, StandardCharsets.ISO_8859_1));
            Optional<String> found = found(Corpora.read(file));
            if (!found.equals(expected)) {
                others.add(name + ": " + found + " not " + expected);
            }
        }
        System.out.printf(
                "public senders: %d mails with an expected header, %d differ %s%n", mails, others.size(), others);
        assertThat(mails).isPositive();
        assertThat(others).isEmpty();
    }

    @Test
    void where_another_reader_finds_a_sender_so_do_we_and_the_same() throws Exception {
        Optional<Path> folder = Corpora.mail("");
        assumeTrue(folder.isPresent(), "no folder of public mail beside the repository");
        Session session = Session.getInstance(new Properties());
        int mails = 0;
        List<String> others = new ArrayList<>();
        for (Path file : Corpora.files(folder.get())) {
            if (!file.getFileName().toString().matches(".*\\.(?:eml|msg|txt)")) {
                continue;
            }
            byte[] raw = Corpora.read(file);
            Optional<String> theirs = theirs(session, raw);
            if (theirs.isEmpty()) {
                continue;
            }
            mails++;
            Optional<String> ours = found(raw);
            if (!ours.equals(theirs)) {
                others.add(folder.get().relativize(file) + ": " + ours + " not " + theirs);
            }
        }
        System.out.printf("public senders: %d that another reader knows too, %d differ%n", mails, others.size());
        new TreeSet<>(others).forEach(System.out::println);
        assertThat(mails).isPositive();
        assertThat(others).isEmpty();
    }

    private Optional<String> found(byte[] raw) {
        return Senders.from(parser.headers(raw), "windows-1252")
                .map(Addresses.Mailbox::address)
                .map(PublicSendersTest::plain);
    }

    private static String plain(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> expected(String structure) throws AddressException {
        Matcher header = HEADER.matcher(structure);
        Matcher from = FROM.matcher(header.find() ? header.group(1) : "");
        return from.find()
                ? first(InternetAddress.parseHeader(
                        from.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), false))
                : Optional.empty();
    }

    private static Optional<String> theirs(Session session, byte[] raw) {
        try {
            Address[] from = new MimeMessage(session, new ByteArrayInputStream(raw)).getFrom();
            return from == null ? Optional.empty() : first(from);
        } catch (jakarta.mail.MessagingException unreadable) {
            return Optional.empty();
        }
    }

    /// Only whole addresses count: a word without a domain is nobody that could be answered.
    private static Optional<String> first(Address[] found) {
        for (Address one : found) {
            if (one instanceof InternetAddress address
                    && address.getAddress() != null
                    && address.getAddress().matches("[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>]+")) {
                return Optional.of(plain(address.getAddress()));
            }
        }
        return Optional.empty();
    }
}
