package io.rapport.server.erasure;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Wipes every word of a person out of the tables, in their order: what names their records by way of others goes
/// before
/// those others. A test looks through all columns of all tables for what this forgets.
final class Wiping {
    static final String NOBODY = "Erased person";

    /// Each takes the numbers of the person's records, as often as it asks for them.
    private static final List<String> STATEMENTS = List.of(
            // Where nothing goes that is sent to many: a digest stays, so that nothing does.
            """
            update suppression set value = null where value in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?))
            """,
            // What they sent that was taken for junk, and what came back for what we sent.
            """
            update inbound set raw = null, raw_blob = null, message_id = null, fate_detail = '', key = 'erased-' || id
             where id in (select j.inbound from junk j where lower(j.sender) in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?)))
            """,
            """
            update junk set sender = '', name = '', subject = '', text = '' where lower(sender) in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?))
            """,
            """
            update inbound set raw = null, raw_blob = null, message_id = null, fate_detail = '', key = 'erased-' || id
             where customer = any (?) or interaction in (select id from interaction where customer = any (?))
                or outbound in (select id from outbound where customer = any (?))
            """,
            // Files, also of what is still being written.
            "delete from attachment where interaction in (select id from interaction where customer = any (?))",
            """
            delete from attachment where interaction is null
               and id in (select unnest(attachments) from draft where customer = any (?))
            """,
            "delete from draft where customer = any (?)",
            // What was said.
            """
            update interaction_content set address = '', address_name = '', reply_to = null, subject = '', text = '',
                   quoted = '', html = null, fields = null
             where interaction in (select id from interaction where customer = any (?))
            """,
            "update interaction set contact_point = null where customer = any (?)",
            """
            update outbound set recipient = '', recipient_name = '', in_reply_to = '{}', html = null, detail = '', quoted = '',
                   promised_what = null, next_attempt_at = null, undo_until = null,
                   state = case when state in ('WAITING', 'SCHEDULED', 'HELD', 'QUEUED', 'DEFERRED', 'SENDING') then 'CANCELLED' else state end
             where customer = any (?)
            """,
            "update note set text = '' where customer = any (?)",
            "update matter set about = '', about_key = '' where customer = any (?)",
            "update promise set what = '', ended_why = null where customer = any (?)",
            """
            update hand_over set asked = '', promised = '', tried = '', dont_ask = '', mood = '', next_step = '', reason = null,
                   state = case when state = 'OFFERED' then 'WITHDRAWN' else state end
             where customer = any (?)
            """,
            // What we asked each other about them, and whom it should tell.
            "update answer set text = '' where question in (select id from question where customer = any (?))",
            """
            update question set text = '', settled = coalesce(settled, now()), settled_by = coalesce(settled_by, agent)
             where customer = any (?)
            """,
            "delete from pointer where customer = any (?)",
            // What was recorded.
            "delete from call_passed where call in (select id from call where customer = any (?))",
            "delete from recording where customer = any (?)",
            // How they said it was: what they chose is still counted.
            "update ask set token_hash = null, contact_point = null where customer = any (?)",
            "update vote set comment = '' where customer = any (?)",
            "update vote_change set comment = '' where ask in (select id from ask where customer = any (?))",
            "delete from vote_click where ask in (select id from ask where customer = any (?))",
            // By which they would be recognised.
            "delete from message_id where customer = any (?)",
            "delete from receipt where customer = any (?)",
            "delete from call_link where customer = any (?)",
            """
            update call_permission set contact_point = null, purpose = '', withdrawn = coalesce(withdrawn, now())
             where customer = any (?)
            """,
            "update call_back set contact_point = null where customer = any (?)",
            "delete from search_entry where customer = any (?)",
            """
            delete from chat_visitor where customer = any (?) or address in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?))
            """,
            // What was read from another system and not taken yet. What tells that it was taken stays: a digest.
            """
            delete from move_in_thing t where (t.kind = 'MESSAGE' and exists (
                   select from move_in_thing c where c.move_in = t.move_in and c.kind = 'THREAD' and c.ref = t.thread
                      and (c.address in (select p.value from customer_contact_point l
                                           join contact_point p on p.id = l.contact_point where l.customer = any (?))
                        or exists (select from move_in_thing w where w.move_in = c.move_in and w.kind = 'PERSON'
                              and w.ref = (c.body::jsonb ->> 'person') and w.address in (
                                  select p.value from customer_contact_point l
                                    join contact_point p on p.id = l.contact_point where l.customer = any (?))))))
            """,
            """
            delete from move_in_thing t where t.kind = 'THREAD' and (t.address in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?))
                or exists (select from move_in_thing w where w.move_in = t.move_in and w.kind = 'PERSON'
                      and w.ref = (t.body::jsonb ->> 'person') and w.address in (
                          select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                           where l.customer = any (?))))
            """,
            """
            delete from move_in_thing where address in (
                   select p.value from customer_contact_point l join contact_point p on p.id = l.contact_point
                    where l.customer = any (?))
            """,
            "update import_row set before = null, after = null where customer = any (?)",
            "update home_move set whys = '{}', details = '{}', tell = false where customer = any (?)",
            // What touched them: that it did is counted, and what was made good.
            "update incident_listed set given = '', customer = null where customer = any (?)",
            "update opinion set words = '' where customer = any (?)",
            "update campaign_attempt set contact_point = null, domain = '', detail = '' where customer = any (?)",
            """
            update campaign_attempt set state = 'STOPPED' where customer = any (?) and state = 'WAITING'
            """,
            "update incident_call set state = 'DONE' where customer = any (?)",
            "update make_good set proof = null where customer = any (?)",
            "delete from customer_agreement where customer = any (?)",
            "delete from customer_quiet where customer = any (?)",
            "delete from not_one_person where one = any (?) or other = any (?)",
            "update customer set claims = null where claims = any (?)");

    private final BundlingTemplate jdbc;

    Wiping(BundlingTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void wipe(List<CustomerId> records, Instant now) {
        Long[] ids = ErasureStore.numbers(records);
        List<Long> points = Sql.longs(jdbc, """
                select contact_point from customer_contact_point where customer = any (?)
                union select contact_point from removed_contact_point where customer = any (?)
                """, ids, ids);
        List<Long> organisations = Sql.longs(
                jdbc,
                "select distinct organisation from customer where id = any (?) and organisation is not null",
                (Object) ids);
        // Answers that programs may ask for again are sealed, so nobody can look for a person in them.
        jdbc.update("update idempotency_key set answer = null where answer is not null");
        for (String statement : STATEMENTS) {
            List<Object> arguments = new ArrayList<>();
            statement.chars().filter(c -> c == '?').forEach(c -> arguments.add(ids));
            jdbc.update(statement, arguments.toArray());
        }
        jdbc.update("delete from customer_contact_point where customer = any (?)", (Object) ids);
        jdbc.update("delete from removed_contact_point where customer = any (?)", (Object) ids);
        jdbc.update("""
                delete from contact_point p where p.id = any (?)
                   and not exists (select from customer_contact_point l where l.contact_point = p.id)
                   and not exists (select from removed_contact_point l where l.contact_point = p.id)
                """, (Object) points.toArray(Long[]::new));
        jdbc.update("""
                update customer set name = ?, organisation = null, place = null, best_time = null, claims = null,
                       language = 'en', home_detail = '', erased = ? where id = any (?)
                """, NOBODY, Sql.time(now), ids);
        forgetOrganisations(organisations.toArray(Long[]::new));
    }

    /// A household of one, or a company of which we knew nobody else, is as good as their name.
    private void forgetOrganisations(Long[] organisations) {
        List<Long> empty = Sql.longs(jdbc, """
                select o.id from organisation o where o.id = any (?)
                   and not exists (select from customer c where c.organisation = o.id)
                """, (Object) organisations);
        Long[] ids = empty.toArray(Long[]::new);
        jdbc.update("delete from organisation_fact where organisation = any (?)", (Object) ids);
        jdbc.update("delete from organisation_external_id where organisation = any (?)", (Object) ids);
        jdbc.update("delete from organisation where id = any (?)", (Object) ids);
    }
}
