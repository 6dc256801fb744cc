/** Who supports a subscription: its partner, or a reseller that the partner works with (wire contract, section 5.5). */
import { isGuid } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantNames } from '../../identity/index.ts';
import { partnerAccountOf, partnersByMpnId } from '../../partners/index.ts';
import { connectedResellers } from '../../partnerships/index.ts';
import { subscriptionChanged } from '../events.ts';
import { subscriptionFault } from '../faults.ts';
import { lockSubscription, writeSupportContact } from '../store/changes.ts';
import type { SubscriptionRow } from '../store/orders.ts';
import { subscriptionRow } from '../store/subscriptions.ts';
import type { SubscriptionTables } from '../tables.ts';
import { say } from './terms.ts';

export interface SupportContact {
  readonly tenantId: string;
  readonly mpnId: string;
  readonly name: string;
}

/** Faults: SubscriptionNotFound. */
export async function supportContactOf(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
): Promise<SupportContact> {
  const row = isGuid(id) ? await subscriptionRow(work, work.account, customerTenantId, id) : undefined;
  return contactOf(work, required(row, id));
}

/**
 * Names the acting partner itself, or a reseller that it is connected with, by tenant and PartnerID together. As the system:
 * requests write no subscription. Faults: SubscriptionNotFound, SupportContactRefused.
 */
export async function setSupportContact(
  work: Work<SubscriptionTables>,
  customerTenantId: string,
  id: string,
  asked: Pick<SupportContact, 'tenantId' | 'mpnId'>,
): Promise<SupportContact> {
  const found = isGuid(id) ? await lockSubscription(work, work.account, customerTenantId, id) : undefined;
  const row = required(found, id);
  const [own, named, connected] = await Promise.all([
    partnerAccountOf(work, work.account),
    partnersByMpnId(work, [asked.mpnId]),
    connectedResellers(work, work.account, [asked.mpnId]),
  ]);
  const tenantId = asked.tenantId.toLowerCase();
  const isOwn = tenantId === own.tenantId && asked.mpnId === own.mpnId;
  if (!isOwn && !(connected.has(asked.mpnId) && named.get(asked.mpnId)?.tenantId === tenantId)) {
    const message = `Tenant '${asked.tenantId}' with PartnerID '${asked.mpnId}' is not a reseller you work with. Name a connected reseller by both, or yourself.`;
    throw subscriptionFault('SupportContactRefused', message, { target: 'supportMpnId' });
  }
  const support = isOwn ? null : { tenantId, mpnId: asked.mpnId };
  const to = { support_tenant_id: support?.tenantId ?? null, support_mpn_id: support?.mpnId ?? null };
  if (to.support_tenant_id !== row.support_tenant_id || to.support_mpn_id !== row.support_mpn_id) {
    await writeSupportContact(work, [row.partner_tenant_id, row.id], to);
    const before = row.support_tenant_id && { tenantId: row.support_tenant_id, mpnId: row.support_mpn_id };
    say(work, row, subscriptionChanged, { supportContact: before }, { supportContact: support });
  }
  return contactOf(work, { ...row, ...to });
}

async function contactOf(work: Work<SubscriptionTables>, row: SubscriptionRow): Promise<SupportContact> {
  const own = row.support_tenant_id ? undefined : await partnerAccountOf(work, row.partner_tenant_id);
  const tenantId = own?.tenantId ?? row.support_tenant_id!;
  const name = (await tenantNames(work, [tenantId])).get(tenantId) ?? '';
  return { tenantId, mpnId: own?.mpnId ?? row.support_mpn_id!, name };
}

function required<Row extends SubscriptionRow>(row: Row | undefined, id: string): Row {
  if (!row) throw subscriptionFault('SubscriptionNotFound', `Subscription '${id}' does not exist.`);
  return row;
}
