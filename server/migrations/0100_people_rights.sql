-- Owner: identity. Why: the people of a tenant are listed with what 0093 added about them, and what people look for is
-- found by name, user name and address.

grant select (first_name, last_name, phone_number, usage_location, must_change_password, deleted_at, immutable_id, version)
  on user_account to comptoir_app;
create index user_account_deleted on user_account (deleted_at) where deleted_at is not null;
