package io.rapport.server.email.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.server.channel.Nature;
import io.rapport.server.email.Corpora;
import io.rapport.server.email.mime.Bounds;
import io.rapport.server.email.mime.Mail;
import io.rapport.server.email.mime.MailParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicBouncesTest {

    private final MailParser parser = new MailParser(Bounds.DEFAULT);
    private final MachineMail machines = new MachineMail(parser);

    /// Where a table of expectations is named (`-Dbounces.expected=file`: name, tab, `status|reply|reason|hard;…`),
    /// the agreement is measured against it.
    @Test
    void real_bounces_are_seen_as_reports_with_a_recipient() throws Exception {
        Optional<Path> folder = Corpora.mail("sisimai");
        assumeTrue(folder.isPresent(), "no folder of public bounces beside the repository");
        Map<String, String> expected = new HashMap<>();
        String table = System.getProperty("bounces.expected", "");
        if (!table.isEmpty()) {
            for (String line : Files.readAllLines(Path.of(table))) {
                expected.put(line.substring(0, line.indexOf('\t')), line.substring(line.indexOf('\t') + 1));
            }
        }
        List<Path> files = Corpora.files(folder.get());
        int seen = 0;
        int named = 0;
        int agreed = 0;
        int withId = 0;
        for (Path file : files) {
            Mail mail = parser.parse(Corpora.read(file));
            Nature nature = machines.nature(
                    mail,
                    Optional.of(mail.headers().get("return-path").replaceAll("[<> ]", ""))
                            .filter(_ -> mail.headers().has("return-path")));
            String name = file.getFileName().toString();
            String reason = "-";
            if (nature instanceof Nature.Bounce bounce) {
                seen++;
                reason = bounce.reason();
                named += bounce.recipient().isPresent() ? 1 : 0;
                withId += bounce.messageId().isPresent() ? 1 : 0;
            } else if (nature instanceof Nature.Automatic) {
                seen++;
                reason = "vacation";
            }
            String want = expected.getOrDefault(name, "");
            boolean same = want.contains("|" + reason + "|");
            agreed += same ? 1 : 0;
            if (!want.isEmpty() && !same) {
                System.out.println("DIFFERS\t" + name + "\t" + reason + "\t" + want + "\t" + nature);
            } else if (nature instanceof Nature.Bounce bounce
                    && bounce.recipient().isEmpty()) {
                System.out.println("NORCPT\t" + name + "\t" + nature);
            }
        }
        System.out.printf(
                "public bounces: %d files, %d seen as a machine's, %d with a recipient, %d with a Message-ID, %d reasons agree%n",
                files.size(), seen, named, withId, agreed);
        assertThat(seen).isGreaterThan(files.size() * 95 / 100);
    }
}
