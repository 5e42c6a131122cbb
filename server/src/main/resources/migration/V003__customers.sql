-- customer: the people we serve, and the addresses at which they can be reached.
create table organisation (
    id   bigint generated always as identity primary key,
    name text not null
);

create table customer (
    id           bigint generated always as identity primary key,
    name         text not null,
    organisation bigint references organisation,
    home_team    bigint not null references team,
    place        text,
    language     text not null default 'en',
    prospect     boolean not null default false,
    best_time    text,
    -- Says to be the customer named here, but could not prove it.
    claims       bigint references customer,
    created      timestamptz not null
);
create index customer_name on customer (lower(name) text_pattern_ops);
create index customer_team on customer (home_team);

create table contact_point (
    id     bigint generated always as identity primary key,
    kind   text not null check (kind in ('EMAIL', 'PHONE', 'HANDLE')),
    value  text not null,
    unique (kind, value)
);

create table customer_contact_point (
    contact_point bigint not null references contact_point,
    customer      bigint not null references customer,
    proof         text not null check (proof in ('CLAIMED', 'SEEN', 'VERIFIED')),
    since         timestamptz not null,
    primary key (contact_point, customer)
);
create index customer_contact_point_customer on customer_contact_point (customer);

-- Which of us has talked with whom, how often and when last.
create table acquaintance (
    customer bigint not null references customer,
    agent    bigint not null references agent,
    talks    int not null,
    last     timestamptz not null,
    primary key (customer, agent)
);
