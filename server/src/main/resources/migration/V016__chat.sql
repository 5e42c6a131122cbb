-- chat: the widget on a company's own site.
create table chat_door (
    door    bigint primary key references door,
    -- Sites that may embed it, as browsers name them: https://www.example.com
    origins text[] not null default '{}',
    -- With which the company's site signs who somebody is (HS256); sealed with the master key.
    secret  text
);

-- A browser that has written at a chat door. Its token is only known to that browser.
create table chat_visitor (
    id         bigint generated always as identity primary key,
    token_hash bytea not null,
    door       bigint not null references door,
    -- The address as which they are known to us: a handle, or the mail address that their site signed.
    address    text not null,
    signed     boolean not null,
    customer   bigint references customer,
    -- One coming and going; after a pause of some days they talk of something new.
    talk       int not null default 1,
    opened     boolean not null default false,
    -- Where they want the answer when they are gone.
    answer_to  text,
    created    timestamptz not null,
    last_at    timestamptz not null,
    unique (token_hash, door)
);
create index chat_visitor_customer on chat_visitor (customer);

-- How quickly chats were answered lately.
create index promise_chat_answers on promise (team, ended desc)
    where channel = 'CHAT' and kind = 'ANSWER' and state = 'KEPT';
