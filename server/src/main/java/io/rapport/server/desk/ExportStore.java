package io.rapport.server.desk;

import io.rapport.server.vocabulary.CustomerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                select jsonb_build_object('id', id, 'record', customer, 'about', about, 'sales', sales, 'state', state,
                       'opened', opened, 'closed', closed, 'closedWhy', closed_why)
                  from matter where customer = any (?) order by opened, id
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
    }

    private final JdbcTemplate jdbc;

    ExportStore(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
    }

    /// Writes one JSON object with a list for each kind of thing. In a transaction: only so are rows fetched in
    /// portions,
    /// and all seen at one time.
    void write(List<CustomerId> records, String head, Writer out) {
        try {
            out.write("{\n" + head);
            for (Map.Entry<String, String> section : SECTIONS.entrySet()) {
                out.write(",\n\"" + section.getKey() + "\": [");
                rows(section.getValue(), records, out);
                out.write("\n]");
            }
            out.write("\n}\n");
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void rows(String sql, List<CustomerId> records, Writer out) {
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
                (Object) DeskStore.numbers(records));
    }
}
