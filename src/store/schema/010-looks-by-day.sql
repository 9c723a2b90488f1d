-- Who saw how many cases and persons during a day is found by the day, whatever else the log holds.
create index look_subject_at on look_subject (authority, at, chain, seq);
