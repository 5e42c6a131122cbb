-- voice: as whom we are known at a trunk that wants us to register.
alter table trunk add column domain text not null default '';
alter table trunk add column username text not null default '';
-- Sealed; empty without an account.
alter table trunk add column password text not null default '';
