-- The journal: what happened, written in the transaction of the state that it describes.
-- Events carry ids, never words or addresses, so that erasing a person leaves it true.
create table event (
    id       bigint generated always as identity primary key,
    tx       xid8 not null default pg_current_xact_id(),
    customer bigint,
    type     text not null,
    payload  jsonb not null,
    at       timestamptz not null
);
create index event_in_order on event (tx, id);
create index event_of_customer on event (customer, id);

-- How far each durable reader has read.
create table journal_reader (
    name text primary key,
    tx   xid8 not null default '0',
    id   bigint not null default 0
);

-- Events that a reader could not take, and all later ones of the same customer, until somebody mends it.
create table journal_parked (
    reader   text not null,
    event    bigint not null,
    customer bigint,
    error    text not null,
    at       timestamptz not null,
    primary key (reader, event)
);
create index journal_parked_customer on journal_parked (reader, customer);

-- Recurring jobs (db-scheduler's own table, in its own shape).
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Where each encrypted blob lies. Losing the row loses the key: that is how a blob is shredded.
create table vault_blob (
    id       uuid primary key,
    segment  int not null,
    position bigint not null,
    length   int not null,
    sha256   bytea not null,
    key      bytea not null,
    at       timestamptz not null
);
