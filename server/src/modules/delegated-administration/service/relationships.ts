/** What a partner does with delegated administration before the customer answers: create, read, change, delete (rule D8). */
import { randomUUID } from 'node:crypto';
import type { Page } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { findDirectoryRole, globalAdministrator } from '../../../programme/directory-roles.ts';
import { rules } from '../../../programme/rules/index.ts';
import { requireCustomer } from '../../relationships/index.ts';
import { readDuration, readExtension } from '../domain/durations.ts';
import { decideChange } from '../domain/states.ts';
import { delegationFault } from '../faults.ts';
import * as store from '../store/relationships.ts';
import { ownRelationship, requireVersion, say } from './shared.ts';

export interface DelegationWish {
  /** Unique among the partner's own, without regard to case and accents; the customer reads it. */
  readonly displayName: string;
  /** ISO 8601, P1D to P2Y. */
  readonly duration: string;
  /** `P0D`, `PT0S` or `P180D`. */
  readonly autoExtendDuration: string;
  /** Undefined: whoever opens the link. */
  readonly customerTenantId?: string | undefined;
  readonly roleIds: readonly string[];
}

/**
 * Prepares a relationship; the customer sees nothing of it yet. System only.
 * Faults: CustomerNotFound, DelegationDurationWrong, DelegationExtensionRefused, DelegationRoleUnknown, DelegationNameTaken.
 */
export async function createDelegation(work: Work, wish: DelegationWish): Promise<store.DelegatedRelationship> {
  const terms = checkedTerms(wish);
  const named = await namedCustomer(work, wish.customerTenantId);
  // Not a time-ordered id: the link is known to whom it was sent, and to nobody who counts.
  const row: store.NewRow = {
    id: randomUUID(),
    partnerTenantId: work.account,
    ...named,
    displayName: wish.displayName,
    ...terms,
    createdBy: work.actor.userId ?? work.actor.applicationId ?? work.actor.tenantId,
  };
  if (!(await store.insertRelationship(work, row))) throw nameTaken(wish.displayName);
  const made = await ownRelationship(work, row.id);
  say(work, made, 'DelegatedAdminCreated', { displayName: wish.displayName, ...terms });
  return made;
}

export type DelegationChange = Partial<DelegationWish>;

/**
 * Changes what may still be changed. `version`: the one that was read. System only.
 * Faults: DelegationNotFound, DelegationChanged, DelegationStateWrong and those of `createDelegation`.
 */
export async function changeDelegation(
  work: Work,
  id: string,
  change: DelegationChange,
  version: number | undefined,
): Promise<store.DelegatedRelationship> {
  const found = await ownRelationship(work, id, { lock: true });
  requireVersion(found, version);
  const verdict = decideChange(found.status, Object.keys(change));
  if (!verdict.allowed) throw delegationFault('DelegationStateWrong', verdict.reason, { rule: verdict.rule });
  const { displayName = found.displayName } = change;
  if (await store.isNameTaken(work, found.partnerTenantId, displayName, id)) throw nameTaken(displayName);
  const terms = checkedTerms({
    duration: change.duration ?? `P${found.durationDays}D`,
    autoExtendDuration: change.autoExtendDuration ?? `P${found.autoExtendDays}D`,
    roleIds: change.roleIds ?? found.roleIds,
  });
  const named = change.customerTenantId === undefined ? undefined : await namedCustomer(work, change.customerTenantId);
  await store.updateRelationship(work, found, {
    display_name: displayName,
    duration_days: terms.durationDays,
    auto_extend_days: terms.autoExtendDays,
    role_ids: [...terms.roleIds],
    ...(named ? { customer_tenant_id: named.customerTenantId, customer_name: named.customerName } : {}),
  });
  const changed = await ownRelationship(work, id);
  say(work, changed, 'DelegatedAdminChanged', { displayName, ...terms });
  return changed;
}

/** Takes back what was never sent. System only. Faults: DelegationNotFound, DelegationChanged, DelegationStateWrong. */
export async function deleteDelegation(work: Work, id: string, version: number | undefined): Promise<void> {
  const found = await ownRelationship(work, id, { lock: true });
  requireVersion(found, version);
  if (found.status !== 'created') {
    const message = `The relationship is ${found.status}; only one that was not sent for approval can be deleted. Terminate it instead.`;
    throw delegationFault('DelegationStateWrong', message, { rule: rules.D8 });
  }
  await store.deleteRelationship(work, found);
  say(work, found, 'DelegatedAdminDeleted', { displayName: found.displayName });
}

/** A relationship of the acting partner. Faults: DelegationNotFound. */
export function delegationOf(work: Work, id: string): Promise<store.DelegatedRelationship> {
  return ownRelationship(work, id);
}

/** The acting partner's, as people search them. Faults: CustomerNotFound for a filter by a customer that is not its own. */
export async function searchDelegations(
  work: Work,
  request: ListRequest<store.DelegationSort>,
): Promise<CountedPage<store.DelegatedRelationship>> {
  const named = request.filters?.['customerTenantId'];
  if (typeof named === 'string') await requireCustomer(work, named);
  return store.selectOfPartner(work, work.account, request);
}

/** The acting partner's, as Graph pages them. */
export function listDelegations(
  work: Work,
  request: Pick<ListRequest<store.DelegationSort>, 'size' | 'after' | 'filters'>,
): Promise<Page<store.DelegatedRelationship>> {
  return store.selectPageOfPartner(work, work.account, { ...request, sort: 'createdAt', descending: true, search: '' });
}

/** What was asked of a relationship of the acting partner. Faults: DelegationNotFound. */
export async function delegationRequests(work: Work, id: string): Promise<store.DelegatedRequest[]> {
  return store.selectRequests(work, await ownRelationship(work, id));
}

interface Terms {
  readonly durationDays: number;
  readonly autoExtendDays: number;
  readonly roleIds: readonly string[];
}

function checkedTerms({
  duration,
  autoExtendDuration,
  roleIds,
}: Pick<DelegationWish, 'duration' | 'autoExtendDuration' | 'roleIds'>): Terms {
  const durationDays = readDuration(duration);
  if (durationDays === undefined) {
    const message = `The duration '${duration.slice(0, 30)}' is not between P1D and P2Y (730 days).`;
    throw delegationFault('DelegationDurationWrong', message, { target: 'duration', rule: rules.D8 });
  }
  const autoExtendDays = readExtension(autoExtendDuration);
  if (autoExtendDays === undefined) {
    const message = `It can be extended by P180D, or by nothing (P0D, PT0S), not by '${autoExtendDuration.slice(0, 30)}'.`;
    throw delegationFault('DelegationDurationWrong', message, { target: 'autoExtendDuration', rule: rules.D8 });
  }
  const ids = [...new Set(roleIds.map((id) => id.toLowerCase()))];
  const unknown = ids.find((id) => !findDirectoryRole(id));
  if (unknown !== undefined) {
    const message = `There is no directory role ${unknown.slice(0, 50)} that can be delegated.`;
    throw delegationFault('DelegationRoleUnknown', message, { target: 'accessDetails.unifiedRoles', rule: rules.D8 });
  }
  if (autoExtendDays > 0 && ids.includes(globalAdministrator)) {
    const message =
      'A relationship with the role Global Administrator is not extended by itself. Take the role out, or let it end.';
    throw delegationFault('DelegationExtensionRefused', message, { target: 'autoExtendDuration', rule: rules.D8 });
  }
  return { durationDays, autoExtendDays, roleIds: ids };
}

async function namedCustomer(
  work: Work,
  tenantId: string | undefined,
): Promise<{ readonly customerTenantId: string | null; readonly customerName: string | null }> {
  if (tenantId === undefined) return { customerTenantId: null, customerName: null };
  const { customer } = await requireCustomer(work, tenantId);
  return { customerTenantId: customer.tenantId, customerName: customer.companyName };
}

function nameTaken(name: string) {
  return delegationFault('DelegationNameTaken', `You have a relationship “${name}” already. Choose another name.`, {
    target: 'displayName',
    rule: rules.D8,
  });
}
