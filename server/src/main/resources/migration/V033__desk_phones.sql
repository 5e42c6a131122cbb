-- voice: the telephone on the desk of one of us: as whom it registers here.
create table desk_phone (
    agent     bigint primary key references agent,
    username  text not null unique,
    -- Sealed: digests need the password itself.
    password  text not null,
    -- Whether it rings first when its owner calls somebody from the desktop.
    preferred boolean not null default false,
    made      timestamptz not null
);
