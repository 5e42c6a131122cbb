-- An arrival writes a dozen rows. Each is checked against its nearest parent only: inbound, content and timeline belong
-- to an interaction, work and promises to a matter, both to a customer. What a row repeats from its parents (customer,
-- team, matter) is written from the same values, in the same transaction, and nothing that it names is ever deleted.
alter table interaction drop constraint interaction_matter_fkey, drop constraint interaction_contact_point_fkey;
alter table work drop constraint work_customer_fkey, drop constraint work_team_fkey;
alter table promise drop constraint promise_customer_fkey, drop constraint promise_team_fkey,
    drop constraint promise_work_fkey;
alter table inbound drop constraint inbound_customer_fkey, drop constraint inbound_matter_fkey,
    drop constraint inbound_door_fkey;
alter table outbound drop constraint outbound_customer_fkey, drop constraint outbound_matter_fkey,
    drop constraint outbound_door_fkey;

-- Words that only the program writes, from its own enumerations.
alter table matter drop constraint matter_state_check;
alter table interaction drop constraint interaction_direction_check;
alter table work drop constraint work_state_check;
alter table promise drop constraint promise_kind_check, drop constraint promise_state_check,
    drop constraint promise_risk_check;
alter table inbound drop constraint inbound_fate_check;
alter table contact_point drop constraint contact_point_kind_check;
alter table customer_contact_point drop constraint customer_contact_point_proof_check;

-- Every index that a row enters is written with it. Dropped: a team's unowned promises are few of its open ones; a
-- matter's arrivals are found through its interactions; one index keeps the journal's order, one finds the events of a
-- customer (or of none), each event is in both once.
drop index promise_unowned;
drop index inbound_matter;
alter table event drop constraint event_pkey;
drop index event_in_order;
alter table event add constraint event_in_order primary key (tx, id);
drop index event_of_customer;
create unique index event_of_customer on event (customer, id);
-- With the state in it, a matter's open promises come from this index alone; without, the planner reads every open
-- promise there is beside it.
drop index promise_matter;
create index promise_matter on promise (matter, state);
