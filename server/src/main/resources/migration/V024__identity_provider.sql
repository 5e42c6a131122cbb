-- openid: signing in by the company's own identity provider (OpenID Connect Core 1.0).
create table identity_provider (
    -- There is one, or none.
    id                  int primary key default 1 check (id = 1),
    enabled             boolean not null,
    -- What its button is called.
    title               text not null,
    issuer              text not null,
    client_id           text not null,
    -- Sealed with the master key; null for a public client.
    secret              text,
    -- Which claim is the name that people sign in with here.
    claim               text not null,
    -- Whether somebody's first sign-in may find the account by that claim.
    links               boolean not null,
    -- Whether somebody unknown becomes an agent.
    creates             boolean not null,
    team                bigint references team,
    team_claim          text not null default '',
    -- Whether the second step that it asked for counts here.
    trusts_second_step  boolean not null
);

-- Whom the provider knows as whom. The subject is for good; addresses and names are not.
create table identity_link (
    issuer    text not null,
    subject   text not null,
    account   bigint not null references account,
    linked    timestamptz not null,
    last_used timestamptz not null,
    primary key (issuer, subject),
    unique (account, issuer)
);

alter table session add column second_step_elsewhere boolean not null default false;
