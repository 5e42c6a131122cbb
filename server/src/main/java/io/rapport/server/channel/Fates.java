package io.rapport.server.channel;

import io.rapport.server.customer.Evidence;
import io.rapport.server.customer.Knock;
import io.rapport.server.customer.Met;
import io.rapport.server.database.Sql;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Team;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/// What people decide about inbounds after the fact: junk is dismissed or rescued, a message needs no answer.
/// Nothing is deleted; every change is journaled with who made it.
public final class Fates {
    private final ChannelParts parts;
    private final JdbcTemplate jdbc;

    Fates(ChannelParts parts, JdbcTemplate jdbc) {
        this.parts = parts;
        this.jdbc = jdbc;
    }

    /// One piece of junk that waits for review.
    public record JunkRow(
            long inbound,
            String sender,
            String name,
            String door,
            String subject,
            String text,
            String why,
            Instant at) {

        /// The first words, for a list.
        public String start() {
            return text.length() > 300 ? text.substring(0, 300) : text;
        }
    }

    /// Junk before a number (empty: from the newest), newest first.
    public List<JunkRow> junk(Optional<Long> before, int limit) {
        return jdbc.query(
                """
                select i.id, j.sender, j.name, d.name as door, j.subject, j.text, i.fate_detail, i.received
                  from inbound i join junk j on j.inbound = i.id join door d on d.id = i.door
                 where i.fate = 'JUNK' and i.id < ? order by i.id desc limit ?
                """,
                (row, n) -> new JunkRow(
                        row.getLong("id"),
                        row.getString("sender"),
                        row.getString("name"),
                        row.getString("door"),
                        row.getString("subject"),
                        row.getString("text"),
                        row.getString("fate_detail"),
                        Sql.instant(row, "received")),
                before.orElse(Long.MAX_VALUE),
                limit);
    }

    public int junkCount() {
        Integer count = jdbc.queryForObject("select count(*) from inbound where fate = 'JUNK'", Integer.class);
        return count == null ? 0 : count;
    }

    /// Confirms that it is junk. The bytes stay.
    ///
    /// @return how many were still undecided
    public int dismiss(List<Long> inbounds, AgentId by) {
        int dismissed = 0;
        for (long inbound : inbounds) {
            dismissed += Boolean.TRUE.equals(parts.transaction().execute(status -> decide(inbound, by))) ? 1 : 0;
        }
        return dismissed;
    }

    private boolean decide(long inbound, AgentId by) {
        int changed = jdbc.update("update inbound set fate = 'DISMISSED_JUNK' where id = ? and fate = 'JUNK'", inbound);
        if (changed == 1) {
            parts.journal()
                    .append(
                            new ChannelEvent.FateChanged(
                                    inbound, FateKind.JUNK, FateKind.DISMISSED_JUNK, Optional.of(by)),
                            parts.clock().instant());
        }
        return changed == 1;
    }

    /// It was no junk: it opens a matter as if it had just arrived, with its original bytes.
    ///
    /// @return whether it was still junk
    public boolean rescue(long inbound, AgentId by) {
        return Boolean.TRUE.equals(parts.transaction().execute(status -> {
            Optional<JunkRow> row = junk(Optional.of(inbound + 1), 1).stream()
                    .filter(r -> r.inbound() == inbound)
                    .findFirst();
            if (row.isEmpty()) {
                return false;
            }
            Instant now = parts.clock().instant();
            JunkRow junk = row.get();
            InboundStore.Row stored = parts.inbounds().byId(inbound).orElseThrow();
            Met met = parts.customers()
                    .meet(
                            new Knock(
                                    ContactPoint.email(junk.sender())
                                            .orElse(new ContactPoint(ContactPoint.Kind.HANDLE, "unknown sender")),
                                    junk.name(),
                                    Evidence.UNKNOWN,
                                    Optional.empty(),
                                    parts.doors().find(stored.door()).flatMap(Door::team),
                                    false),
                            now);
            MatterId matter = parts.matters().open(met.id(), junk.subject(), false, now);
            InteractionId interaction = parts.interactions().keep(said(junk, stored, met, matter, now));
            Team team = parts.workforce().team(met.homeTeam());
            parts.promises()
                    .make(
                            new Promises.Draft(
                                    met.id(),
                                    matter,
                                    team.id(),
                                    Promised.Kind.ANSWER,
                                    junk.subject().isBlank() ? "(no subject)" : junk.subject(),
                                    team.calendar().due(now, team.answerWithin()),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(stored.door()),
                                    false),
                            stored.channel(),
                            Optional.empty(),
                            now);
            parts.inbounds().rescued(inbound, FateKind.OPENED_MATTER, met.id(), interaction, matter.value());
            parts.journal()
                    .append(
                            met.id(),
                            new ChannelEvent.FateChanged(
                                    inbound, FateKind.JUNK, FateKind.OPENED_MATTER, Optional.of(by)),
                            now);
            return true;
        }));
    }

    private static Said said(JunkRow junk, InboundStore.Row stored, Met met, MatterId matter, Instant now) {
        return new Said(
                met.id(),
                Optional.of(matter),
                stored.channel(),
                Said.Direction.INBOUND,
                Optional.of(stored.door()),
                Optional.of(met.contactPoint()),
                Optional.empty(),
                false,
                "UNKNOWN",
                now,
                junk.sender(),
                junk.name(),
                Optional.empty(),
                junk.subject(),
                junk.text(),
                "",
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                List.of());
    }

    /// Nobody waits for an answer to this interaction: its promise to answer is released.
    ///
    /// @return whether there was such an inbound
    public boolean needsNoAnswer(InteractionId interaction, AgentId by, String reason) {
        return changeFate(interaction, by, FateKind.NEEDS_NO_ANSWER, "agent " + by + ": " + reason, reason);
    }

    /// It is junk after all.
    public boolean isJunk(InteractionId interaction, AgentId by) {
        return changeFate(interaction, by, FateKind.DISMISSED_JUNK, "agent " + by, "junk");
    }

    private boolean changeFate(InteractionId interaction, AgentId by, FateKind to, String detail, String why) {
        Optional<InboundStore.Row> known = parts.inbounds().byInteraction(interaction);
        if (known.isEmpty() || known.get().customer().isEmpty()) {
            return false;
        }
        parts.transaction().executeWithoutResult(status -> {
            InboundStore.Row row = known.get();
            parts.customers().lock(row.customer().orElseThrow());
            Instant now = parts.clock().instant();
            parts.inbounds().fate(row.id(), to, detail.length() > 300 ? detail.substring(0, 300) : detail);
            parts.journal()
                    .append(
                            row.customer().orElseThrow(),
                            new ChannelEvent.FateChanged(row.id(), row.fate(), to, Optional.of(by)),
                            now);
            row.matter().ifPresent(matter -> settle(matter, by, why, now));
        });
        return true;
    }

    private void settle(MatterId matter, AgentId by, String why, Instant now) {
        parts.promises().openAnswers(matter).forEach(p -> parts.promises().release(p, Optional.of(by), why, now));
        boolean nothingOwed = parts.promises().openOf(matter).isEmpty();
        boolean open = parts.matters()
                .find(matter)
                .filter(m -> m.state() == Matter.State.OPEN)
                .isPresent();
        if (nothingOwed && open) {
            parts.matters().close(matter, InteractionEvent.MatterClosed.Why.NO_ANSWER_NEEDED, Optional.of(by), now);
        }
    }

    /// The original bytes of an interaction that came in.
    public Optional<byte[]> raw(InteractionId interaction) {
        return parts.inbounds()
                .byInteraction(interaction)
                .flatMap(row -> parts.inbounds().raw(row.id()))
                .map(raw -> raw.blob()
                        .map(blob -> parts.vault().read(new BlobId(blob)))
                        .orElse(raw.inline()));
    }
}
