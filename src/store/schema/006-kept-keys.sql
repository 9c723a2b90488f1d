-- Keys of what is encrypted and stands in no stream: the secrets of accounts, the words of the access journal. Wrapped as those of streams
-- are. name: what it is for. owner: whose it is; empty: nobody's alone.
create table kept_key (
  name {text} primary key,
  owner {text} not null,
  key {bytes} not null
) {rows};

-- What is to be erased, the oldest first.
create index look_kept on look (at) where content is not null;

alter table look_chain drop column opened;
