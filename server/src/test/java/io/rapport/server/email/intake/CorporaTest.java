package io.rapport.server.email.intake;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.Corpora;
import io.rapport.server.email.TestDoors;
import io.rapport.server.email.mime.Bounds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CorporaTest {

    private final MailTranslator translator = new MailTranslator(Bounds.DEFAULT);

    @Test
    void every_public_mail_becomes_an_arrival() {
        Optional<Path> folder = Corpora.mail("");
        assumeTrue(folder.isPresent(), "no folder of public mail beside the repository");
        List<Path> files = Corpora.files(folder.get());
        TreeMap<String, Integer> natures = new TreeMap<>();
        int withoutSender = 0;
        int withoutWords = 0;
        for (Path file : files) {
            Arrival arrival = arrival(Corpora.read(file));
            natures.merge(arrival.nature().getClass().getSimpleName(), 1, Integer::sum);
            if (arrival.nature() instanceof Nature.Unreadable unreadable
                    && unreadable.why().contains("failed")) {
                fail(file + " " + unreadable.why());
            }
            if (arrival.nature() instanceof Nature.Unreadable == false) {
                withoutSender += arrival.sender().isEmpty() ? 1 : 0;
                boolean silent = arrival.content().text().isBlank()
                        && arrival.content().attachments().isEmpty()
                        && arrival.content().quoted().isBlank();
                withoutWords += silent ? 1 : 0;
                if (Boolean.getBoolean("corpora.list")) {
                    System.out.println(folder.get().relativize(file) + " | "
                            + arrival.sender().map(s -> s.address().value()).orElse("-")
                            + " | " + arrival.content().subject() + " | "
                            + arrival.content().text().length() + " | "
                            + arrival.content().attachments().stream()
                                    .map(a -> a.name() + ":" + a.bytes().length)
                                    .toList()
                            + " | " + arrival.nature());
                }
            }
        }
        System.out.printf(
                "public mail: %d files taken, %s, %d without a sender, %d without words or files%n",
                files.size(), natures, withoutSender, withoutWords);
    }

    private Arrival arrival(byte[] raw) {
        Envelope envelope =
                new Envelope(TestDoors.mail(1, "help@brightline.example"), Instant.EPOCH, Optional.empty(), List.of());
        return translator.translate(raw, translator.parse(raw), envelope, Sender.Proof.UNKNOWN, Optional.empty());
    }
}
