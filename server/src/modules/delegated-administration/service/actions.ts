/** Sent for approval, approved, rejected, terminated: by whom, in which state, and what follows (rule D8). System only. */
import { isFault, newId } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { rules } from '../../../programme/rules/index.ts';
import { tenantOf } from '../../identity/index.ts';
import { holdRelationship, requireCustomer } from '../../relationships/index.ts';
import { after, decideAction, leftOut, requestDays, statusAfter, type Action, type Side } from '../domain/states.ts';
import { delegationFault, delegationNotFound } from '../faults.ts';
import * as store from '../store/relationships.ts';
import { endDelegation } from './ending.ts';
import { mailApproved, mailEnded, mailRequest } from './mails.ts';
import { readRelationship, requireVersion, say, sideOf, timed } from './shared.ts';

export interface ActionWish {
  readonly id: string;
  readonly action: Action;
  /** The version that was read; undefined: any. */
  readonly version?: number | undefined;
  /** Scheme and host of the portal, for links in mails. */
  readonly portal: string;
}

/**
 * Does one of the four actions in the name of the acting tenant, and tells the other side by mail.
 * Faults: DelegationNotFound (unknown, another's, or another customer is named), DelegationStateWrong,
 * DelegationRequestExpired, DelegationApprovalRefused, ResellerRelationshipMissing, DelegationChanged; CustomerNotFound
 * when a draft is sent to a customer whose relationship ended.
 */
export async function actOnDelegation(work: Work, wish: ActionWish): Promise<store.DelegatedRequest> {
  const { id, action } = wish;
  const found = await readRelationship(work, id, true);
  const side = found && sideForAction(found, work.actor.tenantId, action);
  if (!found || !side) throw delegationNotFound(id);
  requireVersion(found, wish.version);
  if (side === 'customer') requireOwnGlobalAdmin(work);
  requireOpen(work, found, action);
  const verdict = decideAction(action, side, found.status);
  if (!verdict.allowed) throw delegationFault('DelegationStateWrong', verdict.reason, { rule: verdict.rule });
  await run[action](work, found, wish);
  return store.insertRequest(work, found, { id: newId(), action });
}

/** A request that names no customer is anybody's to answer who was sent its link. */
function sideForAction(found: store.DelegatedRelationship, tenantId: string, action: Action): Side | undefined {
  const open = found.customerTenantId === null && found.status === 'approvalPending';
  const answers = action === 'approve' || action === 'reject';
  if (open && answers && found.partnerTenantId !== tenantId) return 'customer';
  return sideOf(found, tenantId);
}

/** Who grants it is a global administrator of the customer itself: nobody grants on behalf (rules D6, D8). */
function requireOwnGlobalAdmin({ actor }: Work): void {
  if (actor.kind === 'user' && actor.roles.has('global_admin')) return;
  const message = 'Only a global administrator of the customer, signed in there, answers or ends this.';
  throw delegationFault('DelegationApprovalRefused', message, { rule: rules.D6 });
}

function requireOpen({ now }: Work, { requestExpiresAt, status }: store.DelegatedRelationship, action: Action): void {
  const over = requestExpiresAt !== null && Temporal.Instant.compare(requestExpiresAt, now) <= 0;
  if (!over || status === 'active' || action === 'terminate') return;
  const message = `The request expired on ${requestExpiresAt.toString()}, ${requestDays} days after it was sent. Ask the partner for a new one.`;
  throw delegationFault('DelegationRequestExpired', message, { rule: rules.D8 });
}

type Run = (work: Work, found: store.DelegatedRelationship, wish: ActionWish) => Promise<void>;

const run: Readonly<Record<Action, Run>> = {
  async lockForApproval(work, found, { portal }) {
    if (found.customerTenantId !== null) await requireCustomer(work, found.customerTenantId);
    const requestExpiresAt = after(work.now, requestDays);
    const change = { status: statusAfter.lockForApproval, request_expires_at: requestExpiresAt };
    await store.updateRelationship(work, found, timed(work, found, change));
    say(work, found, 'DelegatedAdminRequested', {
      displayName: found.displayName,
      requestExpiresAt: requestExpiresAt.toString(),
    });
    await mailRequest(work, found, portal);
  },
  async approve(work, found, { portal }) {
    const { id: customerTenantId, name } = await grantingCustomer(work, found);
    const endsAt = after(work.now, found.durationDays);
    const granted = { ...found, customerTenantId, customerName: found.customerName ?? name, endsAt };
    await store.updateRelationship(
      work,
      found,
      timed(work, found, {
        status: statusAfter.approve,
        customer_tenant_id: customerTenantId,
        customer_name: granted.customerName,
        activated_at: work.now,
        approved_by: work.actor.userId!,
        ends_at: endsAt,
        noticed_days: leftOut(found.durationDays) ?? null,
      }),
    );
    const { displayName, roleIds } = found;
    say(work, granted, 'DelegatedAdminApproved', { displayName, roleIds, endsAt: endsAt.toString() });
    await mailApproved(work, granted, portal);
  },
  async reject(work, found) {
    const rejectedBy = work.actor.tenantId;
    await endDelegation(work, found, 'rejected');
    say(work, { ...found, customerTenantId: rejectedBy }, 'DelegatedAdminRejected', { displayName: found.displayName });
  },
  async terminate(work, found, { portal }) {
    const by = found.partnerTenantId === work.actor.tenantId ? 'partner' : 'customer';
    await endDelegation(work, found, 'terminated');
    say(work, found, 'DelegatedAdminTerminated', { displayName: found.displayName, by });
    if (found.status === 'active') await mailEnded(work, found, { by, portal });
  },
};

/** The acting customer, whose reseller relationship with the partner stands until this is done (rules D13, D15). */
async function grantingCustomer(work: Work, { partnerTenantId }: store.DelegatedRelationship) {
  const { tenantId } = work.actor;
  try {
    await holdRelationship(work, { partnerTenantId, customerTenantId: tenantId });
  } catch (error) {
    if (!isFault(error) || error.code !== 'OwnPartnerNotFound') throw error;
    const message = 'You have no reseller relationship with this partner. Accept that one first.';
    throw delegationFault('ResellerRelationshipMissing', message, { rule: rules.D13 });
  }
  return tenantOf(work, tenantId);
}

/**
 * What the link of a request shows to who is signed in, or a relationship to its customer. Faults: DelegationNotFound for
 * another customer than the one that is named.
 */
export async function openedDelegation(work: Work, id: string): Promise<store.DelegatedRelationship> {
  const found = await readRelationship(work, id, false);
  const side = found && sideForAction(found, work.actor.tenantId, 'approve');
  if (!found || side !== 'customer') throw delegationNotFound(id);
  return found;
}

/** What partners asked of the acting customer and were granted by it, as people search it. */
export function grantedDelegations(
  work: Work,
  request: ListRequest<store.DelegationSort>,
): Promise<CountedPage<store.DelegatedRelationship>> {
  return store.selectOfCustomer(work, work.actor.tenantId, request);
}
