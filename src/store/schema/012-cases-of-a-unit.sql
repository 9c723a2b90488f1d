-- The cases that a unit has are found by it. unit: that has the case, as its head says; empty: none. Views: they are made anew from the journal.
alter table case_head add column unit {text} not null default '';
create index case_head_of_unit on case_head (authority, unit, in_case) where unit <> '';

delete from case_holder;
delete from case_head;
-- But not what the database is for.
delete from progress where name <> 'practice';
