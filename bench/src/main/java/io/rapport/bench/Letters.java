package io.rapport.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The load: 60 % mails by new senders, 30 % that belong to an earlier one, 10 % odd ones. Each carries its
/// number in `X-Bench-Id`; who sent what is remembered, so that afterwards a mail filed with another customer
/// is found.
final class Letters {
    static final String DOMAIN = "brightline.example";

    /// By this name our relay signs what it found out about a sender.
    static final String OUR_RELAY = "mx.brightline.example";

    private static final int FAMILIES = 20;
    private static final int BODY = 7_000;
    private static final int FILE = 300_000;

    /// Larger odd ones would lie in the vault, where the ledger does not read their number.
    private static final int MAX_ODD = 60_000;

    /// One of a household that shares an address.
    record Relative(String address, String name) {}

    private final List<Letter> proven = new ArrayList<>();
    private boolean households;
    private final Random random;
    private final List<Letter> written = new ArrayList<>();
    private final List<Letter> askers = new ArrayList<>();
    private final List<byte[]> odd;

    /// @param sender of the envelope and the From field; empty where an odd mail brings its own
    /// @param person whose mail it is: all mails of one person must be filed with one customer, and with
    ///     nobody else's
    record Letter(int id, String sender, String person, String messageId, byte[] bytes) {}

    Letters(long seed, Path material) throws IOException {
        this.random = new Random(seed);
        this.odd = material(material);
    }

    /// Odd mails by others where they are at hand, else of our own making.
    private static List<byte[]> material(Path folder) throws IOException {
        List<byte[]> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    String name = file.getFileName().toString();
                    if ((name.endsWith(".eml") || name.endsWith(".msg")) && Files.size(file) < MAX_ODD) {
                        found.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            found.add("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nno end"
                    .getBytes(StandardCharsets.US_ASCII));
            found.add("Subject: =?utf-8?q?=FF=FE?=\r\n\r\n\u00ff\u00fe".getBytes(StandardCharsets.ISO_8859_1));
            found.add("no header at all\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    int oddOnes() {
        return odd.size();
    }

    Letter next() {
        int id = written.size() + 1;
        int dice = random.nextInt(100);
        Letter letter = dice < 60 || written.size() < 20 ? fromNew(id) : dice < 90 ? again(id) : odd(id);
        written.add(letter);
        boolean onlyThemselves = letter.sender().equals(letter.person());
        // A proven address without its proof would be somebody who claims to be them.
        if (onlyThemselves && !letter.sender().endsWith("@proven.example")) {
            askers.add(letter);
        }
        return letter;
    }

    private Letter fromNew(int id) {
        String sender = "person" + id + "@new" + random.nextInt(400) + ".example";
        return compose(id, sender, sender, "Question " + id, "");
    }

    /// Somebody writes again who is nobody but themselves; while there is nobody such, somebody new.
    private Letter again(int id) {
        if (askers.isEmpty()) {
            return fromNew(id);
        }
        Letter earlier = askers.get(random.nextInt(askers.size()));
        return compose(id, earlier.sender(), earlier.person(), "Re: Question " + earlier.id(), earlier.messageId());
    }

    /// The households that write from now on; whoever asks makes their customers.
    List<Relative> relatives() {
        households = true;
        List<Relative> relatives = new ArrayList<>();
        for (int i = 0; i < FAMILIES; i++) {
            relatives.add(relative(i, 0));
            relatives.add(relative(i, 1));
        }
        return relatives;
    }

    private static Relative relative(int family, int which) {
        return new Relative(
                "family" + family + "@home.example", (which == 0 ? "Ana" : "Ben") + " Family" + (char) ('a' + family));
    }

    /// First mails of people whose address our relay has proven; later ones may be by others who say to be them.
    List<Letter> provenOnes(int count) {
        for (int i = 0; i < count; i++) {
            Letter letter = provenBy("proven" + i + "@proven.example", "");
            written.add(letter);
            proven.add(letter);
        }
        return List.copyOf(proven);
    }

    private Letter provenBy(String sender, String inReplyTo) {
        int id = written.size() + 1;
        String found = "Authentication-Results: " + OUR_RELAY
                + ";\r\n spf=pass smtp.mailfrom=proven.example; dkim=pass header.d=proven.example\r\n";
        return compose(id, new From(sender, "Person " + sender, sender, found), "Question " + id, inReplyTo);
    }

    /// Says to be a proven customer and is not proven: our relay says that the check failed, says nothing, or somebody
    /// else says that it passed.
    private Letter spoofed(int id) {
        Letter victim = proven.get(random.nextInt(proven.size()));
        String found = switch (random.nextInt(3)) {
            case 0 ->
                "Authentication-Results: " + OUR_RELAY
                        + "; spf=fail smtp.mailfrom=proven.example; dmarc=fail header.from=proven.example\r\n";
            case 1 -> "Authentication-Results: mx.elsewhere.example; dkim=pass header.d=proven.example\r\n";
            default -> "";
        };
        From from = new From(victim.sender(), "Person " + victim.sender(), "claims " + victim.sender(), found);
        return compose(id, from, "Re: Question " + victim.id(), random.nextBoolean() ? victim.messageId() : "");
    }

    private Letter household(int id) {
        Relative relative = relative(random.nextInt(FAMILIES), random.nextInt(2));
        return compose(
                id,
                new From(relative.address(), relative.name(), relative.address() + " " + relative.name(), ""),
                "From home " + id,
                "");
    }

    private Letter odd(int id) {
        int kind = random.nextInt(8);
        if (kind >= 6 && !proven.isEmpty()) {
            return kind == 6 ? spoofed(id) : provenAgain(id);
        }
        if (kind == 5 && households) {
            return household(id);
        }
        return switch (kind % 4) {
            case 0 -> raw(id, odd.get(random.nextInt(odd.size())));
            case 1 -> {
                // An office: one address, several people.
                String office = "info@office" + random.nextInt(20) + ".example";
                yield compose(id, office, office, "From the office " + id, "");
            }
            case 2 -> {
                // A stranger who answers a mail of somebody else's (forwarded to them): a match across customers.
                Letter other = written.get(random.nextInt(written.size()));
                String stranger = "stranger" + id + "@elsewhere.example";
                String subject = (random.nextBoolean() ? "Fwd: Question " : "Re: Question ") + other.id();
                yield compose(id, stranger, stranger, subject, other.messageId());
            }
            default -> fromNew(id);
        };
    }

    private Letter raw(int id, byte[] mail) {
        byte[] head = ("X-Bench-Id: " + id + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + mail.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(mail, 0, whole, head.length, mail.length);
        return new Letter(id, "", "odd" + id, "", whole);
    }

    private Letter provenAgain(int id) {
        Letter earlier = proven.get(random.nextInt(proven.size()));
        return provenBy(earlier.sender(), earlier.messageId());
    }

    /// Who a mail says it is from.
    ///
    /// @param trace what carriers wrote on top
    private record From(String address, String name, String person, String trace) {}

    private Letter compose(int id, String sender, String person, String subject, String inReplyTo) {
        return compose(id, new From(sender, "Person " + id, person, ""), subject, inReplyTo);
    }

    private Letter compose(int id, From from, String subject, String inReplyTo) {
        String messageId = "bench." + id + "." + Long.toHexString(random.nextLong()) + "@customer.example";
        StringBuilder mail = new StringBuilder(BODY + 500);
        mail.append(from.trace());
        mail.append("X-Bench-Id: ").append(id);
        mail.append("\r\nFrom: \"").append(from.name()).append("\" <").append(from.address());
        mail.append(">\r\nTo: support@").append(DOMAIN).append("\r\nSubject: ").append(subject);
        mail.append("\r\nMessage-ID: <").append(messageId).append(">\r\n");
        if (!inReplyTo.isEmpty()) {
            mail.append("In-Reply-To: <")
                    .append(inReplyTo)
                    .append(">\r\nReferences: <")
                    .append(inReplyTo)
                    .append(">\r\n");
        }
        boolean withFile = random.nextInt(20) == 0;
        mail.append("MIME-Version: 1.0\r\n");
        if (withFile) {
            mail.append("Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n");
        }
        mail.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
        int end = mail.length() + 500 + random.nextInt(2 * BODY);
        while (mail.length() < end) {
            mail.append("the line to the house falls over in the afternoon, word ")
                    .append(random.nextInt(1_000_000));
            mail.append("\r\n");
        }
        if (withFile) {
            byte[] file = new byte[FILE * 3 / 4];
            random.nextBytes(file);
            mail.append("\r\n--part\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n")
                    .append("Content-Disposition: attachment; filename=plan.pdf\r\n\r\n")
                    .append(java.util.Base64.getMimeEncoder().encodeToString(file))
                    .append("\r\n--part--\r\n");
        }
        return new Letter(
                id, from.address(), from.person(), messageId, mail.toString().getBytes(StandardCharsets.UTF_8));
    }
}
