-- customer: several records of one person, shown and answered as one. No row of anybody moves: a record says into which
-- it was merged, and all records of one circle name the one that survives. Apart again, each has what it always had.
alter table customer add column merged_into bigint references customer, add column circle bigint references customer;
create index customer_circle on customer (circle) where circle is not null;
create index customer_merged_into on customer (merged_into) where merged_into is not null;
create index customer_claims on customer (claims) where claims is not null;

-- Two records of which somebody said that they are not one person; the smaller number stands first.
create table not_one_person (
    one   bigint not null references customer,
    other bigint not null references customer,
    agent bigint not null,
    at    timestamptz not null,
    primary key (one, other)
);

-- Rows show the survivor; `record` is whose they are. Knocks are counted over all records of a person, and with those
-- who only claim to be that person: the team sees that somebody knocks a third time, nobody outside sees anything.
create or replace view promise_line as
select p.id, coalesce(c.circle, p.customer) as customer, p.matter, p.kind, p.what, p.made_at, p.deadline, p.state, p.risk,
       p.owner, p.helper, p.team, p.channel, p.proven, coalesce(j.knocks, p.knocks) as knocks,
       coalesce(j.doors, cardinality(p.knock_doors)) as doors, coalesce(j.since, p.knock_since) as knock_since, p.ended,
       s.name as customer_name, o.name as organisation, m.about, m.sales,
       k.agent as known_by,
       h.id as hand_over, h.from_agent, h.to_agent, h.asked, h.promised, h.tried,
       p.customer as record
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

-- An interaction stands in the matter where it stands now, not where it first stood.
create or replace view timeline_line as
select t.id, t.customer, t.at, t.kind, coalesce(i.matter, t.matter) as matter, t.agent, t.interaction, t.ref, t.detail,
       i.channel, i.proof, i.automatic,
       x.address, x.address_name, x.reply_to, x.subject, x.text, x.html is not null as html, x.remote_images,
       x.truncated, x.unreadable, x.fields,
       d.name as door, n.fate, n.fate_detail,
       u.state as outbound_state, u.detail as outbound_detail, u.attempts, u.changed as outbound_changed,
       w.text as note,
       p.what, p.kind as promise_kind, p.owner,
       h.from_agent, h.to_agent, h.asked, h.promised, h.tried, h.state as hand_over_state, h.reason,
       coalesce(m.about, other.name) as about
  from timeline_entry t
  left join interaction i on i.id = t.interaction
  left join interaction_content x on x.interaction = t.interaction
  left join door d on d.id = i.door
  left join inbound n on n.interaction = t.interaction and t.kind = 'INBOUND'
  left join outbound u on u.interaction = t.interaction and t.kind = 'OUTBOUND'
  left join note w on t.kind = 'NOTE' and w.id = t.ref
  left join promise p on t.kind = 'PROMISE' and p.id = t.ref
  left join hand_over h on t.kind = 'HAND_OVER' and h.id = t.ref
  left join matter m on t.kind = 'MATTER' and m.id = t.matter
  left join customer other on t.kind = 'MERGE' and other.id = t.ref;

-- Addresses that colleagues took from a customer: with the proof they had, which they have again when they come back.
create table removed_contact_point (
    contact_point bigint not null references contact_point,
    customer      bigint not null references customer,
    proof         text not null,
    since         timestamptz not null,
    removed       timestamptz not null,
    agent         bigint not null,
    primary key (contact_point, customer)
);

create index customer_organisation on customer (organisation) where organisation is not null;
create index organisation_name on organisation (lower(name));
