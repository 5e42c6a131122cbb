-- channel: who gets nothing that is sent to many. Of an erased person the digest alone is left, so that they stay unsent.
create table suppression (
    -- sha256 of kind, a space and the value.
    digest bytea primary key,
    kind   text not null,
    value  text,
    why    text not null check (why in ('UNSUBSCRIBED', 'BOUNCED', 'BY_HAND')),
    since  timestamptz not null,
    account bigint
);
create index suppression_since on suppression (since desc);

-- Asked by whoever sends to many, in the statement that chooses to whom.
create function is_suppressed(point_kind text, point_value text) returns boolean language sql stable parallel safe
    return exists (select from suppression s
                    where s.digest = sha256(convert_to(point_kind || ' ' || point_value, 'UTF8')));

-- channel: what is sent to many is never sent again where it may have arrived, and yields to what one of us wrote.
alter table outbound add column many boolean not null default false,
    -- Where a mail program unsubscribes by one click (RFC 8058).
    add column unsubscribe text;
drop index outbound_due;
create index outbound_due on outbound (next_attempt_at)
    where state in ('WAITING', 'QUEUED', 'DEFERRED', 'SENDING') and not many;
create index outbound_many_due on outbound (next_attempt_at) where many and state = 'DEFERRED';
create index outbound_many_sending on outbound (sender_until) where many and state = 'SENDING';

-- outreach: what went wrong or will change, whom it touches, and what we tell them.
create table incident (
    id          bigint generated always as identity primary key,
    kind        text not null check (kind in ('MISTAKE', 'CHANGE', 'OUTAGE')),
    name        text not null,
    since       timestamptz,
    until       timestamptz,
    -- Of a change: when it takes effect, and so many days before they must have been told.
    effective   timestamptz,
    lead_days   int not null default 0,
    -- After so long without a sign another way is tried; none: never.
    second_hours int,
    ways        text[] not null,
    whom        jsonb not null,
    state       text not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'TELLING', 'TOLD', 'RESOLVED')),
    author      bigint not null,
    -- What came back to the author, and why.
    returned    text,
    created     timestamptz not null,
    submitted   timestamptz,
    approved    timestamptz,
    approved_by bigint,
    telling     timestamptz,
    told        timestamptz,
    resolved    timestamptz,
    -- On the public page since then.
    published   timestamptz
);
create index incident_open on incident (id) where state <> 'RESOLVED';
create index incident_published on incident (published desc) where published is not null;

-- What is said on its page, in each language.
create table incident_text (
    incident bigint not null references incident,
    language text not null,
    happened text not null,
    doing    text not null,
    primary key (incident, language)
);

-- Whom a file named.
create table incident_listed (
    incident bigint not null references incident,
    line     int not null,
    given    text not null,
    customer bigint references customer,
    primary key (incident, line)
);
create index incident_listed_customer on incident_listed (customer) where customer is not null;

-- Who is touched; frozen when it is submitted.
create table touched (
    incident  bigint not null references incident,
    customer  bigint not null references customer,
    -- Accepted by their mail server, said to them, shown to them.
    told      timestamptz,
    told_how  text,
    known     timestamptz,
    known_how text,
    primary key (incident, customer)
);
create index touched_customer on touched (customer);

-- What they think of what we do about it.
create table opinion (
    incident bigint not null references incident,
    customer bigint not null references customer,
    fits     boolean,
    words    text not null,
    how      text not null,
    agent    bigint,
    at       timestamptz not null,
    primary key (incident, customer)
);
create index opinion_latest on opinion (incident, at desc);
create index opinion_customer on opinion (customer);

create table campaign (
    id          bigint generated always as identity primary key,
    kind        text not null check (kind in ('INCIDENT', 'SURVEY', 'NEWS')),
    incident    bigint references incident,
    name        text not null,
    -- Says what is new to those who were told before.
    is_update   boolean not null,
    state       text not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'RUNNING', 'PAUSED', 'STOPPED', 'DONE')),
    -- Why it was paused, if not by hand.
    why         text,
    author      bigint not null,
    returned    text,
    created     timestamptz not null,
    approved    timestamptz,
    approved_by bigint,
    begun       timestamptz,
    ended       timestamptz,
    -- Bounces that somebody looked at before it went on: they stop it no more.
    forgiven    int not null default 0,
    -- Which process sends it, and until when that is believed.
    sender      text,
    sender_until timestamptz
);
create index campaign_incident on campaign (incident);
create index campaign_running on campaign (id) where state = 'RUNNING';

create table campaign_text (
    campaign bigint not null references campaign,
    language text not null,
    subject  text not null,
    words    text not null,
    primary key (campaign, language)
);

-- One try to tell one customer. Built by one statement; interaction and message come with sending.
create table campaign_attempt (
    id          bigint generated always as identity primary key,
    campaign    bigint not null references campaign,
    customer    bigint not null references customer,
    contact_point bigint,
    way         text not null,
    -- The first one, or the second after no sign.
    round       int not null default 1,
    language    text not null,
    domain      text not null default '',
    state       text not null,
    detail      text not null default '',
    outbound    bigint,
    interaction bigint,
    changed     timestamptz not null
);
create index campaign_attempt_waiting on campaign_attempt (campaign, id) where state = 'WAITING';
create index campaign_attempt_sending on campaign_attempt (campaign, changed) where state = 'SENDING';
create index campaign_attempt_counts on campaign_attempt (campaign, state);
create index campaign_attempt_customer on campaign_attempt (customer);
create index campaign_attempt_outbound on campaign_attempt (outbound) where outbound is not null;

-- Whom their own team calls, in portions as there is time.
create table incident_call (
    incident bigint not null references incident,
    customer bigint not null references customer,
    state    text not null check (state in ('WAITING', 'PROMISED', 'DONE')),
    promise  bigint,
    added    timestamptz not null,
    primary key (incident, customer)
);
create index incident_call_waiting on incident_call (incident, added) where state = 'WAITING';
create index incident_call_promise on incident_call (promise) where promise is not null;
create index incident_call_customer on incident_call (customer);

-- What we do for somebody whom we let down.
create table make_good (
    id               bigint generated always as identity primary key,
    incident         bigint references incident,
    standing_promise bigint,
    customer         bigint not null references customer,
    what             text not null,
    amount_cents     bigint check (amount_cents > 0),
    currency         text,
    state            text not null check (state in ('PROPOSED', 'APPROVED', 'DONE', 'ARRIVED', 'DROPPED')),
    proposed_by      bigint,
    proposed         timestamptz not null,
    approved_by      bigint,
    approved         timestamptz,
    done_by          bigint,
    done             timestamptz,
    -- A receipt, or the number of the credit in another system.
    proof            text,
    arrived          timestamptz,
    arrived_how      text,
    check (amount_cents is null or currency is not null)
);
create index make_good_incident on make_good (incident, state) where incident is not null;
create index make_good_customer on make_good (customer);
-- The same standing promise is made good once for each of its breaches.
create index make_good_standing on make_good (standing_promise) where standing_promise is not null;

-- How short messages leave the house; one at most.
create table sms_gateway (
    one     boolean primary key default true check (one),
    url     text not null,
    secret  text not null,
    sender  text not null,
    enabled boolean not null,
    changed timestamptz not null,
    account bigint not null
);
