-- recording: whose calls are recorded, and how the customer comes to know it.
create table recording_rule (
    team      bigint primary key references team,
    rule      text not null check (rule in ('OFF', 'ANNOUNCED', 'CONSENT')),
    keep_days int not null check (keep_days between 1 and 3650)
);

-- What was said in one interaction: the customer on the left channel, we on the right.
create table recording (
    id          bigint generated always as identity primary key,
    customer    bigint not null references customer,
    interaction bigint not null references interaction,
    team        bigint not null references team,
    -- Why it may be: they heard that it is recorded, or said yes to an agent.
    basis       text not null check (basis in ('ANNOUNCED', 'CONSENTED')),
    asked_by    bigint references agent,
    began       timestamptz not null,
    -- Null while it goes on.
    millis      int,
    forget_at   timestamptz not null,
    -- Of all its parts, each after the one before it (SHA-256).
    chain       bytea not null default ''::bytea,
    check ((basis = 'CONSENTED') = (asked_by is not null))
);
create index recording_interaction on recording (interaction);
create index recording_customer on recording (customer);
create index recording_forget on recording (forget_at);
create index recording_live on recording (id) where millis is null;

-- Five seconds of it. Where one is missing, nothing was to be heard.
create table recording_part (
    recording bigint not null references recording on delete cascade,
    number    int not null,
    blob      uuid not null,
    -- How loud each tenth of a second was, 0 to 100: those of the left channel, then those of the right.
    levels    bytea not null,
    sha256    bytea not null,
    primary key (recording, number)
);

-- Who of us was heard on it.
create table recording_agent (
    recording bigint not null references recording on delete cascade,
    agent     bigint not null references agent,
    primary key (recording, agent)
);

-- Stretches that are not on it, and why.
create table recording_gap (
    id        bigint generated always as identity primary key,
    recording bigint not null references recording on delete cascade,
    why       text not null check (why in ('PAUSED', 'HELD')),
    agent     bigint references agent,
    began_millis int not null,
    ended_millis int
);
create index recording_gap_recording on recording_gap (recording, id);
