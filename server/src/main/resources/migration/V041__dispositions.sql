-- disposition: what came of a call, in one of a few words that the company chose.
create table disposition (
    id      bigint generated always as identity primary key,
    name    text not null check (length(name) between 1 and 40),
    place   int not null,
    retired boolean not null default false
);
create unique index disposition_name on disposition (lower(name)) where not retired;

insert into disposition (name, place)
values ('Solved', 0), ('Promise made', 1), ('Passed on', 2), ('Wrong number', 3), ('Nobody there', 4);

create table call_disposition (
    interaction bigint primary key references interaction,
    disposition bigint not null references disposition,
    -- Who said so.
    agent       bigint not null references agent,
    at          timestamptz not null
);
