package io.rapport.server.desk;

import io.rapport.server.facts.SeenBy;
import io.rapport.server.vocabulary.CustomerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/// Everything that is known about a person, row by row: no table is held in memory.
final class ExportStore {
    private static final int ROWS_AT_ONCE = 200;

    /// Each takes the numbers of the person's records and gives one column of JSON.
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("records", """
                select jsonb_build_object('id', c.id, 'name', c.name, 'organisation', o.name, 'place', c.place,
                       'language', c.language, 'prospect', c.prospect, 'bestTime', c.best_time, 'claimsToBe', c.claims,
                       'mergedInto', c.merged_into, 'homeTeam', t.name, 'since', c.created)
                  from customer c join team t on t.id = c.home_team left join organisation o on o.id = c.organisation
                 where c.id = any (?) order by c.id
                """);
        SECTIONS.put("contactPoints", """
                select jsonb_build_object('record', l.customer, 'kind', p.kind, 'value', p.value, 'proof', l.proof,
                       'since', l.since, 'removed', l.removed)
                  from (select contact_point, customer, proof, since, null::timestamptz as removed
                          from customer_contact_point
                        union all
                        select contact_point, customer, proof, since, removed from removed_contact_point) l
                  join contact_point p on p.id = l.contact_point where l.customer = any (?) order by l.since, p.id
                """);
        SECTIONS.put("knownBy", """
                select jsonb_build_object('agent', g.first_name, 'talks', a.talks, 'last', a.last)
                  from acquaintance a join agent g on g.id = a.agent where a.customer = any (?) order by a.last desc
                """);
        SECTIONS.put("matters", """
                select jsonb_build_object('id', m.id, 'record', customer, 'about', about, 'sales', sales, 'state', state,
                       'opened', opened, 'closed', closed, 'closedWhy', closed_why, 'reason', r.name)
                  from matter m left join matter_reason a on a.matter = m.id left join reason r on r.id = a.reason
                 where customer = any (?) order by opened, m.id
                """);
        SECTIONS.put("interactions", """
                select jsonb_build_object('id', i.id, 'record', i.customer, 'matter', i.matter, 'channel', i.channel,
                       'direction', i.direction, 'automatic', i.automatic, 'proof', i.proof, 'at', i.at,
                       'address', x.address, 'addressName', x.address_name, 'subject', x.subject, 'text', x.text,
                       'quoted', x.quoted, 'html', x.html, 'fields', x.fields, 'by', g.first_name,
                       'files', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type,
                                        'bytes', f.bytes) order by f.id), '[]') from attachment f where f.interaction = i.id))
                  from interaction i left join interaction_content x on x.interaction = i.id
                  left join agent g on g.id = i.agent where i.customer = any (?) order by i.at, i.id
                """);
        SECTIONS.put("notes", """
                select jsonb_build_object('record', n.customer, 'matter', n.matter, 'text', n.text, 'at', n.at,
                       'by', g.first_name)
                  from note n join agent g on g.id = n.agent where n.customer = any (?) order by n.at, n.id
                """);
        SECTIONS.put("promises", """
                select jsonb_build_object('record', p.customer, 'matter', p.matter, 'kind', p.kind, 'what', p.what,
                       'made', p.made_at, 'deadline', p.deadline, 'state', p.state, 'ended', p.ended,
                       'endedWhy', p.ended_why, 'owner', g.first_name)
                  from promise p left join agent g on g.id = p.owner where p.customer = any (?) order by p.made_at, p.id
                """);
        SECTIONS.put("handOvers", """
                select jsonb_build_object('from', f.first_name, 'to', t.first_name, 'asked', h.asked,
                       'promised', h.promised, 'tried', h.tried, 'dontAsk', h.dont_ask, 'mood', h.mood,
                       'nextStep', h.next_step, 'state', h.state, 'reason', h.reason, 'at', h.at)
                  from hand_over h join agent f on f.id = h.from_agent join agent t on t.id = h.to_agent
                 where h.customer = any (?) order by h.at, h.id
                """);
        SECTIONS.put("questions", """
                select jsonb_build_object('record', q.customer, 'by', g.first_name, 'text', q.text, 'at', q.at,
                       'answers', (select coalesce(jsonb_agg(jsonb_build_object('by', b.first_name, 'text', a.text,
                                          'at', a.at) order by a.at, a.id), '[]')
                                     from answer a join agent b on b.id = a.agent where a.question = q.id))
                  from question q join agent g on g.id = q.agent where q.customer = any (?) order by q.at, q.id
                """);
        SECTIONS.put("externalIds", """
                select jsonb_build_object('record', customer, 'system', system, 'value', value, 'since', since)
                  from customer_external_id where customer = any (?) order by system, value
                """);
        SECTIONS.put("facts", """
                select jsonb_build_object('record', v.customer, 'field', f.key, 'name', f.name, 'value', v.value,
                       'changed', v.changed)
                  from customer_fact v join fact_field f on f.id = v.field
                 where v.customer = any (?) and f.seen_by = any (?) order by f.place, v.customer
                """);
        SECTIONS.put("organisationFacts", """
                select jsonb_build_object('organisation', o.name, 'field', f.key, 'name', f.name, 'value', v.value)
                  from organisation_fact v join fact_field f on f.id = v.field
                  join organisation o on o.id = v.organisation
                 where o.id in (select organisation from customer where id = any (?)) and f.seen_by = any (?)
                 order by f.place
                """);
        SECTIONS.put("agreements", """
                select jsonb_build_object('record', a.customer, 'kind', a.kind, 'how', a.how, 'since', a.since,
                       'by', g.first_name, 'withdrawn', a.withdrawn)
                  from customer_agreement a left join agent g on g.id = a.agent
                 where a.customer = any (?) order by a.since, a.id
                """);
        SECTIONS.put("callPermissions", """
                select jsonb_build_object('record', p.customer, 'purpose', p.purpose, 'through', p.through,
                       'wording', p.wording, 'number', n.value, 'from', p.window_from, 'to', p.window_to,
                       'given', p.given, 'expires', p.expires, 'withdrawn', p.withdrawn)
                  from call_permission p left join contact_point n on n.id = p.contact_point
                 where p.customer = any (?) order by p.given, p.id
                """);
        SECTIONS.put("callAttempts", """
                select jsonb_build_object('record', a.customer, 'at', a.at, 'outcome', a.outcome, 'by', g.first_name,
                       'from', a.window_from, 'to', a.window_to)
                  from call_attempt a join agent g on g.id = a.agent
                 where a.customer = any (?) order by a.at, a.id
                """);
        SECTIONS.put("quietHours", """
                select jsonb_build_object('record', customer, 'zone', zone, 'slots', slots)
                  from customer_quiet where customer = any (?) order by customer
                """);
        SECTIONS.put("drafts", """
                select jsonb_build_object('record', d.customer, 'kind', d.kind, 'text', d.text, 'promises', d.promised_what,
                       'by', g.first_name, 'at', d.at)
                  from draft d join agent g on g.id = d.agent where d.customer = any (?) order by d.at
                """);
        SECTIONS.put("calls", """
                select jsonb_build_object('record', c.customer, 'interaction', c.interaction, 'direction', c.direction,
                       'state', c.state, 'by', g.first_name, 'began', c.began, 'answered', c.answered, 'ended', c.ended,
                       'putThroughTo', p.number, 'cameOfIt', d.name)
                  from call c left join agent g on g.id = c.agent
                  left join call_passed p on p.call = c.id
                  left join call_disposition s on s.interaction = c.interaction
                  left join disposition d on d.id = s.disposition where c.customer = any (?) order by c.began, c.id
                """);
        SECTIONS.put("votes", """
                select jsonb_build_object('record', a.customer, 'matter', a.matter, 'survey', s.name, 'asked', a.asked,
                       'by', a.channel, 'how', a.how,
                       'answers', (select coalesce(jsonb_agg(jsonb_build_object('answer', c.answer, 'scale', s.question,
                                          'hadToSayItAgain', c.again, 'comment', c.comment, 'at', c.at) order by c.id), '[]')
                                     from vote_change c where c.ask = a.id))
                  from ask a join survey s on s.id = a.survey where a.customer = any (?) order by a.asked, a.id
                """);
        SECTIONS.put("incidents", """
                select jsonb_build_object('record', t.customer, 'kind', i.kind, 'name', i.name, 'told', t.told,
                       'toldHow', t.told_how, 'known', t.known, 'knownHow', t.known_how, 'fits', o.fits, 'opinion', o.words,
                       'said', o.at)
                  from touched t join incident i on i.id = t.incident
                  left join opinion o on o.incident = t.incident and o.customer = t.customer
                 where t.customer = any (?) and i.state <> 'DRAFT' order by i.id
                """);
        SECTIONS.put("makeGoods", """
                select jsonb_build_object('record', m.customer, 'what', m.what, 'amountCents', m.amount_cents,
                       'currency', m.currency, 'state', m.state, 'proposed', m.proposed, 'done', m.done, 'proof', m.proof,
                       'arrived', m.arrived)
                  from make_good m where m.customer = any (?) order by m.id
                """);
        SECTIONS.put("suppressions", """
                select jsonb_build_object('address', s.value, 'why', s.why, 'since', s.since)
                  from suppression s join contact_point p on p.kind = s.kind and p.value = s.value
                  join customer_contact_point l on l.contact_point = p.id
                 where l.customer = any (?) order by s.since
                """);
        SECTIONS.put("standingPromises", """
                select jsonb_build_object('record', k.customer, 'promise', s.words, 'amountCents', s.amount_cents,
                       'currency', s.currency, 'kept', k.kept, 'at', k.at)
                  from standing_case k join standing_promise s on s.id = k.standing_promise
                 where k.customer = any (?) order by k.at, k.key
                """);
        SECTIONS.put("hellos", """
                select jsonb_build_object('record', customer, 'offered', offered, 'ended', ended, 'spoken', spoken)
                  from hello where customer = any (?) order by offered
                """);
        SECTIONS.put("chats", """
                select jsonb_build_object('record', customer, 'address', address, 'answerTo', answer_to, 'since', created,
                       'last', last_at)
                  from chat_visitor where customer = any (?) order by created
                """);
    }

    private final JdbcTemplate jdbc;

    ExportStore(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
    }

    /// Writes one JSON object with a list for each kind of thing. In a transaction: only so are rows
    /// fetched in portions, and all seen at one time.
    ///
    /// @param seen circles whose fields the one who exports may see
    void write(List<CustomerId> records, List<SeenBy> seen, String head, Writer out) {
        try {
            out.write("{\n" + head);
            for (Map.Entry<String, String> section : SECTIONS.entrySet()) {
                out.write(",\n\"" + section.getKey() + "\": [");
                rows(section.getValue(), records, seen, out);
                out.write("\n]");
            }
            out.write("\n}\n");
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// A file that came or went, or the bytes of a mail as they arrived.
    ///
    /// @param path in the export
    /// @param blob where the bytes are, if they are not here
    record Bytes(String path, byte[] inline, Optional<UUID> blob) {}

    /// One after the other: what is large is in the vault, and only named here.
    void files(List<CustomerId> records, Consumer<Bytes> consumer) {
        jdbc.query(
                """
                select a.id, a.name, a.inline_data, a.blob from attachment a
                  left join interaction i on i.id = a.interaction
                 where i.customer = any (?) or (a.interaction is null
                       and a.id in (select unnest(attachments) from draft where customer = any (?))) order by a.id
                """,
                row -> {
                    consumer.accept(bytes(row, "files/" + row.getLong("id") + "-" + plain(row.getString("name"))));
                },
                DeskStore.numbers(records),
                DeskStore.numbers(records));
        jdbc.query(
                """
                select coalesce(n.interaction, 0) as interaction, n.id, n.raw as inline_data, n.raw_blob as blob from inbound n
                 where n.customer = any (?) and (n.raw is not null or n.raw_blob is not null) order by n.id
                """,
                row -> {
                    consumer.accept(bytes(
                            row, "originals/" + row.getLong("id") + "-message-" + row.getLong("interaction") + ".eml"));
                },
                (Object) DeskStore.numbers(records));
    }

    private static Bytes bytes(ResultSet row, String path) throws SQLException {
        byte[] inline = row.getBytes("inline_data");
        return new Bytes(
                path, inline == null ? new byte[0] : inline, Optional.ofNullable(row.getObject("blob", UUID.class)));
    }

    /// A name that stays inside of its folder.
    private static String plain(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._ -]+", "_").replaceAll("^[. ]+", "_");
        return safe.isBlank() ? "file" : safe;
    }

    private void rows(String sql, List<CustomerId> records, List<SeenBy> seen, Writer out) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(DeskStore.numbers(records));
        if (sql.contains("seen_by = any (?)")) {
            arguments.add(seen.stream().map(Enum::name).toArray(String[]::new));
        }
        String[] comma = {"\n"};
        jdbc.query(
                sql,
                row -> {
                    try {
                        out.write(comma[0] + row.getString(1));
                        comma[0] = ",\n";
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                },
                arguments.toArray());
    }
}
