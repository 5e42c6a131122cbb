-- voice: from where calls come and by which they go. Messages from elsewhere are not read.
create table trunk (
    id        bigint generated always as identity primary key,
    name      text not null unique,
    -- Addresses and networks ("203.0.113.0/28") of the far side.
    addresses text[] not null,
    -- Where our calls go: "203.0.113.5:5060"; empty: none do.
    target    text not null default '',
    transport text not null default 'UDP' check (transport in ('UDP', 'TCP')),
    enabled   boolean not null,
    created   timestamptz not null default now()
);

-- One call. It bears no number and no word: whose it is says the customer, what was said the interaction.
create table call (
    id          bigint generated always as identity primary key,
    customer    bigint not null references customer,
    interaction bigint not null unique references interaction,
    matter      bigint references matter,
    promise     bigint references promise,
    door        bigint references door,
    trunk       bigint references trunk,
    direction   text not null check (direction in ('INBOUND', 'OUTBOUND')),
    state       text not null check (state in ('WAITING', 'DIALLING', 'TALKING', 'VOICEMAIL', 'TALKED', 'MISSED', 'CUT',
                                               'UNANSWERED')),
    agent       bigint references agent,
    began       timestamptz not null,
    answered    timestamptz,
    ended       timestamptz
);
create index call_customer on call (customer, id desc);
-- What a process that is no more has left.
create index call_live on call (id) where ended is null;

-- promise: who called and waits for one of us is called before others.
drop index promise_call_first;
alter table promise drop column call_first;
alter table promise add column call_first boolean not null generated always as
    (kind = 'CALL_BACK' or knocks > 1 or (kind = 'ANSWER' and channel in ('PHONE', 'VOICEMAIL'))) stored;
create index promise_call_first on promise (deadline, id) where state = 'OPEN' and call_first;

-- What became of a call stands on its line.
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
       coalesce(m.about, other.name) as about,
       c.state as call_state, c.agent as call_agent, c.began as call_began, c.answered as call_answered,
       c.ended as call_ended
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
  left join customer other on t.kind = 'MERGE' and other.id = t.ref
  left join call c on c.interaction = t.interaction;
