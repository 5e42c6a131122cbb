-- voice: who of us listened to a call without being in it, and how: written before they hear anything.
create table call_listener (
    id    bigint generated always as identity primary key,
    call  bigint not null references call on delete cascade,
    agent bigint not null references agent,
    how   text not null check (how in ('LISTENS', 'WHISPERS')),
    began timestamptz not null,
    -- Null while it goes on.
    ended timestamptz,
    check (ended >= began)
);
create index call_listener_call on call_listener (call, id);
create index call_listener_live on call_listener (id) where ended is null;
