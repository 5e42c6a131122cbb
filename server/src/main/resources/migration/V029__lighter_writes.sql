-- promise: whether its customer is called before others. An index that asks for `knocks` itself would be written anew,
-- and all others with it, at each knock; this one changes with the second knock alone.
drop index promise_call_first;
alter table promise add column call_first boolean not null
    generated always as (kind = 'CALL_BACK' or knocks > 1) stored;
create index promise_call_first on promise (deadline, id) where state = 'OPEN' and call_first;

-- Room in each page for the next version of its rows, so that no index need be touched.
alter table promise set (fillfactor = 80);

-- New words wait beside their index and are merged into it in large lots, by the server and outside of any transaction
-- that writes: for as long as one is open, no reader of the journal passes it.
alter index search_entry_words set (gin_pending_list_limit = 65536);
create function merge_search_words() returns bigint language sql security definer
    set search_path = public, pg_temp
    as $$ select gin_clean_pending_list('search_entry_words') $$;
