package io.rapport.server.channel;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that ever went out, and what became of it.
final class OutboundStore {
    private final BundlingTemplate jdbc;
    private final Journal journal;

    OutboundStore(BundlingTemplate jdbc, Journal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    record Row(
            long id,
            Channel channel,
            DoorId door,
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            String messageId,
            String fromName,
            String replyAddress,
            String recipient,
            String recipientName,
            List<String> inReplyTo,
            Optional<String> html,
            boolean automatic,
            OutboundState state,
            int attempts,
            Instant written,
            Optional<String> promisedWhat,
            Optional<Instant> promisedBy,
            Optional<Instant> undoUntil,
            Optional<Instant> sendAt,
            String signature,
            String quoted,
            boolean many,
            Optional<String> unsubscribe) {}

    /// A message to be sent; complete but for its number.
    record Draft(
            String key,
            Channel channel,
            DoorId door,
            CustomerId customer,
            InteractionId interaction,
            Optional<MatterId> matter,
            String messageId,
            String fromName,
            String replyAddress,
            String recipient,
            String recipientName,
            List<String> inReplyTo,
            Optional<String> html,
            boolean automatic,
            OutboundState state,
            Instant nextAttempt,
            Optional<String> promisedWhat,
            Optional<Instant> promisedBy,
            Optional<Instant> undoUntil,
            Optional<Instant> sendAt,
            Foot foot) {}

    /// What stands under the words in the mail that leaves.
    ///
    /// @param signature empty: nobody signs
    /// @param quoted what it answers, as mail programs quote; empty: nothing
    record Foot(String signature, String quoted) {
        static final Foot NONE = new Foot("", "");
    }

    long insert(Draft draft, Instant now) {
        Long id = jdbc.queryForObject(
                """
                insert into outbound (key, channel, door, customer, interaction, matter, message_id, from_name,
                                      reply_address, recipient, recipient_name, in_reply_to, html, automatic, state,
                                      next_attempt_at, promised_what, promised_by, undo_until, send_at, signature, quoted, written,
                                      changed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                draft.key(),
                draft.channel().name(),
                draft.door().value(),
                draft.customer().value(),
                draft.interaction().value(),
                draft.matter().map(MatterId::value).orElse(null),
                draft.messageId(),
                draft.fromName(),
                draft.replyAddress(),
                draft.recipient(),
                draft.recipientName(),
                draft.inReplyTo().toArray(String[]::new),
                draft.html().orElse(null),
                draft.automatic(),
                draft.state().name(),
                Sql.time(draft.nextAttempt()),
                draft.promisedWhat().orElse(null),
                Sql.timeOrNull(draft.promisedBy().orElse(null)),
                Sql.timeOrNull(draft.undoUntil().orElse(null)),
                Sql.timeOrNull(draft.sendAt().orElse(null)),
                draft.foot().signature(),
                draft.foot().quoted(),
                Sql.time(now),
                Sql.time(now));
        return Objects.requireNonNull(id);
    }

    Optional<Row> byKey(String key) {
        return one("select * from outbound where key = ?", key);
    }

    Optional<Row> byMessageId(String messageId) {
        return one("select * from outbound where message_id = ?", messageId);
    }

    Optional<Row> byInteraction(InteractionId interaction) {
        return one("select * from outbound where interaction = ?", interaction.value());
    }

    Optional<Row> byId(long id) {
        return one("select * from outbound where id = ?", id);
    }

    /// The last message of a matter, to that address if it is known.
    Optional<Row> lastTo(MatterId matter, Optional<String> recipient) {
        return recipient.isPresent()
                ? one(
                        "select * from outbound where matter = ? and recipient = lower(?) order by id desc limit 1",
                        matter.value(),
                        recipient.get())
                : one("select * from outbound where matter = ? order by id desc limit 1", matter.value());
    }

    /// Who of us wrote last about a matter.
    Optional<AgentId> lastWriter(MatterId matter) {
        return Sql.longs(jdbc, """
                        select agent from interaction
                         where matter = ? and direction = 'OUTBOUND' and agent is not null order by id desc limit 1
                        """, matter.value()).stream().findFirst().map(AgentId::new);
    }

    /// Who of us wrote an interaction; empty for a machine's.
    Optional<AgentId> writer(InteractionId interaction) {
        return Sql.longs(jdbc, "select agent from interaction where id = ? and agent is not null", interaction.value())
                .stream()
                .findFirst()
                .map(AgentId::new);
    }

    /// Claims messages whose time has come, for a limited time, so that another process may go on if this one
    /// dies.
    List<Row> claim(String sender, Instant now, Duration lease, int limit) {
        return jdbc.query(
                """
                update outbound set state = 'SENDING', sender = ?, sender_until = ?, attempts = attempts + 1
                 where id in (select id from outbound
                               where not many and ((state in ('QUEUED', 'DEFERRED') and next_attempt_at <= ?)
                                                or (state = 'SENDING' and sender_until < ?))
                               order by next_attempt_at limit ? for update skip locked)
                returning *
                """, (row, n) -> row(row), sender, Sql.time(now.plus(lease)), Sql.time(now), Sql.time(now), limit);
    }

    /// The same of what was sent to many and not taken at first. What its sender died with is not among it.
    List<Row> claimOfMany(String sender, Instant now, Duration lease, int limit) {
        return jdbc.query("""
                update outbound set state = 'SENDING', sender = ?, sender_until = ?, attempts = attempts + 1
                 where id in (select id from outbound where many and state = 'DEFERRED' and next_attempt_at <= ?
                               order by next_attempt_at limit ? for update skip locked)
                returning *
                """, (row, n) -> row(row), sender, Sql.time(now.plus(lease)), Sql.time(now), limit);
    }

    /// Messages to many whose sender died with them.
    List<Row> leftBehind(Instant now, int limit) {
        return jdbc.query(
                "select * from outbound where many and state = 'SENDING' and sender_until < ? order by sender_until limit ?",
                (row, n) -> row(row),
                Sql.time(now),
                limit);
    }

    /// Writes one of many that is sent at once by who makes it; its number comes from [#number].
    void insertOfMany(long id, Draft draft, Optional<String> unsubscribe, String sender, Instant until, Instant now) {
        jdbc.later(
                """
                insert into outbound (id, key, channel, door, customer, interaction, matter, message_id, from_name,
                                      reply_address, recipient, recipient_name, html, automatic, state, attempts, many,
                                      unsubscribe, sender, sender_until, written, changed)
                overriding system value
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, 'SENDING', 1, true, ?, ?, ?, ?, ?)
                """,
                id,
                draft.key(),
                draft.channel().name(),
                draft.door().value(),
                draft.customer().value(),
                draft.interaction().value(),
                draft.matter().map(MatterId::value).orElse(null),
                draft.messageId(),
                draft.fromName(),
                draft.replyAddress(),
                draft.recipient(),
                draft.recipientName(),
                draft.html().orElse(null),
                unsubscribe.orElse(null),
                sender,
                Sql.time(until),
                Sql.time(now),
                Sql.time(now));
    }

    /// The number of a message that is written later. The customer must be locked before.
    long number() {
        return jdbc.number("outbound");
    }

    /// Messages that can no longer be taken back.
    List<Row> ripe(Instant now, int limit) {
        return jdbc.query(
                "select * from outbound where state in ('WAITING', 'SCHEDULED') and next_attempt_at <= ? order by next_attempt_at limit ?",
                (row, n) -> row(row),
                Sql.time(now),
                limit);
    }

    /// When the next message is to be looked at, if any waits.
    Optional<Instant> nextTime() {
        return jdbc.query("""
                        select least((select min(case when state = 'SENDING' then sender_until else next_attempt_at end)
                                        from outbound where not many
                                         and state in ('WAITING', 'SCHEDULED', 'QUEUED', 'DEFERRED', 'SENDING')),
                                     (select min(next_attempt_at) from outbound where many and state = 'DEFERRED'),
                                     (select min(sender_until) from outbound where many and state = 'SENDING')) as next
                        """, (row, n) -> Optional.ofNullable(Sql.instantOrNull(row, "next")))
                .getFirst();
    }

    /// Moves a message on and journals it. In the caller's transaction, with the customer locked.
    ///
    /// @return whether it was in the state it was thought to be in
    boolean move(Row row, OutboundState from, OutboundState to, String detail, @Nullable Instant next, Instant now) {
        int changed =
                jdbc.update("""
                update outbound set state = ?, detail = ?, next_attempt_at = ?, sender = null, sender_until = null,
                       changed = ? where id = ? and state = ?
                """, to.name(), cut(detail), Sql.timeOrNull(next), Sql.time(now), row.id(), from.name());
        if (changed == 1) {
            journal.append(
                    row.customer(),
                    new ChannelEvent.OutboundChanged(row.id(), row.interaction(), to, row.attempts()),
                    now);
        }
        return changed == 1;
    }

    /// What is to leave later to one of these.
    List<Row> scheduled(List<CustomerId> records) {
        return jdbc.query(
                "select * from outbound where customer = any (?) and state = 'SCHEDULED' order by id",
                (row, n) -> row(row),
                (Object) records.stream().map(CustomerId::value).toArray(Long[]::new));
    }

    /// Says something else, at another moment. In the caller's transaction, with the customer locked.
    void rewrite(Row row, String text, Instant at) {
        jdbc.update(
                "update interaction_content set text = ? where interaction = ?",
                text,
                row.interaction().value());
        leavesAt(row, at);
    }

    void leavesAt(Row row, Instant at) {
        jdbc.update(
                "update outbound set send_at = ?, undo_until = ? where id = ?", Sql.time(at), Sql.time(at), row.id());
    }

    /// It counts as written when it leaves: its date is that of the moment, and so is the patience with far servers.
    void leaves(Row row, Instant now) {
        jdbc.update("update outbound set written = ? where id = ?", Sql.time(now), row.id());
    }

    /// It came back, whatever we thought of it before.
    void cameBack(Row row, String detail, Instant now) {
        jdbc.update(
                "update outbound set state = 'BOUNCED', detail = ?, changed = ?, next_attempt_at = null where id = ?",
                cut(detail),
                Sql.time(now),
                row.id());
        journal.append(
                row.customer(),
                new ChannelEvent.OutboundChanged(row.id(), row.interaction(), OutboundState.BOUNCED, row.attempts()),
                now);
    }

    void say(long id, String detail, Instant now) {
        jdbc.update("update outbound set detail = ?, changed = ? where id = ?", cut(detail), Sql.time(now), id);
    }

    /// How many automatic messages went to an address since then.
    int automaticTo(String recipient, Instant since) {
        Integer count = jdbc.queryForObject(
                "select count(*) from outbound where automatic and recipient = ? and written > ?",
                Integer.class,
                recipient,
                Sql.time(since));
        return count == null ? 0 : count;
    }

    record Words(String subject, String text) {}

    Words words(InteractionId interaction) {
        return jdbc.query(
                        "select subject, text from interaction_content where interaction = ?",
                        (row, n) -> new Words(row.getString("subject"), row.getString("text")),
                        interaction.value())
                .getFirst();
    }

    /// What was said in an interaction, quoted.
    ///
    /// @param name who said it
    String quoted(InteractionId interaction, String name) {
        return jdbc
                .query(
                        """
                        select x.text, i.at, c.language, t.zone from interaction i
                          join interaction_content x on x.interaction = i.id
                          join customer c on c.id = i.customer join team t on t.id = c.home_team
                         where i.id = ?
                        """,
                        (row, n) -> Quotation.of(
                                name,
                                Sql.instant(row, "at"),
                                row.getString("text"),
                                row.getString("language"),
                                ZoneId.of(row.getString("zone"))),
                        interaction.value())
                .stream()
                .findFirst()
                .orElse("");
    }

    List<Long> files(InteractionId interaction) {
        return Sql.longs(jdbc, "select id from attachment where interaction = ? order by id", interaction.value());
    }

    private Optional<Row> one(String sql, Object... arguments) {
        return jdbc.query(sql, (row, n) -> row(row), arguments).stream().findFirst();
    }

    private static String cut(String detail) {
        return detail.length() > 500 ? detail.substring(0, 500) : detail;
    }

    private static Row row(ResultSet row) throws SQLException {
        String[] inReplyTo = (String[]) row.getArray("in_reply_to").getArray();
        return new Row(
                row.getLong("id"),
                Channel.valueOf(row.getString("channel")),
                new DoorId(row.getLong("door")),
                new CustomerId(row.getLong("customer")),
                new InteractionId(row.getLong("interaction")),
                Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                row.getString("message_id"),
                row.getString("from_name"),
                row.getString("reply_address"),
                row.getString("recipient"),
                row.getString("recipient_name"),
                Arrays.asList(inReplyTo),
                Sql.text(row, "html"),
                row.getBoolean("automatic"),
                OutboundState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Sql.instant(row, "written"),
                Sql.text(row, "promised_what"),
                Optional.ofNullable(Sql.instantOrNull(row, "promised_by")),
                Optional.ofNullable(Sql.instantOrNull(row, "undo_until")),
                Optional.ofNullable(Sql.instantOrNull(row, "send_at")),
                row.getString("signature"),
                row.getString("quoted"),
                row.getBoolean("many"),
                Sql.text(row, "unsubscribe"));
    }
}
