-- promise: what we said we would do, by when, and whose it is.
create table promise (
    id            bigint generated always as identity primary key,
    customer      bigint not null references customer,
    matter        bigint not null references matter,
    team          bigint not null references team,
    kind          text not null check (kind in ('ANSWER', 'SAID', 'CALL_BACK', 'FOLLOW_UP', 'CARE')),
    what          text not null,
    channel       text not null,
    made_at       timestamptz not null,
    made_by       bigint references agent,
    deadline      timestamptz not null,
    state         text not null check (state in ('OPEN', 'KEPT', 'BROKEN', 'RELEASED')),
    risk          text not null check (risk in ('CALM', 'AT_RISK', 'HELPED', 'LEAD', 'LATE')),
    owner         bigint references agent,
    helper        bigint references agent,
    work          bigint references work,
    proven        boolean not null default true,
    -- Knocks that wait for this answer: how often, at which doors, since when.
    knocks        int not null default 1,
    knock_doors   bigint[] not null default '{}',
    knock_since   timestamptz,
    next_check_at timestamptz,
    ended         timestamptz,
    ended_by      bigint references agent,
    ended_why     text
);
create index promise_customer on promise (customer) where state = 'OPEN';
create index promise_matter on promise (matter);
create index promise_owner on promise (owner, deadline) where state = 'OPEN';
create index promise_unowned on promise (team, deadline) where state = 'OPEN' and owner is null;
create index promise_team on promise (team, deadline) where state = 'OPEN';
create index promise_check on promise (next_check_at) where state = 'OPEN';
create index promise_ended on promise (team, ended) where state <> 'OPEN';

create table hand_over (
    id        bigint generated always as identity primary key,
    promise   bigint not null references promise,
    customer  bigint not null references customer,
    from_agent bigint not null references agent,
    to_agent  bigint not null references agent,
    asked     text not null,
    promised  text not null,
    tried     text not null,
    state     text not null check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    reason    text,
    at        timestamptz not null,
    answered  timestamptz
);
create unique index hand_over_open on hand_over (promise) where state = 'OFFERED';
