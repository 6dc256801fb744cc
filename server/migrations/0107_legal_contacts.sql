-- Owner: partners. Why: whom a company names for its legal profile is its own to change without another vetting; the name
-- and the address were verified and stay the system's (wire contract 8.2).
alter table company_profile drop constraint company_profile_kind_check,
  add constraint company_profile_kind_check
    check (kind in ('legal', 'legal_contacts', 'billing', 'support', 'organization', 'directory'));
