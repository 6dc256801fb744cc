-- Owner: exchange-rates. Why: all purchases of a month are converted at one rate (rule E27). While none is recorded for a
-- month, the newest before it counts; recorded in the middle of the month, its own would have been a second one. The first
-- charge of a month says which month's rate it has, for every account, and all others follow.
create table month_rate (
  month char(7) not null,
  from_currency char(3) not null,
  to_currency char(3) not null,
  -- The month whose recorded rates count.
  rate_month char(7) not null,
  fixed_at timestamptz not null,
  primary key (month, from_currency, to_currency)
);
alter table month_rate enable row level security;
alter table month_rate force row level security;
create policy month_rate_all on month_rate to comptoir_system using (true) with check (true);
grant select, insert on month_rate to comptoir_system;

-- What was charged before this was kept: the rate that the earliest charge of each month has.
alter table charge no force row level security;
insert into month_rate (month, from_currency, to_currency, rate_month, fixed_at)
select distinct on (1, 2, 3) to_char(occurred_at at time zone 'UTC', 'YYYY-MM'), pricing_currency, currency,
  to_char(exchange_rate_date + interval '1 month', 'YYYY-MM'), occurred_at
from charge where pricing_currency <> currency
order by 1, 2, 3, occurred_at, id;
alter table charge force row level security;
