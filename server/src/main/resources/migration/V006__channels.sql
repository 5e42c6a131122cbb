-- channel: where customers knock, everything that ever came in, everything that goes out.
create table door (
    id       bigint generated always as identity primary key,
    channel  text not null,
    name     text not null,
    address  text not null,
    team     bigint references team,
    enabled  boolean not null default true,
    -- Servers to fetch from and to send by; passwords are sealed with the master key.
    servers  jsonb not null default '{}',
    health_ok   boolean,
    health_text text not null default '',
    health_at   timestamptz,
    well_at     timestamptz,
    unique (channel, address)
);

create table inbound (
    id          bigint generated always as identity primary key,
    key         text not null unique,
    channel     text not null,
    door        bigint not null references door,
    received    timestamptz not null,
    customer    bigint references customer,
    interaction bigint references interaction,
    fate        text not null check (fate in ('OPENED_MATTER', 'JOINED_MATTER', 'BOUNCE_OF', 'AUTOMATIC_REPLY',
                                              'NEEDS_NO_ANSWER', 'JUNK', 'DISMISSED_JUNK')),
    fate_detail text not null default '',
    matter      bigint references matter,
    outbound    bigint,
    raw         bytea,
    raw_blob    uuid references vault_blob,
    raw_bytes   bigint not null,
    message_id  text
);
create index inbound_matter on inbound (matter) where matter is not null;
create index inbound_interaction on inbound (interaction);
create index inbound_customer on inbound (customer, received desc);
create index inbound_junk on inbound (id desc) where fate = 'JUNK';
create index inbound_door on inbound (door, received desc);

-- What junk said, for the one who reviews it; it has no customer and no interaction.
create table junk (
    inbound bigint primary key references inbound,
    sender  text not null,
    subject text not null,
    start   text not null
);

create table outbound (
    id           bigint generated always as identity primary key,
    key          text not null unique,
    channel      text not null,
    door         bigint not null references door,
    customer     bigint not null references customer,
    interaction  bigint not null references interaction,
    matter       bigint references matter,
    message_id   text not null unique,
    from_name    text not null,
    reply_address text not null,
    recipient    text not null,
    recipient_name text not null,
    in_reply_to  text[] not null default '{}',
    html         text,
    automatic    boolean not null,
    state        text not null check (state in ('WAITING', 'QUEUED', 'SENDING', 'ACCEPTED', 'DEFERRED', 'BOUNCED',
                                                'FAILED', 'CANCELLED')),
    detail       text not null default '',
    attempts     int not null default 0,
    next_attempt_at timestamptz,
    -- What the agent promises with it, made when it leaves; no text: nothing more.
    promised_what text,
    promised_by  timestamptz,
    -- Until when its writer may take it back.
    undo_until   timestamptz,
    -- Which process is sending it just now, and until when that is believed.
    sender       text,
    sender_until timestamptz,
    written      timestamptz not null,
    changed      timestamptz not null
);
create index outbound_due on outbound (next_attempt_at) where state in ('WAITING', 'QUEUED', 'DEFERRED', 'SENDING');
create index outbound_matter on outbound (matter);
create index outbound_interaction on outbound (interaction);
create index outbound_automatic on outbound (recipient, written) where automatic;

-- Message-IDs by which an arrival can be recognised as an answer: theirs and ours.
create table message_id (
    value    text not null,
    customer bigint not null,
    matter   bigint not null,
    primary key (value, customer)
);

create table channel_state (
    door  bigint not null,
    key   text not null,
    value text not null,
    primary key (door, key)
);

-- The page that a receipt's link opens. The token is only known to the customer.
create table receipt (
    token_hash bytea primary key,
    customer   bigint not null references customer,
    matter     bigint not null references matter,
    created    timestamptz not null
);
