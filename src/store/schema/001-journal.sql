-- The journal and what is made of it. A file in this folder is never changed after a release: what comes later is a file with the next
-- number. Words in braces are each database's own: {id} {number} {text} {bytes} {rows}.
--
-- Times are milliseconds since 1970 UTC, days are days since 1970-01-01, flags are 0 or 1.
--
-- Room is left for a tree over all entries and its signed checkpoints: tables of their own by `position`, which has no gaps.

-- A stream has one owner. version and hash are those of its last entry. key: what its entries are encrypted with, itself wrapped by a key
-- that stands elsewhere; null when nothing in it is encrypted.
create table stream (
  id {id},
  name {text} not null unique,
  owner {text} not null,
  version {number} not null,
  hash {bytes} not null,
  key {bytes}
) {rows};

-- position: the order in which entries were written, 1, 2, 3 … without gaps.
-- subjects: what is looked for, "kind id", a line each; the tables subject and event_subject are its index.
-- command, request: what asked for it, and a hash of what was asked: one that comes again is answered as it was.
-- scope: 0, or of what is hidden its stream: an id is the only one in its scope, so that nobody who tries an id learns of what is hidden.
-- data, encrypted: one of them, the other null; both when the data has been erased, or there never was any. salt: null when it has been
-- erased. data_hash is of what stands here, encrypted or not.
create table event (
  position {number} primary key,
  stream {number} not null references stream (id),
  seq {number} not null,
  id {text} not null,
  scope {number} not null,
  type {text} not null,
  recorded {number} not null,
  command {text} not null,
  request {text} not null,
  shared {number} not null,
  subjects {text} not null,
  envelope {text} not null,
  data {text},
  encrypted {bytes},
  salt {bytes},
  data_hash {bytes} not null,
  hash {bytes} not null,
  marks {bytes} not null,
  unique (id, scope),
  unique (stream, seq)
) {rows};

create index event_command on event (command);
create index event_shared on event (position) where shared = 1;

-- What events are about: a case, an authority's person, a forum …
create table subject (
  id {id},
  kind {text} not null,
  name {text} not null,
  unique (kind, name)
) {rows};

create table event_subject (
  subject {number} not null references subject (id),
  position {number} not null references event (position),
  primary key (subject, position)
) {rows};

-- Views: made anew from the journal at any time.
create table obligation (
  subject {number} not null references subject (id),
  authority {text} not null,
  id {text} not null,
  in_case {text} not null,
  norm {text} not null,
  agreement {text} not null,
  bearers {text} not null,
  owed {number} not null,
  life {text} not null,
  outcome {text} not null,
  opened_on {number},
  due_on {number},
  details {text} not null,
  primary key (subject, authority, id)
) {rows};

-- The lists' order: by due day, those without a day last.
create index obligation_open on obligation (authority, coalesce(due_on, 2147483647), in_case, id) where owed = 1 and life <> 'closed';

create table case_head (
  subject {number} not null references subject (id),
  authority {text} not null,
  in_case {text} not null,
  events {number} not null,
  first_on {number} not null,
  last_on {number} not null,
  closed {number} not null,
  open {number} not null,
  next_due_on {number},
  details {text} not null,
  primary key (subject, authority)
) {rows};

create unique index case_head_case on case_head (authority, in_case);
create index case_head_due on case_head (authority, coalesce(next_due_on, 2147483647), in_case);

-- Who is named in a case for what is kept most closely, as its head says.
create table case_named (
  subject {number} not null references subject (id),
  authority {text} not null,
  staff {text} not null,
  primary key (authority, staff, subject)
) {rows};

-- How far long work has come, and the like.
create table progress (
  name {text} primary key,
  value {text} not null
) {rows};
