package io.rapport.server.demo;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.channel.FateKind;
import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.database.Sql;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Subjects;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes the demo company's past in bulk: the same rows and events that its mails would have left, set by set.
/// Only ever runs on an empty installation.
final class DemoStore {
    private static final String DOMAIN = "@" + DemoCompany.DOMAIN;

    private final JdbcTemplate jdbc;
    private final Journal journal;

    DemoStore(JdbcTemplate jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    /// In the running transaction.
    void write(List<Past> pasts) {
        new Batch(pasts).write();
    }

    /// Makes organisations, with four people each out of those who are not among the first hundred.
    void organise(List<String> names) {
        for (int n = 0; n < names.size(); n++) {
            jdbc.update("""
                    with o as (insert into organisation (name) values (?) returning id)
                    update customer set organisation = o.id from o
                     where customer.id in (select id from customer order by id offset ? limit 4)
                    """, names.get(n), 100 + 7 * n);
        }
    }

    /// Numbers set aside for rows of one table.
    private Iterator<Long> numbers(String table, int count) {
        return Sql.longs(
                        jdbc,
                        "select nextval(pg_get_serial_sequence(?, 'id')) from generate_series(1, ?)",
                        table,
                        count)
                .iterator();
    }

    /// Some customers whose rows go in together.
    private final class Batch {
        private final List<Past> pasts;
        private final Iterator<Long> customerIds;
        private final Iterator<Long> pointIds;
        private final Iterator<Long> matterIds;
        private final Iterator<Long> interactionIds;
        private final Iterator<Long> promiseIds;
        private final Iterator<Long> inboundIds;

        private final CopyRows customers = new CopyRows("customer (id, name, home_team, place, created)");
        private final CopyRows points = new CopyRows("contact_point (id, kind, value)");
        private final CopyRows links = new CopyRows("customer_contact_point (contact_point, customer, proof, since)");
        private final CopyRows acquaintances = new CopyRows("acquaintance (customer, agent, talks, last)");
        private final CopyRows matters = new CopyRows(
                "matter (id, customer, about, about_key, sales, state, opened, closed, closed_why, last_at)");
        private final CopyRows interactions = new CopyRows(
                "interaction (id, customer, matter, channel, direction, door, contact_point, agent, proof, at)");
        private final CopyRows contents =
                new CopyRows("interaction_content (interaction, address, address_name, subject, text)");
        private final CopyRows inbounds =
                new CopyRows("inbound (id, key, channel, door, received, customer, interaction,"
                        + " fate, fate_detail, matter, raw, raw_bytes, message_id)");
        private final CopyRows outbounds = new CopyRows("outbound (key, channel, door, customer, interaction, matter,"
                + " message_id, from_name, reply_address, recipient, recipient_name, automatic, state, attempts,"
                + " written, changed)");
        private final CopyRows promises =
                new CopyRows("promise (id, customer, matter, team, kind, what, channel, made_at,"
                        + " made_by, deadline, state, risk, owner, ended, ended_by, ended_why)");

        Batch(List<Past> pasts) {
            this.pasts = pasts;
            List<Past.Affair> affairs =
                    pasts.stream().flatMap(p -> p.affairs().stream()).toList();
            customerIds = numbers("customer", pasts.size());
            pointIds = numbers("contact_point", pasts.size());
            matterIds = numbers("matter", affairs.size());
            interactionIds = numbers("interaction", 4 * affairs.size());
            promiseIds = numbers("promise", 2 * affairs.size());
            inboundIds = numbers("inbound", 2 * affairs.size());
        }

        void write() {
            pasts.forEach(this::customer);
            List.of(
                            customers,
                            points,
                            links,
                            acquaintances,
                            matters,
                            interactions,
                            contents,
                            inbounds,
                            outbounds,
                            promises)
                    .forEach(rows -> rows.copy(jdbc));
        }

        private void customer(Past past) {
            CustomerId id = new CustomerId(customerIds.next());
            long point = pointIds.next();
            customers.add(id, past.name(), past.team(), past.place(), past.since());
            points.add(point, "EMAIL", past.email());
            links.add(point, id, "SEEN", past.since());
            journal.append(id, new CustomerEvent.CustomerMet(id, past.team(), Optional.empty()), past.since());
            past.affairs().forEach(affair -> new Told(past, id, point, affair).tell());
            talks(past).forEach((agent, talk) -> acquaintances.add(id, agent, talk.times(), talk.last()));
        }

        private record Talk(int times, Instant last) {}

        private Map<Long, Talk> talks(Past past) {
            Map<Long, Talk> talks = new TreeMap<>();
            for (Past.Affair affair : past.affairs()) {
                talks.merge(
                        affair.agent().value(),
                        new Talk(
                                affair.done().isPresent() ? 2 : 1, affair.done().orElse(affair.answered())),
                        (a, b) -> new Talk(a.times() + b.times(), a.last().isAfter(b.last()) ? a.last() : b.last()));
            }
            return talks;
        }

        /// One affair on its way into the tables and the journal, in the order in which it happened.
        private final class Told {
            private final Past past;
            private final CustomerId customer;
            private final long point;
            private final Past.Affair affair;
            private final MatterId matter;

            Told(Past past, CustomerId customer, long point, Past.Affair affair) {
                this.past = past;
                this.customer = customer;
                this.point = point;
                this.affair = affair;
                this.matter = new MatterId(matterIds.next());
            }

            void tell() {
                Story story = affair.story();
                String why = affair.thanked().isPresent() ? "AGREED" : "SILENT";
                matters.add(
                        matter,
                        customer,
                        story.subject(),
                        Subjects.key(story.subject()),
                        false,
                        "CLOSED",
                        affair.asked(),
                        affair.closed(),
                        why,
                        affair.thanked().orElse(affair.done().orElse(affair.answered())));
                journal.append(customer, new InteractionEvent.MatterOpened(matter, false), affair.asked());
                arrived(
                        story.subject(),
                        "Hello,\n\n" + story.question() + "\n\n" + past.firstName(),
                        FateKind.OPENED_MATTER,
                        affair.asked());
                PromiseId answer = promise(Promised.Kind.ANSWER, story.subject(), affair.asked(), affair.answered());
                sent(story.answer(), affair.answered());
                journal.append(
                        customer, new PromiseEvent.PromiseKept(answer, Optional.of(affair.agent())), affair.answered());
                affair.done().ifPresent(done -> {
                    PromiseId said = promise(Promised.Kind.SAID, story.promised(), affair.answered(), done);
                    sent(upper(story.done()), done);
                    journal.append(customer, new PromiseEvent.PromiseKept(said, Optional.of(affair.agent())), done);
                });
                affair.thanked()
                        .ifPresent(at -> arrived(
                                "Re: " + story.subject(),
                                "Thank you, " + affair.agentName() + "!\n\n" + past.firstName(),
                                FateKind.NEEDS_NO_ANSWER,
                                at));
                journal.append(
                        customer,
                        new InteractionEvent.MatterClosed(
                                matter, InteractionEvent.MatterClosed.Why.valueOf(why), Optional.empty()),
                        affair.closed());
            }

            private void arrived(String subject, String text, FateKind fate, Instant at) {
                InteractionId id = interaction("INBOUND", null, subject, text, at);
                long inbound = inboundIds.next();
                String messageId =
                        "past-" + id + "@" + past.email().substring(past.email().indexOf('@') + 1);
                String raw = "From: " + past.firstName() + " <" + past.email() + ">\r\nSubject: " + subject
                        + "\r\nMessage-ID: <" + messageId + ">\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                        + text.replace("\n", "\r\n") + "\r\n";
                byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
                boolean opened = fate == FateKind.OPENED_MATTER;
                inbounds.add(
                        inbound,
                        "past-" + inbound,
                        "MAIL",
                        affair.door(),
                        at,
                        customer,
                        id,
                        fate,
                        opened ? "" : "rule: thanks",
                        opened ? matter : null,
                        "\\x" + HexFormat.of().formatHex(bytes),
                        bytes.length,
                        messageId);
                journal.append(
                        customer, new InteractionEvent.InteractionArrived(id, Optional.of(matter), Channel.MAIL), at);
                journal.append(
                        customer,
                        new ChannelEvent.InboundTaken(
                                inbound,
                                affair.door(),
                                fate,
                                opened ? Optional.of(matter) : Optional.empty(),
                                Optional.of(id),
                                Optional.empty()),
                        at);
            }

            private void sent(String words, Instant at) {
                String subject = "Re: " + affair.story().subject();
                String text = "Hello " + past.firstName() + ",\n\n" + words + "\n\n" + affair.agentName();
                InteractionId id = interaction("OUTBOUND", affair.agent().value(), subject, text, at);
                outbounds.add(
                        "past-" + id,
                        "MAIL",
                        affair.door(),
                        customer,
                        id,
                        matter,
                        "m.past-" + id + DOMAIN,
                        affair.agentName(),
                        "support" + DOMAIN,
                        past.email(),
                        past.name(),
                        false,
                        "ACCEPTED",
                        1,
                        at,
                        at);
                journal.append(
                        customer,
                        new InteractionEvent.InteractionSent(
                                id, Optional.of(matter), Channel.MAIL, Optional.of(affair.agent())),
                        at);
            }

            private InteractionId interaction(
                    String direction, @Nullable Long agent, String subject, String text, Instant at) {
                InteractionId id = new InteractionId(interactionIds.next());
                interactions.add(id, customer, matter, "MAIL", direction, affair.door(), point, agent, "PROVEN", at);
                contents.add(id, past.email(), past.name(), subject, text);
                return id;
            }

            /// A promise that was kept an hour before it was due.
            private PromiseId promise(Promised.Kind kind, String what, Instant made, Instant kept) {
                PromiseId id = new PromiseId(promiseIds.next());
                Instant deadline = kept.plusSeconds(3_600);
                boolean said = kind == Promised.Kind.SAID;
                promises.add(
                        id,
                        customer,
                        matter,
                        past.team(),
                        kind,
                        what,
                        "MAIL",
                        made,
                        said ? affair.agent() : null,
                        deadline,
                        "KEPT",
                        "CALM",
                        affair.agent(),
                        kept,
                        affair.agent(),
                        "");
                journal.append(
                        customer,
                        new PromiseEvent.PromiseMade(
                                id, matter, kind, past.team(), Optional.of(affair.agent()), deadline),
                        made);
                return id;
            }

            private static String upper(String text) {
                return Character.toUpperCase(text.charAt(0)) + text.substring(1);
            }
        }
    }
}
