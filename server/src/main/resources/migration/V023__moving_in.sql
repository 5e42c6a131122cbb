-- movein: histories from other systems. Read into rows that stand aside, looked at, then taken thread by thread.
create table move_in (
    id        bigint generated always as identity primary key,
    source    text not null,
    -- The file, or whose mailbox.
    name      text not null,
    account   bigint not null,
    -- Who started it: notes of people who are none of us are written in their name.
    agent     bigint,
    -- What was open there becomes a promise to carry on.
    carry_on  boolean not null default false,
    state     text not null check (state in ('READING', 'READY', 'RUNNING', 'STOPPED', 'DONE', 'FAILED', 'DROPPED')),
    -- Why it could not be read.
    problem   text not null default '',
    uploaded  timestamptz not null,
    changed   timestamptz not null,
    -- Of a mailbox: how it is reached (without its password), which folders; the password, sealed, until it was read.
    mailbox   jsonb,
    password  text,
    threads   int not null default 0,
    taken     int not null default 0,
    people    int not null default 0,
    matters   int not null default 0,
    messages  int not null default 0,
    notes     int not null default 0,
    promises  int not null default 0,
    known     int not null default 0,
    refused   int not null default 0
);
create index move_in_busy on move_in (id) where state in ('READING', 'RUNNING');

-- The file, in pieces in the vault, until it has been read.
create table move_in_piece (
    move_in bigint not null references move_in,
    n       int not null,
    blob    uuid not null,
    primary key (move_in, n)
);

-- What was read and not taken yet: people, threads and messages, each by its number in the other system.
create table move_in_thing (
    move_in bigint not null references move_in,
    kind    text not null check (kind in ('PERSON', 'THREAD', 'MESSAGE')),
    ref     text not null,
    -- Of a message: in which thread it stands.
    thread  text,
    -- Of whom it tells, by e-mail address, where that is plain.
    address text,
    body    text not null,
    -- The bytes of a mail, in the vault.
    blob    uuid,
    primary key (move_in, kind, ref)
);
create index move_in_thing_thread on move_in_thing (move_in, thread) where kind = 'MESSAGE';
create index move_in_thing_address on move_in_thing (address) where address is not null;

-- What was not taken, and why; never words that anybody wrote.
create table move_in_refusal (
    id      bigint generated always as identity primary key,
    move_in bigint not null references move_in,
    what    text not null,
    reason  text not null
);
create index move_in_refusal_of on move_in_refusal (move_in, id);

-- What has been taken once, by a digest of its source and its number there: it is not taken again, not even when
-- whoever said it has been forgotten since.
create table moved (
    key      text primary key,
    customer bigint not null,
    -- Of a thread: the matter that it became.
    matter   bigint
);
create index moved_customer on moved (customer);
