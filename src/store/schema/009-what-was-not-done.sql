-- What was not done stands last in the lists, and what is new is known by when. Views: they are made anew from the journal.
drop table obligation;

-- unit, taken: of the case that it stands in. pace: what of its urgency no day changes. place: where it stands among those of its pace, by
-- its last day, or where there is none the day to look; what was not done the newest first. new_on: from when the authority knows of it.
create table obligation (
  subject {number} not null references subject (id),
  authority {text} not null,
  id {text} not null,
  in_case {text} not null,
  norm {text} not null,
  agreement {text} not null,
  verb {text} not null,
  bearers {text} not null,
  owed {number} not null,
  life {text} not null,
  outcome {text} not null,
  opened_on {number},
  due_on {number},
  place {number} not null,
  new_on {number},
  pace {text} not null,
  unit {text} not null,
  taken {text} not null,
  details {text} not null,
  primary key (subject, authority, id)
) {rows};

-- The lists' order: by day, those without a day last.
create index obligation_open on obligation (authority, coalesce(due_on, 2147483647), in_case, id) where owed = 1 and life <> 'closed';
create index obligation_of_unit on obligation (authority, unit, taken, pace, place, in_case, id) where owed = 1 and pace <> 'settled';
create index obligation_of_all on obligation (authority, pace, place, in_case, id) where owed = 1 and pace <> 'settled';
create index obligation_of_case on obligation (authority, in_case, pace, place, id) where owed = 1 and pace <> 'settled';

delete from case_holder;
delete from case_head;
-- But not what the database is for.
delete from progress where name <> 'practice';
