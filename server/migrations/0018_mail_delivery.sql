-- Owner: platform. Why: mail that was written is handed to a mail server, which may take it, refuse it, ask for patience
-- or be away. Each mail keeps what became of it. These times are the wall clock's, as everything is that happens between
-- machines; production's business time is the same.

alter table mail
  add column refused_at timestamptz,            -- the server refused it for good, or it was tried too often
  add column tries int not null default 0,      -- attempts at this mail that the server answered, or that a process died over
  add column next_try_at timestamptz,           -- not before; null: at once
  add column claimed_until timestamptz,         -- a process is handing it over; when it dies, another may from then on
  add column outage_since timestamptz,          -- the server was away, or took nothing from us: the mails behind wait too
  add column problem text,                      -- what was said when it last failed
  add constraint mail_ended_once check (sent_at is null or refused_at is null),
  add constraint mail_refused_says_why check (refused_at is null or problem is not null);
create index mail_waiting on mail (at, id) where sent_at is null and refused_at is null;
create index mail_by_age on mail (at desc, id desc);
