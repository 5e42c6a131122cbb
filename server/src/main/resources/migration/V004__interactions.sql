-- interaction: what a customer needs (matter), each episode with them (interaction), and what waits for a person (work).
create table matter (
    id        bigint generated always as identity primary key,
    customer  bigint not null references customer,
    about     text not null,
    about_key text not null,
    sales     boolean not null default false,
    state     text not null check (state in ('OPEN', 'WAITING', 'CLOSED')),
    opened    timestamptz not null,
    closed    timestamptz,
    closed_why text,
    -- When it closes by itself if the customer stays silent; set while WAITING.
    closes_at timestamptz,
    last_at   timestamptz not null
);
create index matter_customer on matter (customer, last_at desc);
create index matter_closing on matter (closes_at) where state = 'WAITING';

create table interaction (
    id            bigint generated always as identity primary key,
    customer      bigint not null references customer,
    matter        bigint references matter,
    channel       text not null,
    direction     text not null check (direction in ('INBOUND', 'OUTBOUND')),
    door          bigint,
    contact_point bigint references contact_point,
    agent         bigint references agent,
    automatic     boolean not null default false,
    proof         text not null default 'UNKNOWN',
    at            timestamptz not null
);
create index interaction_customer on interaction (customer, at desc);
create index interaction_matter on interaction (matter);

create table interaction_content (
    interaction   bigint primary key references interaction,
    address       text not null default '',
    address_name  text not null default '',
    reply_to      text,
    subject       text not null,
    text          text not null,
    quoted        text not null default '',
    html          text,
    remote_images boolean not null default false,
    truncated     boolean not null default false,
    unreadable    boolean not null default false,
    fields        jsonb
);

create table attachment (
    id          bigint generated always as identity primary key,
    interaction bigint references interaction,
    -- Uploaded by this agent for a reply that is still being written.
    agent       bigint references agent,
    name        text not null,
    type        text not null,
    bytes       bigint not null,
    content_id  text,
    inline_data bytea,
    blob        uuid references vault_blob,
    created     timestamptz not null default now()
);
create index attachment_interaction on attachment (interaction);

create table note (
    id       bigint generated always as identity primary key,
    key      text not null unique,
    customer bigint not null references customer,
    matter   bigint references matter,
    agent    bigint not null references agent,
    text     text not null,
    at       timestamptz not null
);

create table work (
    id          bigint generated always as identity primary key,
    customer    bigint not null references customer,
    team        bigint not null references team,
    matter      bigint not null references matter,
    due         timestamptz not null,
    pausable    boolean not null,
    known_agent bigint references agent,
    state       text not null check (state in ('WAITING', 'CLAIMED', 'DONE')),
    claimed_by  bigint references agent,
    claimed_at  timestamptz
);
create index work_waiting on work (team, due) where state = 'WAITING';
