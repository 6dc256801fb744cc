-- Owner: platform, for audit. Why: a partner's records are read by time, newest first, between two moments; nobody reads
-- them by their number. The id ends the order of those of one moment.

drop index event_by_partner;
create index event_by_partner on event (partner_tenant_id, at, id) where partner_tenant_id is not null;
