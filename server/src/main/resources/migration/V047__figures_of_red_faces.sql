-- insight: whom we asked again, and red faces, counted beforehand as questions and votes are.
create table again_cell (
    day     date not null,
    team    bigint not null,
    -- 0: nobody said it.
    reason  bigint not null,
    channel text not null,
    survey  bigint not null,
    series  int not null,
    face_after_n int not null, face_after_hit int not null, face_after_against int not null
);
create index again_cell_day on again_cell (day, team);

-- One red face each: half of them, and nine of ten, can't be told from sums.
create table red_cell (
    day     date not null,
    team    bigint not null,
    reason  bigint not null,
    channel text not null,
    survey  bigint not null,
    series  int not null,
    -- Until the first call about it; none: there was none.
    seconds float8
);
create index red_cell_day on red_cell (day, team);

-- A call about a red face changes what is counted of the day on which they were asked.
create function calls_are_stale() returns trigger language plpgsql as $$
begin
    insert into figure_stale (asked, team)
    select distinct a.asked, a.team
      from written k join promise p on p.id = k.promise join ask a on a.matter = p.matter join vote v on v.ask = a.id
     where v.question = 'FACES' and (v.answer = 1 or v.changed > v.confirmed)
    union
    select a.asked, a.team
      from written k join vote v on v.promise = k.promise join ask a on a.id = v.ask
     where v.question = 'FACES' and (v.answer = 1 or v.changed > v.confirmed);
    return null;
end $$;
create trigger calls_are_stale_when_new after insert on call_attempt
    referencing new table as written for each statement execute function calls_are_stale();
create trigger calls_are_stale_when_gone after delete on call_attempt
    referencing old table as written for each statement execute function calls_are_stale();
