-- timeline: one line a thing that happened with a customer, in the order in which it happened. A projection of the
-- journal: may be emptied and read again from the first event.
create table timeline_entry (
    id          bigint primary key,
    customer    bigint not null,
    at          timestamptz not null,
    kind        text not null,
    matter      bigint,
    agent       bigint,
    interaction bigint,
    ref         bigint,
    detail      jsonb
);
create index timeline_entry_customer on timeline_entry (customer, at desc, id desc);
create index timeline_entry_interaction on timeline_entry (interaction) where interaction is not null;

-- desk: what agents are writing.
create table draft (
    customer      bigint not null references customer,
    kind          text not null check (kind in ('REPLY', 'NOTE')),
    matter        bigint references matter,
    text          text not null,
    promised_what text not null default '',
    promised_by   timestamptz,
    attachments   bigint[] not null default '{}',
    agent         bigint not null references agent,
    at            timestamptz not null,
    primary key (customer, kind, agent)
);
