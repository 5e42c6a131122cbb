package io.rapport.server.insight;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Where the rows of each [Source] come from, as SQL: read by [FigureStore] alone, once for numbers and
/// once for lists. Others' tables are only read here.
final class CaseRows {
    private CaseRows() {}

    /// Where the rows of a source come from. Each has what slices are cut by, and `answer`, `face_before`
    /// and `seconds` for the list.
    private static final Map<Source, String> ROWS = new EnumMap<>(Source.class);

    static {
        ROWS.put(Source.ASKS, """
                select a.id, a.customer, a.matter, a.team, r.reason, a.channel, a.survey, a.series, a.asked as at,
                       s.question, a.how, a.delivered is not null as delivered, a.clicked, v.again, v.excluded,
                       v.answer, null::smallint as face_before, null::float8 as seconds
                  from ask a
                  join survey s on s.id = a.survey and s.series = a.series
                  left join vote v on v.ask = a.id
                  left join matter_reason r on r.matter = a.matter
                """);
        ROWS.put(Source.ASKED_AGAIN, """
                select a.id, a.customer, a.matter, a.team, r.reason, a.channel, a.survey, a.series, a.asked as at,
                       v.answer as face_after, v.answer, f.answer as face_before, null::float8 as seconds
                  from ask a
                  join survey s on s.id = a.survey and s.series = a.series and s.question = 'FACES'
                  join ask b on b.id = a.again_of and b.survey = a.survey
                  join vote v on v.ask = a.id and v.excluded is null
                  join lateral (select c.answer from vote_change c where c.ask = b.id order by c.id limit 1) f on true
                  left join matter_reason r on r.matter = a.matter
                 where a.again_of is not null
                """);
        ROWS.put(Source.CALL_BACKS, """
                select c.promise as id, c.customer, p.matter, c.team, r.reason, p.channel, null::bigint as survey,
                       c.asked as at, f.at as first_at, f.outcome as first_outcome,
                       f.at >= coalesce(f.window_from, c.first_from)
                           and f.at < coalesce(f.window_to, c.first_to) as first_in_window,
                       exists (select from call_move m where m.promise = c.promise and m.why = 'REPLANNED'
                                  and (f.at is null or m.at <= f.at)) as replanned,
                       exists (select from call_move m where m.promise = c.promise and m.why = 'REPLANNED'
                                  and (f.at is null or m.at <= f.at) and m.told and m.at < m.old_to) as warned,
                       c.window_to <= :now as window_over, p.state <> 'OPEN' as ended,
                       p.state = 'RELEASED' and p.ended < c.window_to as released,
                       t.attempts, t.reached_by, t.reached_at, t.reached_at <= :now - interval '7 days' as week_over,
                       exists (select from interaction i where i.matter = p.matter and i.direction = 'INBOUND'
                                  and i.at > t.reached_at and i.at <= t.reached_at + interval '7 days') as came_back,
                       null::smallint as answer, null::smallint as face_before,
                       null::float8 as seconds
                  from call_back c
                  join promise p on p.id = c.promise
                  left join matter_reason r on r.matter = p.matter
                  left join lateral (select a.at, a.outcome, a.window_from, a.window_to from call_attempt a
                                      where a.promise = c.promise order by a.id limit 1) f on true
                  left join lateral (
                       select count(*) as attempts, min(k.n) filter (where k.outcome = 'REACHED') as reached_by,
                              min(k.at) filter (where k.outcome = 'REACHED') as reached_at
                         from (select a.at, a.outcome, row_number() over (order by a.id) as n from call_attempt a
                                where a.promise = c.promise) k) t on true
                """);
        ROWS.put(Source.RED_FACES, """
                select a.id, a.customer, a.matter, a.team, r.reason, a.channel, a.survey, a.series, a.asked as at,
                       v.answer, f.answer as face_before, extract(epoch from t.at - f.at)::float8 as seconds
                  from ask a
                  join survey s on s.id = a.survey and s.series = a.series and s.question = 'FACES'
                  join vote v on v.ask = a.id and v.excluded is null
                             and v.question = 'FACES' and (v.answer = 1 or v.changed > v.confirmed)
                  join lateral (select c.answer, c.at from vote_change c where c.ask = a.id order by c.id limit 1) f
                    on f.answer = 1
                  left join lateral (select min(k.at) as at from call_attempt k join promise p on p.id = k.promise
                                      where k.customer = a.customer and k.at >= f.at
                                        and (p.id = v.promise or p.matter = a.matter)) t on true
                  left join matter_reason r on r.matter = a.matter
                """);
    }

    /// A query; it asks for the time as `:now`.
    static String of(Source source) {
        return Objects.requireNonNull(ROWS.get(source));
    }
}
