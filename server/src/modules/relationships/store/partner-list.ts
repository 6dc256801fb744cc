/** SQL of a customer's partners as a list: "My partners". The first argument is the open work. */
import { maySell, type SellingPartner } from '../../../programme/selling.ts';
import { countedPage, type CountedPage, type Listing, type ListRequest } from '../../../platform/listing.ts';
import type { Statements } from './relationships.ts';

export interface OwnPartner {
  readonly tenantId: string;
  readonly name: string;
  readonly kind: 'direct' | 'provider' | 'reseller';
  readonly country: string;
  readonly since: Temporal.Instant;
  /** It administers the customer's tenant. */
  readonly delegatedAccess: boolean;
  /** It places orders; a reseller asks its provider. */
  readonly orders: boolean;
}

export type OwnPartnerSort = 'name' | 'kind' | 'since';

const listing: Listing<OwnPartnerSort> = {
  name: 'own-partners',
  select: `r.partner_tenant_id as "tenantId", a.name, a.kind, a.country, r.since,
    r.delegated_access as "delegatedAccess", a.state, a.agreement_signed_at as "agreementSignedAt"`,
  from: `customer_relationship r join partner_account a on a.tenant_id = r.partner_tenant_id
    where r.customer_tenant_id = $1 and r.state = 'reseller'`,
  words: `comptoir_fold(concat_ws(' ', a.name, a.country))`,
  sorts: {
    name: { sql: 'comptoir_fold(a.name) collate "C"', type: 'text' },
    kind: { sql: 'a.kind collate "C"', type: 'text' },
    since: { sql: 'r.since', type: 'timestamptz' },
  },
  tie: { sql: 'r.partner_tenant_id', type: 'uuid' },
};

type Row = Omit<OwnPartner, 'orders'> &
  Pick<SellingPartner, 'state'> & { readonly agreementSignedAt: Temporal.Instant | null };

export async function selectOwnPartners(
  work: Statements,
  customerTenantId: string,
  wanted: ListRequest<OwnPartnerSort>,
): Promise<CountedPage<OwnPartner>> {
  const page = await countedPage<Row, OwnPartnerSort>(work, listing, [customerTenantId], wanted);
  const items = page.items.map(({ state, agreementSignedAt, ...partner }) => {
    const signed = agreementSignedAt ?? undefined;
    return { ...partner, orders: maySell({ kind: partner.kind, state, agreementSignedAt: signed }).allowed };
  });
  return { ...page, items };
}
