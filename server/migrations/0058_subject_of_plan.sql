-- Owner: billing. Why: every charge is held to its subject by a foreign key, whose check takes any index that begins with the
-- partner while the table has no statistics: it then read all of the partner's subjects for each charge. Whether a partner
-- was charged for a plan is found by the plan first.

create index charge_subject_of_plan on charge_subject (product_id, sku_id, partner_tenant_id);
drop index charge_subject_by_plan;
