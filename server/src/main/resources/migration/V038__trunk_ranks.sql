-- voice: of several trunks that take our calls, the lower one is tried first.
alter table trunk add column rank integer not null default 1 check (rank between 1 and 99);
