-- workforce: whose customers are whose, by the place they live at, and the page of a team that customers see.
alter table team
    -- "GB BS1": a country and how its postcodes begin.
    add column postcodes  text[] not null default '{}',
    -- "+44117": how numbers begin (E.164).
    add column numbers    text[] not null default '{}',
    -- ISO 3166-1, two letters.
    add column countries  text[] not null default '{}',
    -- ISO 639-1.
    add column languages  text[] not null default '{}',
    -- /team/{slug}; null: the team has no page.
    add column slug       text unique,
    add column page_shown boolean not null default true,
    -- The direct number that its customers see.
    add column number     text not null default '';

-- Who agreed to be shown on their team's page.
alter table agent add column on_page boolean not null default false;

-- Pictures that agents gave of themselves, made small; by a name that can't be guessed.
create table portrait (
    key   text primary key,
    agent bigint not null unique references agent,
    jpeg  bytea not null,
    since timestamptz not null
);

-- customer: why somebody is at home where they are, and by what ("+44117"); empty: nobody remembers.
alter table customer
    add column home_why    text not null default '',
    add column home_detail text not null default '';

-- Somebody was given to another team; what went along is remembered, so that it can come back.
create table home_move (
    id        bigint generated always as identity primary key,
    customer  bigint not null references customer,
    from_team bigint not null references team,
    to_team   bigint not null references team,
    agent     bigint references agent,
    -- What they were before: why each record was at home where it was.
    records   bigint[] not null,
    whys      text[] not null,
    details   text[] not null,
    teams     bigint[] not null,
    at        timestamptz not null,
    undone    timestamptz,
    -- Whether the customer is to be told, and when they were.
    tell      boolean not null default false,
    told      timestamptz,
    -- With which many they went, where they did.
    removal   bigint
);
create index home_move_removal on home_move (removal, id) where removal is not null;
create index home_move_untold on home_move (id) where tell and told is null and undone is null;
create index home_move_customer on home_move (customer, id desc);

create table home_move_promise (
    move    bigint not null references home_move,
    promise bigint not null references promise,
    -- Who had it before.
    owner   bigint references agent,
    team    bigint not null references team,
    primary key (move, promise)
);

-- Many customers on their way from one team to another.
create table home_removal (
    id        bigint generated always as identity primary key,
    from_team bigint not null references team,
    to_team   bigint not null references team,
    -- By what they are chosen: ALL, or how their numbers or postcodes begin, or their language.
    kind      text not null check (kind in ('ALL', 'NUMBER', 'POSTCODE', 'LANGUAGE', 'PLACE')),
    value     text not null,
    promises  boolean not null,
    account   bigint not null,
    agent     bigint not null references agent,
    state     text not null check (state in ('RUNNING', 'STOPPED', 'DONE', 'UNDOING', 'UNDONE')),
    total     int not null,
    moved     int not null default 0,
    -- Up to which record they have been looked at; on the way back: down to which move.
    cursor    bigint not null default 0,
    begun     timestamptz not null,
    ended     timestamptz
);
create index home_removal_busy on home_removal (id) where state in ('RUNNING', 'UNDOING');
