-- What an account is called stands encrypted, and is found by a keyed hash of it: known_by, with its issuer. Sign-ins under way are counted by
-- whence they come, and they and failed tries by their age, so that strangers can't fill the tables.
alter table account add column known_by {text} not null default '';
drop index account_open;
drop index account_own;
drop index account_authority;
create unique index account_open on account (known_by, authority) where closed = 0 and known_by <> '';
create unique index account_own on account (known_by) where issuer = '' and closed = 0 and known_by <> '';
create index account_authority on account (authority);

alter table pending_sign_in add column network {text} not null default '';
create index pending_sign_in_network on pending_sign_in (network, begun);
create index pending_sign_in_begun on pending_sign_in (begun);
create index failure_last on failure (last);
