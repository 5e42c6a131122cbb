-- Words are now taken apart by the server: search_entry is a projection, read again from the first event.
truncate search_entry;
update journal_reader set tx = '0', id = 0 where name = 'search';
