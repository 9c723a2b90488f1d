-- Who signs in, and in which browsers. None of it belongs to the journal, and none of it can be made anew from there. What would open
-- anything stands here as a hash only, but for the secret of the one-time codes.

-- issuer: empty for a password of our own. password: argon2id as libsodium writes it; empty until one has been chosen.
create table account (
  id {text} primary key,
  issuer {text} not null,
  name {text} not null,
  authority {text} not null,
  staff {text} not null,
  password {text} not null,
  code_secret {text} not null,
  last_code_step {number} not null,
  made {number} not null,
  closed {number} not null
) {rows};

-- A closed account keeps no name.
create unique index account_open on account (issuer, name, authority) where closed = 0;
create unique index account_own on account (name) where issuer = '' and closed = 0;
create index account_authority on account (authority, name);
create index account_staff on account (authority, staff);

create table recovery_code (
  account {text} not null references account (id),
  hash {text} not null,
  primary key (account, hash)
) {rows};

create table invitation (
  hash {text} primary key,
  account {text} not null references account (id),
  made {number} not null,
  code_secret {text} not null
) {rows};

create index invitation_account on invitation (account);

-- confirmed: when who it is was last shown. subject, provider_session: what the provider calls them, so that it can end them; empty for a
-- password of our own.
create table session (
  hash {text} primary key,
  account {text} not null references account (id),
  commission {text} not null,
  opened {number} not null,
  used {number} not null,
  confirmed {number} not null,
  subject {text} not null,
  provider_session {text} not null
) {rows};

create index session_account on session (account);
create index session_opened on session (opened);

-- Somebody is away at a provider: taken once, by the hash of the state that comes back.
create table pending_sign_in (
  state {text} primary key,
  provider {text} not null,
  browser {text} not null,
  nonce {text} not null,
  verifier {text} not null,
  return_to {text} not null,
  fresh {number} not null,
  begun {number} not null
) {rows};

-- Failed tries to sign in, by the hash of what they have in common.
create table failure (
  hash {text} primary key,
  count {number} not null,
  last {number} not null
) {rows};
