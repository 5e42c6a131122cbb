-- access: who may sign in, and what they did.
create table account (
    id            bigint generated always as identity primary key,
    name          text not null,
    password_hash text,
    role          text not null check (role in ('AGENT', 'LEAD', 'ADMINISTRATOR', 'AUDITOR')),
    enabled       boolean not null default true,
    created       timestamptz not null default now()
);
create unique index account_name on account (lower(name));

create table session (
    token_hash bytea primary key,
    account    bigint not null references account,
    csrf       text not null,
    created    timestamptz not null,
    last_seen  timestamptz not null,
    expires    timestamptz not null,
    address    text not null,
    device     text not null
);
create index session_account on session (account);

-- One-time links: the first administrator's, and each new agent's.
create table sign_in_link (
    token_hash bytea primary key,
    account    bigint references account,
    expires    timestamptz not null,
    used       timestamptz
);

-- Who saw, changed, exported and erased what. Insert-only for the application.
create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    account bigint,
    action  text not null,
    subject text not null,
    detail  jsonb not null default '{}'
);
create index audit_at on audit (at);
do $$
begin
    if exists (select from pg_roles where rolname = 'rapport_app') then
        execute 'revoke update, delete, truncate on audit from rapport_app';
    end if;
end $$;

-- A few settings of the installation as a whole.
create table installation (
    key   text primary key,
    value text not null
);

-- workforce: teams, agents, when they work.
create table team (
    id             bigint generated always as identity primary key,
    name           text not null unique,
    place          text not null default '',
    zone           text not null,
    address        text not null default '',
    welcome        text not null default '',
    fallback       boolean not null default false,
    answer_minutes int not null check (answer_minutes between 1 and 100000),
    calendar       jsonb not null,
    created        timestamptz not null default now()
);

create table agent (
    id         bigint generated always as identity primary key,
    account    bigint not null unique references account,
    first_name text not null,
    last_name  text not null,
    face       text,
    team       bigint not null references team,
    lead       boolean not null default false,
    enabled    boolean not null default true
);
create index agent_team on agent (team);

create table presence (
    agent bigint primary key references agent,
    state text not null,
    since timestamptz not null,
    note  text not null default '',
    until timestamptz
);
