-- Owner: identity. Why: an invitation may be sent again, and nobody's mailbox is filled: the row counts its mails. What a
-- request reads of it is all but the secret's hash; whom it is for is looked up by address.

alter table user_invitation add column mails int not null default 1;
revoke select on user_invitation from comptoir_app;
grant select (tenant_id, id, email, display_name, roles, language, state, made_at, made_by, expires_at, ended_at, user_id,
  mails) on user_invitation to comptoir_app;
create index user_invitation_by_email on user_invitation (tenant_id, comptoir_lower(email), made_at);
