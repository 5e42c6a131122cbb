-- voice: what teams have recorded for their callers.
create table prompt (
    team     bigint not null references team,
    kind     text not null check (kind in ('GREETING', 'VOICEMAIL', 'CLOSED')),
    language text not null check (language in ('en', 'es')),
    -- A WAV file in the vault.
    sound    uuid not null,
    millis   integer not null,
    agent    bigint references agent,
    kept     timestamptz not null,
    primary key (team, kind, language)
);
