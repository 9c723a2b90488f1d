-- What an authority's people have to do, in the order of their lists. Views: they are made anew from the journal.
drop table obligation;

-- unit, taken: of the case that it stands in. pace: what of its urgency no day changes. day: the last day, or where there is none the day
-- to look.
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
  day {number},
  pace {text} not null,
  unit {text} not null,
  taken {text} not null,
  details {text} not null,
  primary key (subject, authority, id)
) {rows};

-- The lists' order: by day, those without a day last.
create index obligation_open on obligation (authority, coalesce(due_on, 2147483647), in_case, id) where owed = 1 and life <> 'closed';
create index obligation_of_unit on obligation (authority, unit, taken, pace, coalesce(day, 2147483647), in_case, id) where owed = 1 and life <> 'closed';
create index obligation_of_all on obligation (authority, pace, coalesce(day, 2147483647), in_case, id) where owed = 1 and life <> 'closed';
create index obligation_of_case on obligation (authority, in_case, pace, coalesce(day, 2147483647), id) where owed = 1 and life <> 'closed';

drop table case_named;

-- Who works in a case, and whether they are named for what is kept most closely, as its head says.
create table case_holder (
  subject {number} not null references subject (id),
  authority {text} not null,
  staff {text} not null,
  in_case {text} not null,
  is_named {number} not null,
  primary key (authority, staff, subject)
) {rows};

create index case_holder_case on case_holder (authority, staff, in_case);

delete from case_head;
delete from progress;
