-- insight: only what a figure is made of marks a day as stale. Pages that machines open again and again change no figure.
create function changed_asks_are_stale() returns trigger language plpgsql as $$
begin
    insert into figure_stale (asked, team)
    select distinct one.asked, one.team
      from written n
      join before o on o.id = n.id
      cross join lateral (values (n.asked, n.team), (o.asked, o.team)) one (asked, team)
     where (o.asked, o.team, o.survey, o.series, o.matter, o.channel, o.how, o.again_of, o.delivered is null, o.clicked)
           is distinct from
           (n.asked, n.team, n.survey, n.series, n.matter, n.channel, n.how, n.again_of, n.delivered is null, n.clicked);
    return null;
end $$;
drop trigger asks_are_stale on ask;
create trigger asks_are_stale after update on ask
    referencing old table as before new table as written for each statement execute function changed_asks_are_stale();
