package io.rapport.server.interaction;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class InteractionStore {
    private final BundlingTemplate jdbc;

    InteractionStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    InteractionId insert(Said said) {
        long id = jdbc.number("interaction");
        jdbc.later(
                """
                insert into interaction (id, customer, matter, channel, direction, door, contact_point, agent, automatic,
                                         proof, at)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                id,
                said.customer().value(),
                said.matter().map(MatterId::value).orElse(null),
                said.channel().name(),
                said.direction().name(),
                said.door().map(DoorId::value).orElse(null),
                said.contactPoint().orElse(null),
                said.agent().map(AgentId::value).orElse(null),
                said.automatic(),
                said.proof(),
                Sql.time(said.at()));
        jdbc.later(
                """
                insert into interaction_content (interaction, address, address_name, reply_to, subject, text, quoted,
                                                 html, remote_images, truncated, unreadable, fields)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                """,
                id,
                said.address(),
                said.addressName(),
                said.replyTo().orElse(null),
                said.subject(),
                said.text(),
                said.quoted(),
                said.html().orElse(null),
                said.remoteImages(),
                said.truncated(),
                said.unreadable(),
                said.fields().orElse(null));
        InteractionId interaction = new InteractionId(id);
        for (StoredFile file : said.files()) {
            jdbc.later(
                    """
                    insert into attachment (interaction, name, type, bytes, content_id, inline_data, blob)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """,
                    interaction.value(),
                    file.name(),
                    file.type(),
                    file.bytes(),
                    file.contentId().orElse(null),
                    file.blob().isPresent() ? null : file.inline(),
                    file.blob().map(BlobId::value).orElse(null));
        }
        return interaction;
    }

    boolean isInTalk(CustomerId customer, Channel channel, String address, long file) {
        return !Sql.longs(jdbc, """
                        select a.id from attachment a join interaction i on i.id = a.interaction
                          join interaction_content x on x.interaction = i.id
                         where a.id = ? and i.customer = ? and i.channel = ? and x.address = ?
                        """, file, customer.value(), channel.name(), address)
                .isEmpty();
    }

    private List<Interactions.Enclosed> enclosed(InteractionId interaction) {
        return jdbc.query(
                "select id, name, bytes from attachment where interaction = ? order by id",
                (row, n) -> new Interactions.Enclosed(row.getLong("id"), row.getString("name"), row.getLong("bytes")),
                interaction.value());
    }

    List<Interactions.Spoken> talk(CustomerId customer, Channel channel, String address, int limit) {
        return jdbc.query(
                """
                select latest.*, exists (select from attachment a where a.interaction = latest.id) as encloses from (
                    select i.id, i.direction, i.agent, i.at, x.text from interaction i
                      join interaction_content x on x.interaction = i.id
                     where i.customer = ? and i.channel = ? and x.address = ?
                     order by i.at desc, i.id desc limit ?) as latest
                 order by at, id
                """,
                (row, n) -> new Interactions.Spoken(
                        new InteractionId(row.getLong("id")),
                        Said.Direction.valueOf(row.getString("direction")),
                        Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                        row.getString("text"),
                        Sql.instant(row, "at"),
                        row.getBoolean("encloses") ? enclosed(new InteractionId(row.getLong("id"))) : List.of()),
                customer.value(),
                channel.name(),
                address,
                limit);
    }

    Optional<Long> insertNote(
            String key, CustomerId customer, Optional<MatterId> matter, AgentId agent, String text, Instant at) {
        return Sql.longs(
                        jdbc,
                        """
                        insert into note (key, customer, matter, agent, text, at) values (?, ?, ?, ?, ?, ?)
                        on conflict (key) do nothing returning id
                        """,
                        key,
                        customer.value(),
                        matter.map(MatterId::value).orElse(null),
                        agent.value(),
                        text,
                        Sql.time(at))
                .stream()
                .findFirst();
    }

    Optional<CustomerId> customerOf(InteractionId id) {
        return Sql.longs(jdbc, "select customer from interaction where id = ?", id.value()).stream()
                .findFirst()
                .map(CustomerId::new);
    }

    /// What came in by one of these records in a matter of one of those, oldest first.
    List<Crossing> crossings(List<CustomerId> records, List<CustomerId> owners) {
        return jdbc.query(
                """
                select i.id, i.customer, i.matter, i.at from interaction i join matter m on m.id = i.matter
                 where i.customer = any (?) and m.customer = any (?) and i.direction = 'INBOUND' order by i.at, i.id
                """,
                (row, n) -> new Crossing(
                        new InteractionId(row.getLong("id")),
                        new CustomerId(row.getLong("customer")),
                        new MatterId(row.getLong("matter")),
                        Sql.instant(row, "at")),
                numbers(records),
                numbers(owners));
    }

    private static Long[] numbers(List<CustomerId> customers) {
        return customers.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    void move(List<InteractionId> interactions, MatterId matter) {
        jdbc.update(
                "update interaction set matter = ? where id = any (?)",
                matter.value(),
                interactions.stream().map(InteractionId::value).toArray(Long[]::new));
    }

    boolean arrivedSince(MatterId matter, Instant since) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from interaction where matter = ? and direction = 'INBOUND' and at >= ?)",
                Boolean.class,
                matter.value(),
                Sql.time(since)));
    }

    Optional<Channel> lastChannel(MatterId matter) {
        return Sql.texts(
                        jdbc,
                        "select channel from interaction where matter = ? and not automatic and channel <> 'VOTE'"
                                + " order by at desc, id desc limit 1",
                        matter.value())
                .stream()
                .findFirst()
                .map(Channel::valueOf);
    }

    Optional<MatterId> matterOf(InteractionId id) {
        return Sql.longs(jdbc, "select matter from interaction where id = ? and matter is not null", id.value())
                .stream()
                .findFirst()
                .map(MatterId::new);
    }

    Optional<String> html(InteractionId id) {
        return Sql.texts(
                        jdbc,
                        "select html from interaction_content where interaction = ? and html is not null",
                        id.value())
                .stream()
                .findFirst();
    }

    record File(
            String name,
            String type,
            Optional<CustomerId> customer,
            Optional<AgentId> agent,
            byte[] inline,
            Optional<UUID> blob) {}

    Optional<File> file(long id) {
        return jdbc.query("""
                        select a.name, a.type, a.agent, a.inline_data, a.blob, i.customer from attachment a
                          left join interaction i on i.id = a.interaction where a.id = ?
                        """, (row, n) -> file(row), id).stream().findFirst();
    }

    private static File file(ResultSet row) throws SQLException {
        byte[] inline = row.getBytes("inline_data");
        return new File(
                row.getString("name"),
                row.getString("type"),
                Optional.ofNullable(Sql.numberOrNull(row, "customer")).map(CustomerId::new),
                Optional.ofNullable(Sql.numberOrNull(row, "agent")).map(AgentId::new),
                inline == null ? new byte[0] : inline,
                Optional.ofNullable(row.getObject("blob", UUID.class)));
    }

    Optional<Long> fileByContentId(InteractionId interaction, String contentId) {
        return Sql.longs(
                        jdbc,
                        "select id from attachment where interaction = ? and content_id = ? order by id limit 1",
                        interaction.value(),
                        contentId)
                .stream()
                .findFirst();
    }

    long insertUpload(AgentId agent, StoredFile file, Instant at) {
        Long id = jdbc.queryForObject(
                """
                insert into attachment (agent, name, type, bytes, inline_data, blob, created)
                values (?, ?, ?, ?, ?, ?, ?) returning id
                """,
                Long.class,
                agent.value(),
                file.name(),
                file.type(),
                file.bytes(),
                file.blob().isPresent() ? null : file.inline(),
                file.blob().map(BlobId::value).orElse(null),
                Sql.time(at));
        return java.util.Objects.requireNonNull(id);
    }

    boolean rename(AgentId agent, long upload, String name) {
        return jdbc.update(
                        "update attachment set name = ? where id = ? and agent = ? and interaction is null",
                        name,
                        upload,
                        agent.value())
                == 1;
    }

    List<Interactions.Upload> uploads(AgentId agent, List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select id, name, type, bytes from attachment where agent = ? and interaction is null"
                                + " and id = any (?) order by id",
                        (row, n) -> new Interactions.Upload(
                                row.getLong("id"), row.getString("name"), row.getString("type"), row.getLong("bytes")),
                        agent.value(),
                        ids.toArray(Long[]::new));
    }

    void attach(InteractionId interaction, List<Long> uploads) {
        if (!uploads.isEmpty()) {
            jdbc.update(
                    "update attachment set interaction = ? where id = any (?) and interaction is null",
                    interaction.value(),
                    uploads.toArray(Long[]::new));
        }
    }

    void detach(InteractionId interaction) {
        jdbc.update(
                "update attachment set interaction = null where interaction = ? and agent is not null",
                interaction.value());
    }

    void withdraw(InteractionId interaction) {
        jdbc.update("update interaction set matter = null where id = ?", interaction.value());
    }
}
