-- What was chosen for a reply survives as its words do: to whom, when it leaves, what stands under it.
alter table draft
    add column recipient bigint,
    add column send_at   timestamptz,
    add column signs     boolean  not null default true,
    add column quotes    boolean  not null default true,
    add column articles  bigint[] not null default '{}';
