-- Owner: identity. A link by which a forgotten password is set anew belongs to the mail address and the password of its day:
-- when either is another one it opens nothing. Links from before have none of it, and end with this; they hold for an hour.
alter table password_reset add column account_state bytea;
