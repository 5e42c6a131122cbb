-- calling: when we may call somebody, what they permitted, when we said we would, and what became of it.

-- When people of a country may be called: for each day of the week, Monday first, stretches of their own clock.
create table calling_rule (
    country     text not null check (country = '*' or country ~ '^[A-Z]{2}$'),
    scope       text not null check (scope in ('EVERY_CALL', 'UNASKED', 'SELLING')),
    hours       text[] not null check (cardinality(hours) = 7),
    on_holidays boolean not null,
    source      text not null check (length(source) between 1 and 300),
    checked     date not null,
    primary key (country, scope)
);

insert into calling_rule (country, scope, hours, on_holidays, source, checked)
select country, scope,
       array_fill(weekday, array[5]) || saturday || sunday, on_holidays, source, checked::date
  from (values
    ('*', 'UNASKED', '09:00-20:00', '09:00-20:00', '', false,
     'Our own rule: by day, on working days, on the clock of whom we call', '2026-11-30'),
    ('US', 'EVERY_CALL', '08:00-20:00', '08:00-20:00', '08:00-20:00', true,
     '47 CFR 64.1200(c)(1): 8 to 21; several states, as Florida (501.059), 8 to 20: the strictest of them', '2026-11-30'),
    ('FR', 'SELLING', '10:00-13:00,14:00-20:00', '', '', false,
     'Code de la consommation D223-9 (décret 2022-1313): Monday to Friday 10 to 13 and 14 to 20, no public holidays',
     '2026-11-30'),
    ('AU', 'SELLING', '09:00-20:00', '09:00-17:00', '', false,
     'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017: no Sundays, no national holidays',
     '2026-11-30'),
    ('CA', 'SELLING', '09:00-21:30', '10:00-18:00', '10:00-18:00', true,
     'CRTC Unsolicited Telecommunications Rules, part III: weekdays 9 to 21:30, weekends 10 to 18', '2026-11-30')
  ) as known (country, scope, weekday, saturday, sunday, on_holidays, source, checked);

-- That somebody may be called: a record of its own, never a colour or a guess.
create table call_permission (
    id            bigint generated always as identity primary key,
    customer      bigint not null references customer,
    contact_point bigint references contact_point,
    -- What it is about, in words that they were shown.
    purpose       text not null,
    through       text not null,
    -- Which text they agreed to.
    wording       text not null,
    matter        bigint references matter,
    window_from   timestamptz,
    window_to     timestamptz,
    given         timestamptz not null,
    expires       timestamptz not null,
    withdrawn     timestamptz
);
create index call_permission_customer on call_permission (customer, given desc);

-- The window of a promise to call.
create table call_back (
    promise     bigint primary key references promise,
    customer    bigint not null references customer,
    team        bigint not null references team,
    contact_point bigint references contact_point,
    permission  bigint references call_permission,
    -- When they asked; which window they were promised first.
    asked       timestamptz not null,
    first_from  timestamptz not null,
    first_to    timestamptz not null,
    window_from timestamptz not null,
    window_to   timestamptz not null
);
create index call_back_team on call_back (team, window_from);
create index call_back_customer on call_back (customer);
create index call_back_window on call_back (window_to);

-- One go at it.
create table call_attempt (
    id          bigint generated always as identity primary key,
    promise     bigint not null references promise,
    customer    bigint not null references customer,
    agent       bigint not null references agent,
    interaction bigint references interaction,
    at          timestamptz not null,
    -- The window that it was to be within, as it was promised then; none: as soon as we can.
    window_from timestamptz,
    window_to   timestamptz,
    outcome     text check (outcome in ('REACHED', 'NO_ANSWER', 'MESSAGE', 'CUT')),
    ended       timestamptz
);
create index call_attempt_promise on call_attempt (promise, id);
create index call_attempt_interaction on call_attempt (interaction);
create index call_attempt_customer on call_attempt (customer);
create index call_attempt_at on call_attempt (at);

-- A promised window that was changed, and whether they were told before it ended.
create table call_move (
    id        bigint generated always as identity primary key,
    promise   bigint not null references promise,
    customer  bigint not null references customer,
    old_from  timestamptz not null,
    old_to    timestamptz not null,
    new_from  timestamptz not null,
    new_to    timestamptz not null,
    why       text not null check (why in ('CHOSEN', 'REPLANNED', 'NOBODY_ANSWERED')),
    at        timestamptz not null,
    told      boolean not null
);
create index call_move_promise on call_move (promise);
create index call_move_customer on call_move (customer);

-- The page on which somebody says when it suits them. The token is only known to them.
create table call_link (
    token_hash bytea primary key,
    customer   bigint not null references customer,
    matter     bigint not null references matter,
    promise    bigint references promise,
    created    timestamptz not null,
    expires    timestamptz not null
);
create index call_link_customer on call_link (customer);

-- Whoever called spoke to a machine there, and left a message.
alter table call add column machine boolean not null default false;
