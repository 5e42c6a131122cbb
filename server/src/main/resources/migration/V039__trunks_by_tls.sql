-- voice: trunks that are reached by TLS.
alter table trunk drop constraint trunk_transport_check;
alter table trunk add constraint trunk_transport_check check (transport in ('UDP', 'TCP', 'TLS'));
