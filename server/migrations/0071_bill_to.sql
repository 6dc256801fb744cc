-- Owner: billing. Why: an invoice to a customer is made out to the company and address of its billing profile, as they
-- were on the day it was issued. Documents of before keep the name alone, as they were issued.
alter table invoice add column buyer_address jsonb;
