-- api: what was answered under an Idempotency-Key, for a day, so that a program that heard no answer may ask again.
create table idempotency_key (
    account      bigint not null references account,
    key          text not null,
    method       text not null,
    path         text not null,
    -- SHA-256 of what was asked: query, a line break, body.
    asked        bytea not null,
    -- Of which process it was asked: what another one began and did not answer was cut off.
    boot         uuid not null,
    started      timestamptz not null,
    -- Null as long as it is not answered.
    status       integer,
    content_type text,
    -- Sealed: it may hold a secret that is shown once. Null when a person was erased since.
    answer       bytea,
    primary key (account, key, method, path)
);
create index idempotency_key_started on idempotency_key (started);

-- webhook: addresses of other systems that hear what happened, and each telling.
create table webhook (
    id            bigint generated always as identity primary key,
    address       text not null,
    -- Empty: all types.
    types         text[] not null,
    -- Sealed with the master key.
    secret        text not null,
    -- The one before, by which is signed as well until then.
    old_secret    text,
    old_until     timestamptz,
    enabled       boolean not null default true,
    created       timestamptz not null,
    -- Since when nothing has arrived; null when the last one did.
    failing_since timestamptz,
    -- When it was switched off for that; null unless it was.
    given_up      timestamptz
);

create table webhook_delivery (
    id           bigint generated always as identity primary key,
    webhook      bigint not null references webhook on delete cascade,
    event        bigint not null,
    type         text not null,
    -- Ids, times and enumerations, as the journal holds them.
    body         text not null,
    state        text not null check (state in ('WAITING', 'DELIVERED', 'PARKED')),
    created      timestamptz not null,
    attempts     integer not null default 0,
    next_attempt timestamptz,
    tried        timestamptz,
    -- Of the last answer; null when there was none.
    status       integer,
    -- How the last answer began, or why there was none.
    answer       text not null default ''
);
create index webhook_delivery_due on webhook_delivery (webhook, next_attempt) where state = 'WAITING';
create index webhook_delivery_latest on webhook_delivery (webhook, id desc);
create index webhook_delivery_created on webhook_delivery (created);
