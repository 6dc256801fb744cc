-- Owner: enrolment. Why: an indirect reseller of a year enrols as direct partner on the same tenant, with its PartnerID (rules
-- B1, B23); that it is not both at once to begin with is the rule's to say (B21).
drop index enrolment_one_seller;
create unique index enrolment_one_seller on enrolment (tenant_id) where kind in ('reseller', 'provider');
alter table enrolment drop constraint enrolment_mpn_id_key;
create unique index enrolment_mpn_id on enrolment (mpn_id, kind);
