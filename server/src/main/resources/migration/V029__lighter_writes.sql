-- promise: whether its customer is called before others. An index that asks for `knocks` itself would be written anew,
-- and all others with it, at each knock; this one changes with the second knock alone.
drop index promise_call_first;
alter table promise add column call_first boolean not null
    generated always as (kind = 'CALL_BACK' or knocks > 1) stored;
create index promise_call_first on promise (deadline, id) where state = 'OPEN' and call_first;

-- Room in each page for the next version of its rows, so that no index need be touched.
alter table promise set (fillfactor = 80);

-- Words are merged into their index in larger lots: 16 MB are still looked through in some milliseconds.
alter index search_entry_words set (gin_pending_list_limit = 16384);
