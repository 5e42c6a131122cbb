-- The mystery customer: one record an installation, who knocks at our own doors to see whether they work. Statistics
-- about customers leave them out.
alter table customer add column mystery boolean not null default false;
create unique index customer_mystery on customer (mystery) where mystery;

-- Which test knock an inbound was, if it was one. A test knock arrives once.
alter table inbound add column test_knock bigint;
create unique index inbound_test_knock on inbound (test_knock) where test_knock is not null;

-- mystery: the test knocks, how often each door gets one, and what is wrong with doors now.
create table test_knock (
    id          bigint generated always as identity primary key,
    door        bigint not null references door,
    at          timestamptz not null,
    -- Why it could not even be handed in; empty: it could.
    failure     text not null default '',
    receipt_at  timestamptz,
    answered_at timestamptz
);
create index test_knock_door on test_knock (door, id desc);

create table test_knock_schedule (
    door        bigint primary key references door,
    every_hours int not null check (every_hours between 1 and 168)
);

create table door_alarm (
    door    bigint not null references door,
    kind    text not null check (kind in ('NOT_ARRIVED', 'UNANSWERED', 'TOO_QUIET')),
    promise bigint not null references promise,
    since   timestamptz not null,
    primary key (door, kind)
);

create view test_knock_line as
select k.id, k.door, k.at, k.failure, k.receipt_at, k.answered_at, n.received as arrived_at, n.fate, a.deadline
  from test_knock k
  left join inbound n on n.test_knock = k.id
  left join lateral (select p.deadline from promise p where p.matter = n.matter and p.kind = 'ANSWER'
                      order by p.id limit 1) a on true;

-- Who waits for an answer, by the door at which they knocked first.
create view waiting_at_door as
select p.knock_doors[1] as door, p.deadline, p.team, c.mystery
  from promise p join customer c on c.id = p.customer
 where p.state = 'OPEN' and p.kind = 'ANSWER' and cardinality(p.knock_doors) > 0;
