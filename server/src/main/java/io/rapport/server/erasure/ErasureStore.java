package io.rapport.server.erasure;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vault.BlobId;
import io.rapport.server.vocabulary.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Which erasures wait.
final class ErasureStore {
    private static final int AT_ONCE = 20;

    /// What the preview counts, each by the numbers of the person's records.
    private static final Map<String, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put("addresses", "select count(*) from customer_contact_point where customer = any (?)");
        COUNTED.put("messages", "select count(*) from interaction where customer = any (?)");
        COUNTED.put("files", """
                select count(*) from attachment a join interaction i on i.id = a.interaction where i.customer = any (?)
                """);
        COUNTED.put("notes", "select count(*) from note where customer = any (?)");
        COUNTED.put("matters", "select count(*) from matter where customer = any (?)");
        COUNTED.put("promises", "select count(*) from promise where customer = any (?)");
        COUNTED.put("openPromises", "select count(*) from promise where customer = any (?) and state = 'OPEN'");
        COUNTED.put("drafts", "select count(*) from draft where customer = any (?)");
        COUNTED.put("facts", """
                select (select count(*) from customer_fact where customer = any (p.ids))
                     + (select count(*) from customer_external_id where customer = any (p.ids))
                  from (select ?::bigint[] as ids) p
                """);
        COUNTED.put("claimants", "select count(*) from customer where claims = any (?)");
    }

    private final BundlingTemplate jdbc;

    ErasureStore(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, Integer> count(List<CustomerId> records) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        COUNTED.forEach((what, sql) -> {
            Integer count = jdbc.queryForObject(sql, Integer.class, (Object) numbers(records));
            counts.put(what, count == null ? 0 : count);
        });
        return counts;
    }

    Optional<Erasure> waiting(List<CustomerId> records) {
        return jdbc
                .query(
                        "select * from erasure where customer = any (?) and state = 'WAITING' order by due limit 1",
                        (row, n) -> erasure(row),
                        (Object) numbers(records))
                .stream()
                .findFirst();
    }

    List<Erasure> due(Instant now) {
        return jdbc.query(
                "select * from erasure where state = 'WAITING' and due <= ? order by due limit " + AT_ONCE,
                (row, n) -> erasure(row),
                Sql.time(now));
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getLong("id"),
                new CustomerId(row.getLong("customer")),
                Erasure.Reason.valueOf(row.getString("reason")),
                row.getLong("account"),
                Sql.instant(row, "asked"),
                Sql.instant(row, "due"));
    }

    /// @return whether none waited yet
    boolean ask(CustomerId customer, Erasure.Reason reason, long account, Instant asked, Instant due) {
        return jdbc.update("""
                        insert into erasure (customer, reason, account, asked, due, state) values (?, ?, ?, ?, ?, 'WAITING')
                        on conflict do nothing
                        """, customer.value(), reason.name(), account, Sql.time(asked), Sql.time(due)) == 1;
    }

    boolean end(long id, String state, Instant now) {
        return jdbc.update(
                        "update erasure set state = ?, ended = ? where id = ? and state = 'WAITING'",
                        state,
                        Sql.time(now),
                        id)
                == 1;
    }

    boolean isErased(CustomerId customer) {
        return !Sql.longs(jdbc, "select id from customer where id = ? and erased is not null", customer.value())
                .isEmpty();
    }

    /// The blobs of all that they sent, were sent, and are being written.
    List<BlobId> blobs(List<CustomerId> records) {
        return jdbc.query(
                """
                select a.blob from attachment a join interaction i on i.id = a.interaction
                 where i.customer = any (?) and a.blob is not null
                union
                select a.blob from draft d join attachment a on a.id = any (d.attachments)
                 where d.customer = any (?) and a.interaction is null and a.blob is not null
                union
                select n.raw_blob from inbound n
                 where n.raw_blob is not null
                   and (n.customer = any (?)
                        or n.interaction in (select id from interaction where customer = any (?))
                        or n.outbound in (select id from outbound where customer = any (?))
                        or n.id in (select j.inbound from junk j where lower(j.sender) in (
                                    select c.value from customer_contact_point l join contact_point c on c.id = l.contact_point
                                     where l.customer = any (?))))
                union
                select p.blob from recording_part p join recording r on r.id = p.recording where r.customer = any (?)
                union
                select m.blob from move_in_thing m join move_in_thing t
                    on t.move_in = m.move_in and t.kind = 'THREAD' and t.ref = m.thread
                 where m.kind = 'MESSAGE' and m.blob is not null and t.address in (
                       select c.value from customer_contact_point l join contact_point c on c.id = l.contact_point
                        where l.customer = any (?))
                """, (row, n) -> new BlobId(row.getObject("blob", UUID.class)), repeated(numbers(records), 8));
    }

    private static Object[] repeated(Long[] numbers, int times) {
        Object[] all = new Object[times];
        java.util.Arrays.fill(all, numbers);
        return all;
    }

    static Long[] numbers(List<CustomerId> records) {
        return records.stream().map(CustomerId::value).toArray(Long[]::new);
    }
}
