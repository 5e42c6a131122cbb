package io.rapport.server.channel;

import io.rapport.server.RunningRapport;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Two doors of one installation, and the letters that people bring to them.
record Doorway(RunningRapport rapport, DoorId mail, DoorId form) {
    private static final AtomicInteger NEXT = new AtomicInteger();

    static Doorway of(RunningRapport rapport) {
        return new Doorway(
                rapport,
                rapport.door(Channel.MAIL, "support@brightline.example"),
                rapport.door(Channel.FORM, "contact"));
    }

    /// An address that nobody else has.
    static String fresh(String who) {
        return who + NEXT.incrementAndGet() + "@bakery.example";
    }

    Letter letter(String address, String subject) {
        return new Letter(
                address,
                "",
                subject,
                "Could you look, please?",
                Sender.Proof.PROVEN,
                false,
                Optional.of("m-" + NEXT.incrementAndGet()),
                List.of());
    }

    final class Letter {
        private final String address;
        private final String name;
        private final String subject;
        private final String text;
        private final Sender.Proof proof;
        private final boolean byForm;
        private final Optional<String> messageId;
        private final List<Hint> hints;

        private Letter(
                String address,
                String name,
                String subject,
                String text,
                Sender.Proof proof,
                boolean byForm,
                Optional<String> messageId,
                List<Hint> hints) {
            this.address = address;
            this.name = name;
            this.subject = subject;
            this.text = text;
            this.proof = proof;
            this.byForm = byForm;
            this.messageId = messageId;
            this.hints = hints;
        }

        Letter name(String known) {
            return new Letter(address, known, subject, text, proof, byForm, messageId, hints);
        }

        Letter says(String words) {
            return new Letter(address, name, subject, words, proof, byForm, messageId, hints);
        }

        Letter unproven() {
            return new Letter(address, name, subject, text, Sender.Proof.UNKNOWN, byForm, messageId, hints);
        }

        Letter byForm() {
            return new Letter(address, name, subject, text, Sender.Proof.UNKNOWN, true, Optional.empty(), hints);
        }

        Letter answering(String id) {
            return new Letter(address, name, subject, text, proof, byForm, messageId, List.of(new Hint.MessageId(id)));
        }

        Optional<String> messageId() {
            return messageId;
        }

        Taken taken() {
            Sender sender = new Sender(ContactPoint.email(address).orElseThrow(), name, proof, Optional.empty());
            return rapport.bean(Inbox.class)
                    .take(new Arrival(
                            byForm ? Channel.FORM : Channel.MAIL,
                            byForm ? form : mail,
                            "letter-" + NEXT.incrementAndGet(),
                            messageId,
                            Instant.now(),
                            subject.getBytes(StandardCharsets.UTF_8),
                            Optional.of(sender),
                            new Nature.Written(),
                            Content.words(subject, text),
                            List.of("support@brightline.example"),
                            hints,
                            Optional.empty()));
        }
    }
}
