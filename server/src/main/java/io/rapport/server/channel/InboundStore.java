package io.rapport.server.channel;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that ever came in, and by which Message-IDs answers are recognised.
final class InboundStore {
    private final BundlingTemplate jdbc;

    InboundStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// One row of the list.
    record Row(
            long id,
            Channel channel,
            DoorId door,
            FateKind fate,
            String detail,
            Optional<CustomerId> customer,
            Optional<InteractionId> interaction,
            Optional<MatterId> matter,
            Optional<Long> outbound,
            Instant received) {}

    Optional<Row> byKey(String key) {
        return jdbc.query("select * from inbound where key = ?", (row, n) -> row(row), key).stream()
                .findFirst();
    }

    Optional<Row> byId(long id) {
        return jdbc.query("select * from inbound where id = ?", (row, n) -> row(row), id).stream()
                .findFirst();
    }

    Optional<Row> byInteraction(InteractionId id) {
        return jdbc
                .query("select * from inbound where interaction = ? limit 1", (row, n) -> row(row), id.value())
                .stream()
                .findFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                Channel.valueOf(row.getString("channel")),
                new DoorId(row.getLong("door")),
                FateKind.valueOf(row.getString("fate")),
                row.getString("fate_detail"),
                Optional.ofNullable(Sql.numberOrNull(row, "customer")).map(CustomerId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "interaction")).map(InteractionId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "matter")).map(MatterId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "outbound")),
                Sql.instant(row, "received"));
    }

    /// Adds one.
    ///
    /// When its key was taken in meanwhile, the transaction ends with a
    /// [org.springframework.dao.DuplicateKeyException].
    long insert(
            Arrival arrival,
            Fate fate,
            Optional<CustomerId> customer,
            Optional<InteractionId> interaction,
            Optional<BlobId> blob) {
        Optional<MatterId> matter = matterOf(fate);
        long id = jdbc.number("inbound");
        jdbc.later(
                """
                insert into inbound (id, key, channel, door, received, customer, interaction, fate, fate_detail, matter,
                                     outbound, raw, raw_blob, raw_bytes, message_id)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                arrival.key(),
                arrival.channel().name(),
                arrival.door().value(),
                Sql.time(arrival.receivedAt()),
                customer.map(CustomerId::value).orElse(null),
                interaction.map(InteractionId::value).orElse(null),
                FateKind.of(fate).name(),
                detail(fate),
                matter.map(MatterId::value).orElse(null),
                fate instanceof Fate.BounceOf bounce ? bounce.outbound().orElse(null) : null,
                blob.isPresent() ? null : arrival.raw(),
                blob.map(BlobId::value).orElse(null),
                (long) arrival.raw().length,
                arrival.messageId().orElse(null));
        return id;
    }

    static Optional<MatterId> matterOf(Fate fate) {
        return switch (fate) {
            case Fate.OpenedMatter(var matter) -> Optional.of(matter);
            case Fate.JoinedMatter(var matter) -> Optional.of(matter);
            case Fate.BounceOf _, Fate.AutomaticReply _, Fate.NeedsNoAnswer _, Fate.Junk _ -> Optional.empty();
        };
    }

    private static String detail(Fate fate) {
        String detail = switch (fate) {
            case Fate.NeedsNoAnswer(var by) -> by;
            case Fate.Junk(var why) -> why;
            case Fate.OpenedMatter _, Fate.JoinedMatter _, Fate.BounceOf _, Fate.AutomaticReply _ -> "";
        };
        return detail.length() > 300 ? detail.substring(0, 300) : detail;
    }

    void junk(long inbound, String sender, String name, String subject, String text) {
        jdbc.later(
                "insert into junk (inbound, sender, name, subject, text) values (?, ?, ?, ?, ?)",
                inbound,
                sender,
                name,
                subject,
                text);
    }

    /// Whether this test knock has arrived already.
    boolean hasTestKnock(long number) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select from inbound where test_knock = ?)", Boolean.class, number));
    }

    void testKnock(long inbound, long number) {
        jdbc.update("update inbound set test_knock = ? where id = ?", number, inbound);
    }

    void fate(long inbound, FateKind fate, String detail) {
        jdbc.update("update inbound set fate = ?, fate_detail = ? where id = ?", fate.name(), detail, inbound);
    }

    void rescued(long inbound, FateKind fate, CustomerId customer, InteractionId interaction, @Nullable Long matter) {
        jdbc.update(
                "update inbound set fate = ?, customer = ?, interaction = ?, matter = ? where id = ?",
                fate.name(),
                customer.value(),
                interaction.value(),
                matter,
                inbound);
    }

    record Raw(byte[] inline, Optional<UUID> blob) {}

    Optional<Raw> raw(long inbound) {
        return jdbc
                .query(
                        "select raw, raw_blob from inbound where id = ?",
                        (row, n) -> {
                            byte[] inline = row.getBytes("raw");
                            return new Raw(
                                    inline == null ? new byte[0] : inline,
                                    Optional.ofNullable(row.getObject("raw_blob", UUID.class)));
                        },
                        inbound)
                .stream()
                .findFirst();
    }

    /// Whether a customer's door-to-door knocks since then came by another door than this one.
    boolean knockedElsewhere(CustomerId customer, DoorId door, Instant now, Duration within) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from inbound where customer = ? and door <> ? and received > ? and channel <> 'VOTE')",
                Boolean.class,
                customer.value(),
                door.value(),
                Sql.time(now.minus(within))));
    }

    /// The door by which a matter's last mail came in.
    Optional<DoorId> lastMailDoor(MatterId matter) {
        return lastDoor(matter, Channel.MAIL);
    }

    /// The door by which a matter's last word on this channel came in; who calls from the page is at its chat.
    Optional<DoorId> lastDoor(MatterId matter, Channel channel) {
        return Sql.longs(jdbc, """
                        select n.door from interaction i join inbound n on n.interaction = i.id
                          join door d on d.id = n.door
                         where i.matter = ? and (n.channel = ? or n.channel in ('PHONE', 'VOICEMAIL') and d.channel = ?)
                         order by n.received desc limit 1
                        """, matter.value(), channel.name(), channel.name()).stream()
                .findFirst()
                .map(DoorId::new);
    }

    /// As whom a visitor spoke last in a matter by chat.
    Optional<String> lastChatAddress(MatterId matter) {
        return Sql.texts(jdbc, """
                        select x.address from interaction i join interaction_content x on x.interaction = i.id
                         where i.matter = ? and i.channel = 'CHAT' and i.direction = 'INBOUND'
                         order by i.at desc, i.id desc limit 1
                        """, matter.value()).stream().findFirst();
    }

    /// Whoever wrote last in a matter from an address that was proven.
    record Writer(ContactPoint address, String name, DoorId door) {}

    Optional<Writer> lastProvenWriter(MatterId matter) {
        return jdbc.query("""
                        select x.address, x.address_name, n.door
                          from interaction i
                          join interaction_content x on x.interaction = i.id
                          join inbound n on n.interaction = i.id
                         where i.matter = ? and i.direction = 'INBOUND' and i.channel = 'MAIL' and i.proof = 'PROVEN'
                         order by i.at desc, i.id desc limit 1
                        """, (row, n) -> writer(row), matter.value()).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// @param record the one of a person's records whose matter it is
    record Heard(Writer writer, MatterId matter, CustomerId record) {}

    /// Who wrote last by mail, of all that is known of a person, so that nobody else can have written it.
    Optional<Heard> lastProvenWriter(List<CustomerId> circle) {
        return jdbc
                .query(
                        """
                        select x.address, x.address_name, n.door, i.matter, i.customer
                          from interaction i
                          join interaction_content x on x.interaction = i.id
                          join inbound n on n.interaction = i.id
                         where i.customer = any (?) and i.matter is not null and i.direction = 'INBOUND'
                           and i.channel = 'MAIL' and i.proof = 'PROVEN'
                         order by i.at desc, i.id desc limit 1
                        """,
                        (row, n) -> {
                            MatterId matter = new MatterId(row.getLong("matter"));
                            CustomerId record = new CustomerId(row.getLong("customer"));
                            return writer(row).map(who -> new Heard(who, matter, record));
                        },
                        (Object) circle.stream().map(CustomerId::value).toArray(Long[]::new))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Writer> writer(ResultSet row) throws SQLException {
        String name = Sql.text(row, "address_name").orElse("");
        DoorId door = new DoorId(row.getLong("door"));
        return Sql.text(row, "address").flatMap(ContactPoint::email).map(address -> new Writer(address, name, door));
    }

    void rememberMessageId(String messageId, CustomerId customer, MatterId matter) {
        jdbc.later(
                "insert into message_id (value, customer, matter) values (?, ?, ?) on conflict do nothing",
                messageId,
                customer.value(),
                matter.value());
    }

    /// These arrivals stand in another matter now, and so does whatever answers them.
    void move(List<InteractionId> interactions, CustomerId customer, MatterId matter) {
        Long[] ids = interactions.stream().map(InteractionId::value).toArray(Long[]::new);
        jdbc.update("update inbound set matter = ? where interaction = any (?)", matter.value(), ids);
        jdbc.update("""
                insert into message_id (value, customer, matter)
                select message_id, ?, ? from inbound where interaction = any (?) and message_id is not null
                on conflict (value, customer) do update set matter = excluded.matter
                """, customer.value(), matter.value(), ids);
    }

    /// The matter of this customer in which one of the messages stands; the first of them that is known decides.
    Optional<MatterId> matterOf(CustomerId customer, List<String> messageIds) {
        return messageIds.isEmpty()
                ? Optional.empty()
                : Sql.longs(jdbc, """
                                select m.matter from unnest(?::text[]) with ordinality as h(value, n)
                                  join message_id m on m.value = h.value and m.customer = ?
                                 order by h.n limit 1
                                """, messageIds.toArray(String[]::new), customer.value()).stream()
                        .findFirst()
                        .map(MatterId::new);
    }

    /// The latest Message-IDs of a matter, oldest first: for In-Reply-To and References.
    List<String> thread(MatterId matter, int limit) {
        return Sql.texts(jdbc, """
                        select id from (
                            select message_id as id, received as at from inbound
                             where matter = ? and message_id is not null
                            union all
                            select message_id, written from outbound where matter = ? and state <> 'CANCELLED'
                            order by at desc limit ?) as latest
                         order by at
                        """, matter.value(), matter.value(), limit);
    }
}
