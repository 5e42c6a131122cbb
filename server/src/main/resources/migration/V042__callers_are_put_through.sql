-- voice: whether a trunk connects calls elsewhere when it is asked to (REFER).
alter table trunk add column refers boolean not null default false;

-- To whom a caller was put through, outside of the house.
create table call_passed (
    call    bigint primary key references call,
    agent   bigint not null references agent,
    number  text not null check (number <> ''),
    -- Their carrier did it; nothing of it went by us.
    carrier boolean not null,
    at      timestamptz not null
);
