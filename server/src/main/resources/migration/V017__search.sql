-- search: everything that was said, found by its words. A projection of the journal: it may be emptied and read again.
-- Words are kept as written, without accents and in any case, and not cut to stems: customers write in many languages.
create extension if not exists unaccent;
create text search configuration words (copy = simple);
alter text search configuration words alter mapping for asciiword, word, numword, asciihword, hword, numhword,
    hword_asciipart, hword_part, hword_numpart with unaccent, simple;

create table search_entry (
    -- The event by which it came about.
    id          bigint primary key,
    customer    bigint not null,
    at          timestamptz not null,
    kind        text not null,
    interaction bigint,
    -- The note or the promise.
    ref         bigint,
    words       tsvector not null
);
create index search_entry_words on search_entry using gin (words);
create index search_entry_newest on search_entry (at desc, id desc);
create index search_entry_customer on search_entry (customer, at desc, id desc);
