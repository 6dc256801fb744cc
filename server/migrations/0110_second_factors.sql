-- Owner: identity. Why: wrong codes of a second factor are counted by person, whatever process or address they come to:
-- six digits are guessed by who may try often. The factors themselves are 0093's. System only, hence no grants.

alter table user_account
  add column wrong_codes int not null default 0,
  add column wrong_codes_since timestamptz;
