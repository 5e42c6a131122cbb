-- access: sessions by number, second steps, passkeys, tokens, and a record that nobody edits.
alter table session add column id bigint generated always as identity;
create unique index session_id on session (id);

-- The second step of one who signs in: a TOTP secret, sealed with the master key.
create table second_factor (
    account       bigint primary key references account,
    sealed_secret text not null,
    -- Null while it is being set up: a first code has to prove that the authenticator has it.
    since         timestamptz,
    -- The time step of the last code that was taken; an earlier or equal one is a replay.
    last_step     bigint not null default 0
);

create table recovery_code (
    account   bigint not null references account,
    code_hash bytea not null,
    used      timestamptz,
    primary key (account, code_hash)
);

create table passkey (
    id            bigint generated always as identity primary key,
    account       bigint not null references account,
    credential_id bytea not null unique,
    -- The attested credential data of WebAuthn Level 2, section 6.5.1.
    credential    bytea not null,
    sign_count    bigint not null,
    name          text not null,
    created       timestamptz not null,
    last_used     timestamptz
);
create index passkey_account on passkey (account);

create table api_token (
    id         bigint generated always as identity primary key,
    account    bigint not null references account,
    name       text not null,
    token_hash bytea not null unique,
    scopes     text[] not null,
    created    timestamptz not null,
    expires    timestamptz not null,
    last_used  timestamptz
);
create index api_token_account on api_token (account);

-- Whatever role the application has here, and the owner as well: the audit grows, and nothing else.
create function audit_is_for_good() returns trigger language plpgsql as $$
begin
    raise exception 'the audit can''t be edited' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_for_good before update or delete or truncate on audit
    for each statement execute function audit_is_for_good();
create index audit_account on audit (account, id);
