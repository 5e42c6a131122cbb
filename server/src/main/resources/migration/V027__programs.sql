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
