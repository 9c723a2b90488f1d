-- Who has looked at what: the access journal. It is no part of the journal and nothing is worked out from it.

-- A chain belongs to one authority and to the one process that writes it. number: 1, 2, 3 … in the order opened, without gaps. length and
-- hash are those of its last look.
create table look_chain (
  number {number} primary key,
  authority {text} not null,
  opened {number} not null,
  length {number} not null,
  hash {bytes} not null
) {rows};

-- content: one JSON object. who, action: as it says them, to be searched by. All of these, and salt, are null when the content has been
-- erased.
create table look (
  chain {number} not null references look_chain (number),
  seq {number} not null,
  authority {text} not null,
  at {number} not null,
  who {text},
  action {text},
  content {text},
  salt {bytes},
  content_hash {bytes} not null,
  hash {bytes} not null,
  primary key (chain, seq)
) {rows};

create index look_at on look (authority, at, chain, seq);
create index look_who on look (authority, who, at, chain, seq);

-- Each case, person … that a look showed.
create table look_subject (
  authority {text} not null,
  kind {text} not null,
  name {text} not null,
  at {number} not null,
  chain {number} not null,
  seq {number} not null,
  primary key (authority, kind, name, at, chain, seq)
) {rows};
