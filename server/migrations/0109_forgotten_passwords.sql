-- Owner: identity. Why: who forgot the password names user name or address, and links that were mailed are counted.

create index user_account_by_email on user_account (comptoir_lower(email));
create index password_reset_by_user on password_reset (user_id, made_at);
