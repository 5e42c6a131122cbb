-- chat: whether visitors may call from the page.
alter table chat_door add column calls boolean not null default false;
