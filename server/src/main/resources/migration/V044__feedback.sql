-- feedback: what we ask people, whom we asked, and what they said. Only a vote that was confirmed counts.
create table survey (
    id            bigint generated always as identity primary key,
    name          text not null check (length(name) between 1 and 60),
    question      text not null check (question in ('FACES', 'CSAT', 'NPS')),
    -- Counts up when the words of the scale or its pictures change: answers of two series are not added up.
    series        int not null default 1,
    state         text not null check (state in ('ON', 'OFF', 'RETIRED')),
    -- How many of a hundred matters that close are drawn.
    share_percent smallint not null check (share_percent between 0 and 100),
    delay_minutes int not null check (delay_minutes between 0 and 10080),
    -- After how many days whoever did not answer is reminded, once; 0: never.
    remind_days   smallint not null default 0 check (remind_days between 0 and 13),
    -- By language: the question, the word of each answer, thanks.
    words         jsonb not null,
    -- What the lot of each closing is made of, so that it is the same whenever it is drawn, and nobody can foresee it.
    seed          bytea not null check (length(seed) = 32),
    changed       timestamptz not null
);
create unique index survey_name on survey (lower(name)) where state <> 'RETIRED';

-- Where a team has another share than its survey.
create table survey_share (
    survey  bigint not null references survey,
    team    bigint not null references team,
    percent smallint not null check (percent between 0 and 100),
    primary key (survey, team)
);

-- A face of the company's own, a small PNG.
create table survey_picture (
    survey bigint not null references survey,
    answer smallint not null check (answer between 0 and 10),
    key    text not null unique,
    png    bytea not null check (length(png) <= 20000),
    primary key (survey, answer)
);

-- Keys of tokens, sealed with the master key; the newest signs, older ones are still read.
create table survey_key (
    id     smallint generated always as identity primary key,
    sealed text not null,
    made   timestamptz not null
);

-- Whose votes are excluded, and whose clicks are suspected: networks in CIDR notation, mail addresses or @domains.
create table survey_rule (
    one          boolean primary key default true check (one),
    own_networks text[] not null default '{}',
    staff        text[] not null default '{}',
    data_centres text[] not null default '{}'
);
insert into survey_rule default values;

-- One question put to one person; the memory of all channels of whom was asked what.
create table ask (
    id            bigint generated always as identity primary key,
    survey        bigint not null references survey,
    series        int not null,
    customer      bigint not null references customer,
    matter        bigint references matter,
    team          bigint not null references team,
    -- Who served them.
    agent         bigint references agent,
    channel       text not null,
    reason        text,
    how           text not null check (how in ('LOT', 'BY_HAND', 'CAMPAIGN', 'SIGNATURE', 'AGAIN')),
    -- The vote after whose promise was kept they are asked once more.
    again_of      bigint unique references ask,
    -- Who of us asked by hand.
    by_agent      bigint references agent,
    contact_point bigint references contact_point,
    door          bigint references door,
    language      text not null,
    key_id        smallint not null,
    token_hash    bytea unique,
    asked         timestamptz not null,
    delivered     timestamptz,
    reminded      timestamptz,
    expires       timestamptz not null,
    closes        timestamptz not null,
    outbound      bigint references outbound,
    reminder      bigint references outbound,
    clicks        int not null default 0,
    clicked       boolean not null default false,
    voided        boolean not null default false
);
create index ask_customer on ask (customer, asked desc);
create index ask_survey on ask (survey, asked);
create index ask_outbound on ask (outbound) where outbound is not null;
create index ask_reminder on ask (reminder) where reminder is not null;
create index ask_to_remind on ask (delivered) where reminded is null and delivered is not null;
create unique index ask_matter on ask (survey, matter) where how = 'LOT' and matter is not null;

-- Closings that the lot fell on, and promises of votes that were kept: asked when due, or not and why.
create table survey_lot (
    event    bigint not null,
    survey   bigint not null references survey,
    customer bigint not null references customer,
    matter   bigint not null references matter,
    again_of bigint references ask,
    drawn    timestamptz not null,
    due      timestamptz not null,
    outcome  text,
    primary key (event, survey)
);
create index survey_lot_due on survey_lot (due) where outcome is null;
create index survey_lot_survey on survey_lot (survey, drawn);

-- The last confirmed answer of each ask.
create table vote (
    ask         bigint primary key references ask,
    survey      bigint not null references survey,
    series      int not null,
    question    text not null,
    customer    bigint not null references customer,
    team        bigint not null references team,
    agent       bigint references agent,
    channel     text not null,
    reason      text,
    -- FACES: 4 gold, 3 green, 2 amber, 1 red; CSAT 1 to 5; NPS 0 to 10.
    answer      smallint not null check (answer between 0 and 10),
    -- Whether they had to say it again.
    again       boolean,
    comment     text not null default '',
    confirmed   timestamptz not null,
    changed     timestamptz not null,
    excluded    text check (excluded in ('STAFF', 'NETWORK')),
    interaction bigint not null references interaction,
    owner       bigint references agent,
    promise     bigint references promise
);
create index vote_customer on vote (customer, changed desc);
create index vote_survey on vote (survey, confirmed);
create index vote_promise on vote (promise) where promise is not null;

-- Every answer that was confirmed, in its order.
create table vote_change (
    id          bigint generated always as identity primary key,
    ask         bigint not null references ask,
    answer      smallint not null,
    again       boolean,
    comment     text not null default '',
    interaction bigint not null unique references interaction,
    at          timestamptz not null
);
create index vote_change_ask on vote_change (ask, id);

-- Pages that were opened without a vote; never counted.
create table vote_click (
    id        bigint generated always as identity primary key,
    ask       bigint not null references ask,
    answer    smallint,
    at        timestamptz not null,
    method    text not null,
    suspicion text[] not null default '{}'
);
create index vote_click_ask on vote_click (ask, id);

-- Agents under whose mails two faces stand.
create table signature_faces (
    agent bigint primary key references agent
);

-- A vote without words that says that all is well: its owner should see it.
alter table pointer drop constraint pointer_kind_check;
alter table pointer add constraint pointer_kind_check check (kind in ('MENTION', 'HELD', 'VOTE'));
