package io.rapport.server.demo;

import io.rapport.server.database.Sql;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;

/// A mistake of last week, told, known and made good: so that its page has something to show. In the running
/// transaction, after the customers.
final class OldMistake {
    private static final int PEOPLE = 60;

    private final JdbcTemplate jdbc;

    OldMistake(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param team whose customers it touched
    /// @param author who wrote it, by name
    /// @param approver who approved it, by name
    void write(long team, String author, String approver, Instant now) {
        Instant at = now.minus(Duration.ofDays(6));
        Long incident = jdbc.queryForObject(
                """
                insert into incident (kind, name, since, until, ways, whom, state, author, created, submitted, approved,
                                      approved_by, telling, told, resolved, published)
                select 'MISTAKE', 'Bills that named the wrong day', ?, ?, '{MAIL,CALL}',
                       jsonb_build_object('everybody', false, 'teams', jsonb_build_array(?), 'languages', '[]'::jsonb),
                       'RESOLVED', w.id, ?, ?, ?, a.id, ?, ?, ?, ? from account w, account a where w.name = ? and a.name = ?
                returning id
                """,
                Long.class,
                Sql.time(at.minus(Duration.ofHours(20))),
                Sql.time(at.plus(Duration.ofDays(4))),
                team,
                Sql.time(at.minus(Duration.ofMinutes(50))),
                Sql.time(at.minus(Duration.ofMinutes(30))),
                Sql.time(at.minus(Duration.ofMinutes(10))),
                Sql.time(at),
                Sql.time(at.plus(Duration.ofMinutes(2))),
                Sql.time(at.plus(Duration.ofDays(4))),
                Sql.time(at),
                author,
                approver);
        jdbc.update("""
                insert into incident_text (incident, language, happened, doing) values
                (?, 'en', 'Last Sunday we sent sixty bills that asked for payment by the 1st. The right day is the 30th.',
                 'The right bill is in your account since Monday. Nobody pays a fee, and each of you gets 5 pounds back.'),
                (?, 'es', 'El domingo pasado enviamos sesenta facturas que pedían el pago antes del día 1. El día correcto es el 30.',
                 'La factura correcta está en su cuenta desde el lunes. Nadie paga recargo, y a cada uno le devolvemos 5 libras.')
                """, incident, incident);
        Long notice = jdbc.queryForObject("""
                insert into campaign (kind, incident, name, is_update, state, author, created, approved, approved_by, begun, ended)
                select 'INCIDENT', i.id, i.name, false, 'DONE', i.author, i.created, i.approved, i.approved_by, i.telling, i.told
                  from incident i where i.id = ? returning id
                """, Long.class, incident);
        jdbc.update("""
                insert into campaign_text (campaign, language, subject, words) values
                (?, 'en', 'Your bill named the wrong day', E'Hello {first name},\\n\\nthe bill that we sent you on Sunday named the wrong day. We are sorry. You have until the 30th, and 5 pounds come back to you with the next bill.'),
                (?, 'es', 'Su factura llevaba un día equivocado', E'Hola, {nombre}:\\n\\nla factura que le enviamos el domingo llevaba un día equivocado. Lo sentimos. Tiene hasta el día 30, y le devolvemos 5 libras en la próxima factura.')
                """, notice, notice);
        jdbc.update("""
                insert into touched (incident, customer, told, told_how, known, known_how)
                select ?, id, ?, 'MAIL', case when n % 4 > 0 then ?::timestamptz end, case when n % 4 > 0 then 'PAGE' end
                  from (select id, row_number() over (order by id) as n from customer
                         where home_team = ? and not mystery order by id limit ?) c
                """, incident, Sql.time(at), Sql.time(at.plus(Duration.ofHours(3))), team, PEOPLE);
        jdbc.update("""
                insert into campaign_attempt (campaign, customer, way, language, state, changed)
                select ?, customer, 'MAIL', 'en', 'ACCEPTED', told from touched where incident = ?
                """, notice, incident);
        jdbc.update("""
                insert into opinion (incident, customer, fits, words, how, at)
                select ?, customer, n < 3, (array['Thank you for telling me before I noticed.', 'Fine with me.',
                       'I would rather have heard on Sunday.'])[n], 'OPINION', ?
                  from (select customer, row_number() over (order by customer) as n from touched where incident = ?) t where n <= 3
                """, incident, Sql.time(at.plus(Duration.ofHours(5))), incident);
        jdbc.update("""
                insert into make_good (incident, customer, what, amount_cents, currency, state, proposed_by, proposed,
                                       approved_by, approved, done_by, done, proof, arrived, arrived_how)
                select i.id, t.customer, 'A credit on the next bill', 500, 'GBP', 'ARRIVED', i.author, i.telling,
                       i.approved_by, i.telling, i.author, i.told, 'CR-' || (2000 + t.customer), i.resolved, 'PROOF'
                  from incident i join touched t on t.incident = i.id where i.id = ?
                """, incident);
    }
}
