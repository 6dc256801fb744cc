-- Owner: platform, for offers, material, private-offers, customers and subscriptions. Why: a foreign key without the tenant
-- lets a tenant write its own row about another's: a publisher a term of another's subscription, a partner an order for a
-- customer that is none of its own. Every key between rows of tenants has the tenant in it.

-- ── Offers: a version, plan or price is of the publisher and of the offer it says ────────────────────────────────────
alter table offer_version add unique (id, offer_id, publisher_tenant_id);
alter table offer drop constraint offer_live_version,
  add constraint offer_live_version foreign key (live_version_id, id, publisher_tenant_id)
    references offer_version (id, offer_id, publisher_tenant_id);
alter table offer_submission drop constraint offer_submission_version_id_fkey,
  add foreign key (version_id, offer_id, publisher_tenant_id) references offer_version (id, offer_id, publisher_tenant_id);
alter table offer_availability drop constraint offer_availability_version_id_fkey,
  add foreign key (version_id, offer_id, publisher_tenant_id) references offer_version (id, offer_id, publisher_tenant_id),
  -- Prices are looked up by the product: it must be the offer's.
  add foreign key (offer_id, product_id, publisher_tenant_id) references offer (id, product_id, publisher_tenant_id);
alter table offer_listing drop constraint offer_listing_version_id_fkey,
  add foreign key (version_id, offer_id, publisher_tenant_id) references offer_version (id, offer_id, publisher_tenant_id);

-- An update of a notice is shown to those who are shown the offer: it must be the notice's.
alter table service_notice add unique (id, offer_id, publisher_tenant_id);
alter table service_notice_update drop constraint service_notice_update_notice_id_publisher_tenant_id_fkey,
  add foreign key (notice_id, offer_id, publisher_tenant_id) references service_notice (id, offer_id, publisher_tenant_id);
alter table service_notice drop constraint service_notice_id_publisher_tenant_id_key;

-- ── Margins ──────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table private_offer add unique (id, publisher_tenant_id);
alter table margin drop constraint margin_private_offer_id_fkey,
  add foreign key (private_offer_id, publisher_tenant_id) references private_offer (id, publisher_tenant_id),
  add unique (partner_tenant_id, id, publisher_tenant_id);
alter table margin_use drop constraint margin_use_partner_tenant_id_margin_id_fkey,
  add foreign key (partner_tenant_id, margin_id, publisher_tenant_id) references margin (partner_tenant_id, id, publisher_tenant_id);

-- ── What a seller has with a customer, it has with a customer of its own ─────────────────────────────────────────────
-- The operator, who is no partner, will have relationships too: with those that buy in its online store.
alter table customer_relationship drop constraint customer_relationship_partner_tenant_id_fkey,
  add foreign key (partner_tenant_id) references tenant;
alter table customer_agreement drop constraint customer_agreement_pkey, add primary key (partner_tenant_id, id),
  drop constraint customer_agreement_customer_tenant_id_fkey,
  drop constraint customer_agreement_partner_tenant_id_fkey,
  add foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship;
alter table offer_sale drop constraint offer_sale_customer_tenant_id_fkey,
  drop constraint offer_sale_partner_tenant_id_fkey,
  add foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship;
alter table cart drop constraint cart_customer_tenant_id_fkey,
  add foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship;
alter table purchase_order drop constraint purchase_order_customer_tenant_id_fkey,
  add foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship;

-- ── Subscriptions and their terms ────────────────────────────────────────────────────────────────────────────────────
-- The index by publisher becomes the one that a term's key points at: publisher and subscription belong together.
drop index subscription_by_publisher;
alter table subscription
  add constraint subscription_of_publisher unique (publisher_tenant_id, id, partner_tenant_id),
  drop constraint subscription_offer_version_id_fkey,
  add foreign key (offer_version_id, offer_id, publisher_tenant_id) references offer_version (id, offer_id, publisher_tenant_id),
  add foreign key (partner_tenant_id, customer_tenant_id) references customer_relationship;
alter table subscription_term drop constraint subscription_term_partner_tenant_id_subscription_id_fkey,
  add foreign key (publisher_tenant_id, subscription_id, partner_tenant_id)
    references subscription (publisher_tenant_id, id, partner_tenant_id);
