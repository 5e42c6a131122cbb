-- Views for the readers (timeline, desk): what stands in the tables of several modules, seen together.

create view promise_line as
select p.id, p.customer, p.matter, p.kind, p.what, p.made_at, p.deadline, p.state, p.risk, p.owner, p.helper, p.team,
       p.channel, p.proven, p.knocks, cardinality(p.knock_doors) as doors, p.knock_since, p.ended,
       c.name as customer_name, o.name as organisation, m.about, m.sales,
       k.agent as known_by,
       h.id as hand_over, h.from_agent, h.to_agent, h.asked, h.promised, h.tried
  from promise p
  join customer c on c.id = p.customer
  join matter m on m.id = p.matter
  left join organisation o on o.id = c.organisation
  left join lateral (select a.agent from acquaintance a where a.customer = p.customer
                      order by a.talks desc, a.last desc limit 1) k on true
  left join hand_over h on h.promise = p.id and h.state = 'OFFERED';

create view timeline_line as
select t.id, t.customer, t.at, t.kind, t.matter, t.agent, t.interaction, t.ref, t.detail,
       i.channel, i.proof, i.automatic,
       x.address, x.address_name, x.reply_to, x.subject, x.text, x.html is not null as html, x.remote_images,
       x.truncated, x.unreadable, x.fields,
       d.name as door, n.fate, n.fate_detail,
       u.state as outbound_state, u.detail as outbound_detail, u.attempts, u.changed as outbound_changed,
       w.text as note,
       p.what, p.kind as promise_kind, p.owner,
       h.from_agent, h.to_agent, h.asked, h.promised, h.tried, h.state as hand_over_state, h.reason,
       m.about
  from timeline_entry t
  left join interaction i on i.id = t.interaction
  left join interaction_content x on x.interaction = t.interaction
  left join door d on d.id = i.door
  left join inbound n on n.interaction = t.interaction and t.kind = 'INBOUND'
  left join outbound u on u.interaction = t.interaction and t.kind = 'OUTBOUND'
  left join note w on t.kind = 'NOTE' and w.id = t.ref
  left join promise p on t.kind = 'PROMISE' and p.id = t.ref
  left join hand_over h on t.kind = 'HAND_OVER' and h.id = t.ref
  left join matter m on t.kind = 'MATTER' and m.id = t.matter;
