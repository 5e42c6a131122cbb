-- voice: what could be heard of a call, and what could not: times in which a line did not sound well, and faults.
create table call_remark (
    id         bigint generated always as identity primary key,
    call       bigint not null references call on delete cascade,
    -- Whose line: the customer's, that of one of us, or nobody's in particular.
    whose      text not null check (whose in ('CUSTOMER', 'AGENT', 'ALL')),
    agent      bigint references agent,
    what       text not null check (what in ('ROUGH', 'BAD', 'DEAD_AIR', 'NOTHING_COMES', 'ONLY_SILENCE',
                                             'NOTHING_ARRIVES', 'TWO_SOURCES', 'STRANGER', 'UNPROVEN', 'LOOP',
                                             'ASTRAY')),
    -- Of ROUGH and BAD: from that line to us, or from us to it.
    way        text check (way in ('FROM', 'TO')),
    began      timestamptz not null,
    ended      timestamptz not null,
    lost_share real,
    jitter_millis real,
    round_trip_millis real,
    check ((whose = 'AGENT') = (agent is not null)),
    check ((what in ('ROUGH', 'BAD')) = (way is not null))
);
create index call_remark_call on call_remark (call, began, id);

-- What listeners would have said of what came from the customer, 1 to 4.5.
alter table call add column opinion real;
create index call_trunk on call (trunk, began) where trunk is not null;
