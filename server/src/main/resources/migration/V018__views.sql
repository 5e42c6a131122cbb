-- promise: put aside by its owner until a moment before its deadline.
alter table promise add column aside_until timestamptz,
    -- Since when: what the customer writes after it brings it back.
    add column aside_at timestamptz;

-- Lists of promises are read in the order (deadline, id), a page at a time. Only the first and the last of these
-- indexes are entered by every promise; the others hold the few that their list shows.
create index promise_open on promise (deadline, id) include (team, owner) where state = 'OPEN';
create index promise_worry on promise (deadline, id) where state = 'OPEN' and risk <> 'CALM';
create index promise_ours on promise (deadline, id) where state = 'OPEN' and kind <> 'ANSWER';
create index promise_call_first on promise (deadline, id) where state = 'OPEN' and (kind = 'CALL_BACK' or knocks > 1);
create index promise_aside on promise (aside_until) where state = 'OPEN' and aside_until is not null;
create index promise_words on promise using gin (to_tsvector('words', what)) where state = 'OPEN';

create or replace view promise_line as
select p.id, coalesce(c.circle, p.customer) as customer, p.matter, p.kind, p.what, p.made_at, p.deadline, p.state, p.risk,
       p.owner, p.helper, p.team, p.channel, p.proven, coalesce(j.knocks, p.knocks) as knocks,
       coalesce(j.doors, cardinality(p.knock_doors)) as doors, coalesce(j.since, p.knock_since) as knock_since, p.ended,
       s.name as customer_name, o.name as organisation, m.about, m.sales,
       k.agent as known_by,
       h.id as hand_over, h.from_agent, h.to_agent, h.asked, h.promised, h.tried,
       p.customer as record, p.aside_until
  from promise p
  join customer c on c.id = p.customer
  join customer s on s.id = coalesce(c.circle, c.id)
  join matter m on m.id = p.matter
  left join organisation o on o.id = s.organisation
  left join customer claimed on claimed.id = c.claims
  left join lateral (select a.agent from acquaintance a where a.customer = p.customer
                      order by a.talks desc, a.last desc limit 1) k on true
  left join hand_over h on h.promise = p.id and h.state = 'OFFERED'
  left join lateral (
       select (sum(q.knocks) filter (where coalesce(d.n, 1) = 1))::int as knocks,
              count(distinct d.door)::int as doors, min(q.knock_since) as since
         from customer r
         join promise q on q.customer = r.id and q.state = 'OPEN' and q.kind = 'ANSWER'
                       and q.made_at between p.made_at - interval '72 hours' and p.made_at + interval '72 hours'
         left join lateral unnest(q.knock_doors) with ordinality as d (door, n) on true
        where p.state = 'OPEN' and p.kind = 'ANSWER'
          and (c.circle is not null or c.claims is not null or exists (select from customer x where x.claims = c.id))
          and (r.id = coalesce(claimed.circle, c.claims, c.circle, c.id)
               or r.circle = coalesce(claimed.circle, c.claims, c.circle, c.id)
               or r.claims = coalesce(claimed.circle, c.claims, c.circle, c.id))) j on j.knocks is not null;

-- desk: filters of the list of promises under a name, for one agent or for their whole team.
create table saved_view (
    id      bigint generated always as identity primary key,
    agent   bigint not null references agent,
    team    bigint not null references team,
    shared  boolean not null,
    name    text not null,
    filters jsonb not null,
    place   int not null
);
create index saved_view_agent on saved_view (agent);
create index saved_view_team on saved_view (team) where shared;
