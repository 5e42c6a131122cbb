package io.rapport.server.demo;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Fate;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// What waits when the demo opens: some mails of this morning, which come in by the way that every mail takes, and one
/// promise of an agent's from before.
final class Morning {
    private static final int MAILS = 5;

    private final Inbox inbox;
    private final Promises promises;
    private final TransactionTemplate transaction;

    Morning(Inbox inbox, Promises promises, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.promises = promises;
        this.transaction = transaction;
    }

    /// @param people customers of one team, at least as many as there are mails
    /// @param agent of their team, who promised one of them something
    void begin(List<Past> people, DoorId door, AgentId agent, Instant now) {
        for (int i = 0; i < MAILS; i++) {
            Past past = people.get(i);
            Story story = Story.ALL.get(i);
            Taken taken = inbox.take(mail(past, story, door, i, now));
            if (i == 2 && taken.fate() instanceof Fate.OpenedMatter(var matter)) {
                taken.customer().ifPresent(customer -> promise(past, customer, matter, story, agent, now));
            }
        }
    }

    private static Arrival mail(Past past, Story story, DoorId door, int number, Instant now) {
        String text = "Hello,\n\n" + story.question() + "\n\n" + past.firstName();
        String raw = "From: " + past.name() + " <" + past.email() + ">\r\nSubject: " + story.subject() + "\r\n\r\n"
                + text.replace("\n", "\r\n");
        return new Arrival(
                Channel.MAIL,
                door,
                "morning-" + number,
                Optional.empty(),
                now,
                raw.getBytes(StandardCharsets.UTF_8),
                ContactPoint.email(past.email())
                        .map(address -> new Sender(address, past.name(), Sender.Proof.UNKNOWN, Optional.empty())),
                new Nature.Written(),
                Content.words(story.subject(), text),
                List.of("support@" + DemoCompany.DOMAIN),
                List.of(),
                Optional.empty());
    }

    private void promise(Past past, CustomerId customer, MatterId matter, Story story, AgentId agent, Instant now) {
        Promises.Draft draft = new Promises.Draft(
                customer,
                matter,
                past.team(),
                Promised.Kind.SAID,
                story.promised(),
                now.plus(Duration.ofDays(3)),
                Optional.of(agent),
                Optional.of(agent),
                Optional.empty(),
                true);
        transaction.executeWithoutResult(status -> promises.make(draft, Channel.MAIL, Optional.of(agent), now));
    }
}
