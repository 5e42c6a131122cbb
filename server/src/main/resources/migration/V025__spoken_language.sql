-- access: in which language somebody reads their desk; null until they choose one, then the browser's decides.
alter table account add column language text check (language in ('en', 'es'));
