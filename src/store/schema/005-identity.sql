-- Who individuals are to an authority, apart from the journal: no event holds a name or a number. What is said of a person is encrypted by
-- a key of theirs, which stands here wrapped by their authority's.

-- name: "authority/id", as the journal's subjects of the kind person. version and hash are those of the last version. number: what the
-- exact personal number is found by in this authority, a keyed hash; empty: the person has none.
create table person (
  name {text} primary key,
  authority {text} not null,
  key {bytes} not null,
  number {text} not null,
  version {number} not null,
  hash {bytes} not null
) {rows};

create index person_number on person (authority, number);

-- What was said each time, by whom and when: nothing is written over. command: what asked for it, as it is recognised when it comes again.
-- hash: of the one before, and of this row.
create table identity (
  person {text} not null references person (name),
  version {number} not null,
  number {text} not null,
  command {text} not null unique,
  encrypted {bytes} not null,
  hash {bytes} not null,
  primary key (person, version)
) {rows};

-- Codes on paper for individuals, at most one for each person. selector: the part of the code that it is found by. hash: of the whole code,
-- keyed. account: by which whoever shows it is signed in. through: the last day. tries: that have failed since it was given.
create table individual_code (
  person {text} primary key,
  selector {text} not null unique,
  hash {text} not null,
  account {text} not null unique,
  given {number} not null,
  through {number} not null,
  tries {number} not null
) {rows};
