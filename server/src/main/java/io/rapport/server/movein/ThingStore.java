package io.rapport.server.movein;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What was read and stands aside, and the digests of what has been taken.
final class ThingStore {
    static final int MOST_MESSAGES = 5_000;

    private final BundlingTemplate jdbc;
    private final JsonMapper json;

    ThingStore(BundlingTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What stood under the same number is replaced.
    void add(long moveIn, Thing thing, String address, Optional<BlobId> blob) {
        @Nullable String thread = thing instanceof Thing.Message message ? message.thread() : null;
        jdbc.later(
                """
                insert into move_in_thing (move_in, kind, ref, thread, address, body, blob) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (move_in, kind, ref) do update set thread = excluded.thread, address = excluded.address,
                   body = excluded.body, blob = excluded.blob
                """,
                moveIn,
                kind(thing),
                thing.ref(),
                thread,
                address.isBlank() ? null : address.strip().toLowerCase(Locale.ROOT),
                json.writeValueAsString(thing),
                blob.map(BlobId::value).orElse(null));
    }

    private static String kind(Thing thing) {
        return switch (thing) {
            case Thing.Person _ -> "PERSON";
            case Thing.Conversation _ -> "THREAD";
            case Thing.Message _ -> "MESSAGE";
        };
    }

    boolean hasMessage(long moveIn, String ref) {
        return !Sql.longs(
                        jdbc,
                        "select 1 from move_in_thing where move_in = ? and kind = 'MESSAGE' and ref = ?",
                        moveIn,
                        ref)
                .isEmpty();
    }

    int count(long moveIn, String kind) {
        Integer count = jdbc.queryForObject(
                "select count(*) from move_in_thing where move_in = ? and kind = ?", Integer.class, moveIn, kind);
        return count == null ? 0 : count;
    }

    /// Threads of messages whose own conversation was not among what was read, with how many there are of each.
    Map<String, Integer> orphans(long moveIn) {
        Map<String, Integer> orphans = new HashMap<>();
        jdbc.query(
                """
                select m.thread, count(*) as n from move_in_thing m where m.move_in = ? and m.kind = 'MESSAGE'
                   and not exists (select from move_in_thing t
                                    where t.move_in = m.move_in and t.kind = 'THREAD' and t.ref = m.thread)
                 group by m.thread
                """,
                row -> {
                    orphans.put(row.getString("thread"), row.getInt("n"));
                },
                moveIn);
        return orphans;
    }

    /// Drops what was read of a conversation in place of its messages, where these have come too.
    ///
    /// @param stopgap with which the numbers of such messages begin
    void dropNeedless(long moveIn, String stopgap) {
        jdbc.update("""
                delete from move_in_thing d where d.move_in = ? and d.kind = 'MESSAGE' and d.ref = ? || d.thread
                   and exists (select from move_in_thing m
                                where m.move_in = d.move_in and m.kind = 'MESSAGE' and m.thread = d.thread
                                  and m.ref <> d.ref)
                """, moveIn, stopgap);
    }

    /// People who are not staff and have no conversation.
    int idle(long moveIn) {
        return counted("""
                select count(*) from move_in_thing p
                 where p.move_in = ? and p.kind = 'PERSON' and p.ref not like 'organisation %'
                   and p.body not like '%"standing":"STAFF"%'
                   and not exists (select from move_in_thing t where t.move_in = p.move_in and t.kind = 'THREAD'
                                      and t.body::jsonb ->> 'person' = p.ref)
                """, moveIn);
    }

    /// Files that messages name and that did not come along.
    int files(long moveIn) {
        return counted("""
                select coalesce(sum(jsonb_array_length(body::jsonb -> 'files')), 0) from move_in_thing
                 where move_in = ? and kind = 'MESSAGE' and body like '%"files":["%'
                """, moveIn);
    }

    private int counted(String sql, long moveIn) {
        Integer count = jdbc.queryForObject(sql, Integer.class, moveIn);
        return count == null ? 0 : count;
    }

    void dropThread(long moveIn, String thread) {
        jdbc.update(
                "delete from move_in_thing where move_in = ? and (kind = 'THREAD' and ref = ? or kind = 'MESSAGE' and thread = ?)",
                moveIn,
                thread,
                thread);
    }

    /// The next conversations, in a fixed order.
    List<Thing.Conversation> threads(long moveIn, int limit) {
        return jdbc.query(
                "select body from move_in_thing where move_in = ? and kind = 'THREAD' order by ref limit ?",
                (row, n) -> json.readValue(row.getString("body"), Thing.Conversation.class),
                moveIn,
                limit);
    }

    /// @param raw the mail itself, where it was one
    record Kept(Thing.Message message, Optional<BlobId> raw) {}

    /// Its messages, oldest first; of a conversation without end the first [#MOST_MESSAGES].
    List<Kept> messages(long moveIn, String thread) {
        List<Kept> kept = new ArrayList<>(jdbc.query(
                "select body, blob from move_in_thing where move_in = ? and kind = 'MESSAGE' and thread = ?"
                        + " order by body::jsonb ->> 'at', ref limit " + MOST_MESSAGES,
                (row, n) -> kept(row),
                moveIn,
                thread));
        kept.sort(java.util.Comparator.<Kept, java.time.Instant>comparing(
                        k -> k.message().at())
                .thenComparing(k -> k.message().ref()));
        return kept;
    }

    /// How many more than the first [#MOST_MESSAGES] there are.
    int beyond(long moveIn, String thread) {
        List<Long> all = Sql.longs(
                jdbc,
                "select count(*) from move_in_thing where move_in = ? and kind = 'MESSAGE' and thread = ?",
                moveIn,
                thread);
        return Math.max(0, Math.toIntExact(all.getFirst()) - MOST_MESSAGES);
    }

    private Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                json.readValue(row.getString("body"), Thing.Message.class),
                Optional.ofNullable(row.getObject("blob", UUID.class)).map(BlobId::new));
    }

    Map<String, Thing.Person> people(long moveIn, Collection<String> refs) {
        Map<String, Thing.Person> people = new HashMap<>();
        jdbc.query(
                "select ref, body from move_in_thing where move_in = ? and kind = 'PERSON' and ref = any (?)",
                row -> {
                    people.put(row.getString("ref"), json.readValue(row.getString("body"), Thing.Person.class));
                },
                moveIn,
                refs.toArray(String[]::new));
        return people;
    }

    /// The mails that stand aside, so that their bytes can be shredded with them.
    List<BlobId> blobs(long moveIn, int limit) {
        return jdbc.query(
                "select blob from move_in_thing where move_in = ? and blob is not null limit ?",
                (row, n) -> new BlobId(row.getObject("blob", UUID.class)),
                moveIn,
                limit);
    }

    List<BlobId> blobsOf(long moveIn, String thread) {
        return jdbc.query(
                "select blob from move_in_thing where move_in = ? and kind = 'MESSAGE' and thread = ? and blob is not null",
                (row, n) -> new BlobId(row.getObject("blob", UUID.class)),
                moveIn,
                thread);
    }

    void dropBlobs(List<BlobId> blobs) {
        jdbc.update("update move_in_thing set blob = null where blob = any (?)", (Object)
                blobs.stream().map(BlobId::value).toArray(UUID[]::new));
    }

    void drop(long moveIn) {
        jdbc.update("delete from move_in_thing where move_in = ?", moveIn);
    }

    /// Under a digest: whose it is, and for a conversation its matter.
    record Moved(CustomerId customer, Optional<MatterId> matter) {}

    Optional<Moved> moved(String key) {
        return jdbc
                .query(
                        "select customer, matter from moved where key = ?",
                        (row, n) -> new Moved(
                                new CustomerId(row.getLong("customer")),
                                Optional.ofNullable(Sql.numberOrNull(row, "matter"))
                                        .map(MatterId::new)),
                        key)
                .stream()
                .findFirst();
    }

    /// Which of these digests have been taken, by their places.
    List<Integer> known(List<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : jdbc.query(
                        "select k.n from unnest(?::text[]) with ordinality as k(key, n) join moved m on m.key = k.key",
                        (row, n) -> row.getInt(1) - 1,
                        (Object) keys.toArray(String[]::new));
    }

    void moved(String key, CustomerId customer, Optional<MatterId> matter) {
        jdbc.later("""
                insert into moved (key, customer, matter) values (?, ?, ?)
                on conflict (key) do update set customer = excluded.customer, matter = excluded.matter
                """, key, customer.value(), matter.map(MatterId::value).orElse(null));
    }

    /// The one record of a merged person that has this address.
    Optional<CustomerId> recordAt(ContactPoint point, CustomerId survivor) {
        return Sql.longs(jdbc, """
                        select l.customer from contact_point p join customer_contact_point l on l.contact_point = p.id
                          join customer c on c.id = l.customer and c.claims is null
                         where p.kind = ? and p.value = ? and coalesce(c.circle, c.id) = ? order by 1 limit 1
                        """, point.kind().name(), point.value(), survivor.value()).stream()
                .findFirst()
                .map(CustomerId::new);
    }

    boolean isErased(CustomerId customer) {
        return !Sql.longs(jdbc, "select id from customer where id = ? and erased is not null", customer.value())
                .isEmpty();
    }

    /// Our people by the names with which they sign in, which are mostly e-mail addresses; in lower case.
    Map<String, AgentId> agents() {
        Map<String, AgentId> agents = new HashMap<>();
        jdbc.query("select a.id, lower(c.name) as name from agent a join account c on c.id = a.account", row -> {
            agents.put(row.getString("name"), new AgentId(row.getLong("id")));
        });
        return agents;
    }
}
