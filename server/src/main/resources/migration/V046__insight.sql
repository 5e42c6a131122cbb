-- reason: what matters are about, in one of a few words that the company keeps.
create table reason (
    id      bigint generated always as identity primary key,
    name    text not null check (length(name) between 1 and 40),
    place   int not null,
    retired boolean not null default false
);
create unique index reason_name on reason (lower(name)) where not retired;

insert into reason (name, place)
values ('It does not work', 0), ('A bill', 1), ('An order', 2), ('A change', 3), ('A question', 4), ('Leaving', 5);

create table matter_reason (
    matter bigint primary key references matter,
    reason bigint not null references reason,
    -- Who said so.
    agent  bigint not null references agent,
    at     timestamptz not null
);

-- insight: others' scores beside ours, as somebody typed them in.
create table benchmark (
    id       bigint generated always as identity primary key,
    firm     text not null check (length(firm) between 1 and 200),
    question text not null check (question in ('FACES', 'CSAT', 'NPS')),
    score    float8 not null check (score between -100 and 100),
    n        int check (n > 0),
    source   text not null,
    method   text not null,
    measured date not null,
    account  bigint not null,
    changed  timestamptz not null
);

-- By when figures cut what they count.
create index ask_asked on ask (asked, id);
create index ask_team_asked on ask (team, asked);
create index ask_matter_any on ask (matter) where matter is not null;
create index ask_again_of on ask (asked) where again_of is not null;
create index vote_red on vote (ask) where question = 'FACES' and (answer = 1 or changed > confirmed);
create index call_back_asked on call_back (asked);

-- Questions and votes, counted beforehand: for each figure how many rows are in, how many are hits, how many the opposite.
create table figure_cell (
    day     date not null,
    team    bigint not null,
    -- 0: nobody said it.
    reason  bigint not null,
    channel text not null,
    survey  bigint not null,
    series  int not null,
    response_n int not null, response_hit int not null,
    happiness_n int not null, happiness_hit int not null,
    csat_n int not null, csat_hit int not null,
    nps_n int not null, nps_hit int not null, nps_against int not null,
    said_again_n int not null, said_again_hit int not null,
    excluded_n int not null, unconfirmed_n int not null, by_hand_n int not null, signature_n int not null
);
create index figure_cell_day on figure_cell (day, team);

-- Days of teams of which something was written since they were counted; marked by whoever writes it, as often as they do.
create table figure_stale (
    id    bigint generated always as identity primary key,
    asked timestamptz not null,
    team  bigint not null
);

-- Of which definitions the cells are, and in which zone their days begin.
create table figure_built (digest text not null);

create function asks_are_stale() returns trigger language plpgsql as $$
begin
    insert into figure_stale (asked, team) select distinct asked, team from written;
    return null;
end $$;
create trigger asks_are_stale_when_new after insert on ask
    referencing new table as written for each statement execute function asks_are_stale();
create trigger asks_are_stale after update on ask
    referencing new table as written for each statement execute function asks_are_stale();

create function votes_are_stale() returns trigger language plpgsql as $$
begin
    insert into figure_stale (asked, team) select distinct a.asked, a.team from written v join ask a on a.id = v.ask;
    return null;
end $$;
create trigger votes_are_stale_when_new after insert on vote
    referencing new table as written for each statement execute function votes_are_stale();
create trigger votes_are_stale after update on vote
    referencing new table as written for each statement execute function votes_are_stale();
create trigger votes_are_stale_when_gone after delete on vote
    referencing old table as written for each statement execute function votes_are_stale();

create function reasons_are_stale() returns trigger language plpgsql as $$
begin
    insert into figure_stale (asked, team)
    select distinct a.asked, a.team from written r join ask a on a.matter = r.matter;
    return null;
end $$;
create trigger reasons_are_stale_when_new after insert on matter_reason
    referencing new table as written for each statement execute function reasons_are_stale();
create trigger reasons_are_stale after update on matter_reason
    referencing new table as written for each statement execute function reasons_are_stale();
create trigger reasons_are_stale_when_gone after delete on matter_reason
    referencing old table as written for each statement execute function reasons_are_stale();

-- standing: what the company promises to everybody, and what became of each case of it.
create table standing_promise (
    id          bigint generated always as identity primary key,
    rule        text not null check (rule in ('ANSWERED_WITHIN', 'CALLED_IN_WINDOW', 'OUTAGE_MADE_GOOD', 'HANDED_OVER_AT_MOST',
                                              'CALLED_BACK_WITHIN')),
    -- Hours, hand-overs or minutes, as the rule counts them; 0 where it counts nothing.
    number      int not null check (number between 0 and 100000),
    state       text not null check (state in ('DRAFT', 'ACTIVE', 'RETIRED')),
    -- A list of {language, promise, makeGood}.
    words       jsonb not null,
    amount_cents bigint check (amount_cents > 0),
    currency    text check (currency ~ '^[A-Z]{3}$'),
    active_from timestamptz,
    retired     timestamptz,
    -- Up to which moment what had ended was looked at.
    judged      timestamptz,
    changed     timestamptz not null,
    check ((amount_cents is null) = (currency is null)),
    check (state = 'DRAFT' or active_from is not null)
);

-- Each case once, whatever happens to it later.
create table standing_case (
    standing_promise bigint not null references standing_promise,
    -- What it is of: "promise:4711".
    key              text not null,
    customer         bigint not null references customer,
    team             bigint not null references team,
    matter           bigint,
    kept             boolean not null,
    at               timestamptz not null,
    -- To tell the customer, of one that was broken.
    promise          bigint references promise,
    primary key (standing_promise, key)
);
create index standing_case_customer on standing_case (customer) where not kept;
create index standing_case_at on standing_case (standing_promise, at) include (kept);

-- What its rules look for among what has ended.
create index hand_over_answered on hand_over (answered) where state = 'ACCEPTED';
create index matter_closed on matter (closed) where closed is not null;
create index call_missed on call (ended) where state = 'MISSED' and direction = 'INBOUND';

-- coverage: to whom we said hello because we had not spoken for long.
create table hello (
    promise  bigint primary key references promise,
    customer bigint not null references customer,
    team     bigint not null references team,
    offered  timestamptz not null,
    ended    timestamptz,
    spoken   boolean
);
create unique index hello_open on hello (customer) where ended is null;
create index hello_team on hello (team) where ended is null;
create index hello_customer on hello (customer, offered desc);
create index acquaintance_last on acquaintance (last);
