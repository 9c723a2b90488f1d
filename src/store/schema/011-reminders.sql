-- What reminds people outside the program that there is something to do, beside the journal.

-- A calendar at a secret address, which stands here as a hash only. days: a hash of the days that stood in it when it was asked for last;
-- changed: since when those.
create table calendar_address (
  hash {text} primary key,
  account {text} not null references account (id),
  commission {text} not null,
  days {text} not null,
  changed {number} not null
) {rows};

create unique index calendar_address_of on calendar_address (account, commission);

-- Who wants mail in the morning. day: the last on which it was seen to; next: not before then on that day, and never when it is done with.
create table mail_wish (
  account {text} primary key references account (id),
  day {number} not null,
  next {number} not null,
  tries {number} not null
) {rows};

create index mail_wish_next on mail_wish (day, next);
