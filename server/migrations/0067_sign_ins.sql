-- Owner: identity. Why: people see where they are signed in and end it, so what the token service remembers says whose it is
-- and by which sign-in it came. One row of a browser's session, and one of each refresh token that came by it.

alter table token_record
  add column account_id uuid,
  -- The browser's sign-in by which it came; refresh tokens outlive the browser's session and keep this name.
  add column session_uid text,
  add column application_id text,
  -- What the browser or the program calls itself.
  add column agent text,
  add column made_at timestamptz not null default clock_timestamp(),
  add column used_at timestamptz not null default clock_timestamp();

update token_record set
  account_id = nullif(payload ->> 'accountId', '')::uuid,
  session_uid = coalesce(payload ->> 'sessionUid', case kind when 'Session' then payload ->> 'uid' end),
  application_id = payload ->> 'clientId',
  made_at = coalesce(to_timestamp(coalesce(payload ->> 'loginTs', payload ->> 'iat')::bigint), clock_timestamp());

create index token_record_by_account on token_record (account_id, session_uid) where account_id is not null;
