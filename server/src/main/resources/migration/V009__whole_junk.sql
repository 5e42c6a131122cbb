-- Junk keeps its sender's name and all its words, so that a rescued message says what it said.
alter table junk rename column start to text;
alter table junk add column name text not null default '';
