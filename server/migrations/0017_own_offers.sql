-- Owner: offers, support, private-offers. Why: what a tenant writes in its own name about an offer must be about an offer
-- of its own. Use cases ask so already; row security said only whose name it is, so that an error above it would have let
-- a publisher hold up another's preview, request or listing, and any tenant take a margin off another's product.

alter policy offer_draft_own on offer_draft
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
alter policy offer_version_own on offer_version
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
alter policy offer_submission_own on offer_submission
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
alter policy offer_listing_add on offer_listing
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
alter policy offer_listing_change on offer_listing
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
alter policy publisher_request_own on publisher_request
  with check (publisher_tenant_id = comptoir_tenant() and comptoir_owns_offer(offer_id));
-- Prices are looked up by the product: it must be the offer's.
alter policy margin_publisher on margin
  with check (publisher_tenant_id = comptoir_tenant() and exists (
    select from offer o
    where o.id = offer_id and o.product_id = margin.product_id and o.publisher_tenant_id = comptoir_tenant()));
