-- facts: what a company wants to know about people and organisations besides what everybody does.
create table fact_field (
    id       bigint generated always as identity primary key,
    about    text not null check (about in ('PERSON', 'ORGANISATION')),
    key      text not null,
    name     text not null,
    kind     text not null,
    choices  text[] not null default '{}',
    -- Asked for on the page as long as it is empty.
    required boolean not null default false,
    place    int not null,
    seen_by  text not null,
    -- No longer shown; what was written in it is kept.
    retired  boolean not null default false,
    unique (about, key)
);

-- An empty value on a record that speaks for others says that there is none, whatever the others have.
create table customer_fact (
    customer bigint not null references customer,
    field    bigint not null references fact_field,
    value    text not null,
    changed  timestamptz not null,
    agent    bigint,
    primary key (customer, field)
);
create index customer_fact_value on customer_fact using hash (lower(value));

create table organisation_fact (
    organisation bigint not null references organisation,
    field        bigint not null references fact_field,
    value        text not null,
    changed      timestamptz not null,
    agent        bigint,
    primary key (organisation, field)
);
create index organisation_fact_value on organisation_fact using hash (lower(value));

-- As whom other systems know them: billing 4711. One number of one system is one person's.
create table customer_external_id (
    system   text not null,
    value    text not null,
    customer bigint not null references customer,
    since    timestamptz not null,
    primary key (system, value)
);
create index customer_external_id_customer on customer_external_id (customer);
create index customer_external_id_value on customer_external_id (lower(value));

create table organisation_external_id (
    system       text not null,
    value        text not null,
    organisation bigint not null references organisation,
    since        timestamptz not null,
    primary key (system, value)
);
create index organisation_external_id_organisation on organisation_external_id (organisation);
create index organisation_external_id_value on organisation_external_id (lower(value));

-- imports: customers from files. By which one a record came; 0: a program entered it. What such a record says of its
-- addresses is believed by the next import.
alter table customer add column imported bigint;

create table customer_import (
    id        bigint generated always as identity primary key,
    name      text not null,
    account   bigint not null,
    agent     bigint,
    state     text not null check (state in ('DRAFT', 'RUNNING', 'STOPPED', 'DONE', 'UNDOING', 'UNDONE')),
    charset   text not null,
    separator text not null,
    -- As they stand in the first line, and where each goes.
    headers   text[] not null,
    mapping   text[] not null default '{}',
    fill      text not null default 'FILL_EMPTY',
    uploaded  timestamptz not null,
    changed   timestamptz not null,
    rows      int not null default 0,
    taken     int not null default 0,
    made      int not null default 0,
    joined    int not null default 0,
    same      int not null default 0,
    refused   int not null default 0,
    undone    int not null default 0,
    kept      int not null default 0
);
create index customer_import_busy on customer_import (id) where state in ('RUNNING', 'UNDOING');

-- The file, in pieces in the vault, until the import has come to its end.
create table import_piece (
    import bigint not null references customer_import,
    n      int not null,
    blob   uuid not null,
    primary key (import, n)
);

-- What became of each line; of whom it changed, what it was before and after.
create table import_row (
    import   bigint not null references customer_import,
    line     int not null,
    outcome  text not null,
    customer bigint,
    -- Of one refused.
    header   text,
    reason   text,
    before   jsonb,
    after    jsonb,
    primary key (import, line)
);
create index import_row_customer on import_row (customer) where customer is not null;

-- erasure: a person who asked to be forgotten. What is counted stays, under nobody's name.
alter table customer add column erased timestamptz;

create table erasure (
    id       bigint generated always as identity primary key,
    customer bigint not null references customer,
    reason   text not null,
    account  bigint not null,
    asked    timestamptz not null,
    due      timestamptz not null,
    state    text not null check (state in ('WAITING', 'CANCELLED', 'DONE')),
    ended    timestamptz
);
create unique index erasure_waiting on erasure (customer) where state = 'WAITING';
create index erasure_due on erasure (due) where state = 'WAITING';

-- wishes: what somebody agreed to, and when they don't want to be called.
create table customer_agreement (
    id           bigint generated always as identity primary key,
    customer     bigint not null references customer,
    kind         text not null,
    how          text not null,
    since        timestamptz not null,
    agent        bigint,
    withdrawn    timestamptz,
    withdrawn_by bigint
);
create index customer_agreement_customer on customer_agreement (customer, since);

create table customer_quiet (
    customer bigint primary key references customer,
    zone     text not null,
    -- A list of {days: [1..7, Monday first], from: "20:00", to: "08:00"}, in that zone.
    slots    jsonb not null
);
