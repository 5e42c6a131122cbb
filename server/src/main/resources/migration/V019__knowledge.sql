-- knowledge: what a team knows, ready to be said. Templates are inserted into replies; articles are linked and read.
create table template (
    id       bigint generated always as identity primary key,
    -- Whose it is; null: everybody's.
    team     bigint references team,
    language text not null,
    title    text not null,
    -- What is typed after the slash.
    shortcut text not null,
    text     text not null,
    by_agent bigint not null references agent,
    changed  timestamptz not null
);
create unique index template_shortcut on template (coalesce(team, 0), language, shortcut);

create table article (
    id       bigint generated always as identity primary key,
    team     bigint references team,
    language text not null,
    title    text not null,
    text     text not null,
    owner    bigint not null references agent,
    -- By when its owner looks whether it is still true.
    review   date not null,
    public   boolean not null,
    -- The reply it was written from.
    origin   bigint references interaction,
    changed  timestamptz not null,
    words    tsvector not null generated always as
             (setweight(to_tsvector('words'::regconfig, translate(title, '<>', '  ')), 'A')
              || setweight(to_tsvector('words'::regconfig, translate(text, '<>', '  ')), 'B')) stored
);
create index article_words on article using gin (words);
create index article_owner on article (owner, review);

-- A reply into which an article was put.
create table article_use (
    article     bigint not null references article on delete cascade,
    interaction bigint not null references interaction,
    agent       bigint not null references agent,
    at          timestamptz not null,
    primary key (article, interaction)
);

-- "Did this help?", asked on its public page.
create table article_vote (
    id      bigint generated always as identity primary key,
    article bigint not null references article on delete cascade,
    helped  boolean not null,
    words   text not null,
    at      timestamptz not null
);
create index article_vote_article on article_vote (article, at desc);

-- What somebody should look at because a colleague, or a customer, made it theirs. Dismissed when it was opened.
create table pointer (
    id       bigint generated always as identity primary key,
    agent    bigint not null references agent,
    kind     text not null check (kind in ('MENTION', 'HELD')),
    customer bigint not null references customer,
    by_agent bigint references agent,
    note     bigint references note,
    interaction bigint references interaction,
    at       timestamptz not null,
    seen     timestamptz
);
create index pointer_open on pointer (agent, at desc) where seen is null;
create unique index pointer_note on pointer (agent, note) where note is not null;

-- A reply that leaves at a chosen moment, and one that was held because the customer wrote before it did.
alter table outbound add column send_at timestamptz;
alter table outbound drop constraint outbound_state_check;
alter table outbound add constraint outbound_state_check check (state in ('WAITING', 'SCHEDULED', 'HELD', 'QUEUED',
    'SENDING', 'ACCEPTED', 'DEFERRED', 'BOUNCED', 'FAILED', 'CANCELLED'));
create index outbound_scheduled on outbound (next_attempt_at) where state = 'SCHEDULED';
create index outbound_unsent on outbound (customer) where state in ('SCHEDULED', 'HELD');

-- What stands under a reply in the mail that leaves: who signs, and the words it answers.
alter table outbound add column signature text not null default '';
alter table outbound add column quoted text not null default '';
create table signature (
    id    bigint generated always as identity primary key,
    team  bigint unique references team,
    agent bigint unique references agent,
    text  text not null,
    check ((team is null) <> (agent is null))
);
