-- Other systems that may use the API. Of a key only its hash stands here. A name is never given twice: it stands in the journal.

-- authorities: ids, with a blank between. through, used_on: days; used_on is null until the key has been used.
create table system_client (
  name {text} primary key,
  role {text} not null,
  authorities {text} not null,
  key_hash {text} not null unique,
  through {number} not null,
  used_on {number},
  made {number} not null,
  closed {number} not null
) {rows};
