-- Positions go on from a project's last one, under the lock that its batches take.
drop sequence item_position_seq;
