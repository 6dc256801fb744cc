-- Owner: billing and platform. Why: a charge that waits for an exchange rate was told by the proof only. Which rate is
-- missing is kept, and the account's row of due work says what waits, so that the operator sees it where it looks.
alter table charge_delay
  add column month char(7),
  add column from_currency char(3),
  add column to_currency char(3);
alter table charge_delay no force row level security;
update charge_delay set
  from_currency = substring(reason from 'from ([A-Z]{3}) to '),
  to_currency = substring(reason from ' to ([A-Z]{3}) for '),
  month = substring(reason from ' for (\d{4}-\d{2}) ');
-- It is tried again, and told again, at the next midnight.
delete from charge_delay where month is null or from_currency is null or to_currency is null;
alter table charge_delay force row level security;
alter table charge_delay
  alter column month set not null,
  alter column from_currency set not null,
  alter column to_currency set not null,
  drop column reason;

-- What part of an account's work waits for, as a code and what it speaks of: readers are told in their language.
alter table due_work add column waits_for jsonb;
