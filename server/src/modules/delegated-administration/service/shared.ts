/** What all use cases here share: finding a relationship for who asks, and telling what happened. */
import { isGuid } from '../../../kernel/index.ts';
import { noteDue } from '../../../platform/due.ts';
import type { Work } from '../../../platform/work.ts';
import { nextDue, type Side, type Status, type Times } from '../domain/states.ts';
import type { DelegatedAdministrationEvents } from '../events.ts';
import { delegationChanged, delegationNotFound } from '../faults.ts';
import {
  lockRelationship,
  selectRelationshipById,
  type DelegatedRelationship,
  type RowChange,
} from '../store/relationships.ts';

export const delegatedAdministrationKind = 'delegated-administration';

/** On which side of it a tenant stands; undefined: it has nothing to do with it. */
export function sideOf(found: DelegatedRelationship, tenantId: string): Side | undefined {
  if (found.partnerTenantId === tenantId) return 'partner';
  return found.customerTenantId === tenantId && found.status !== 'created' ? 'customer' : undefined;
}

/** A relationship of the acting partner. Faults: DelegationNotFound. */
export async function ownRelationship(
  work: Work,
  id: string,
  { lock }: { readonly lock?: boolean } = {},
): Promise<DelegatedRelationship> {
  const found = await readRelationship(work, id, lock ?? false);
  if (found?.partnerTenantId !== work.account) throw delegationNotFound(id);
  return found;
}

export async function readRelationship(
  work: Work,
  id: string,
  lock: boolean,
): Promise<DelegatedRelationship | undefined> {
  if (!isGuid(id)) return undefined;
  return lock ? lockRelationship(work, id) : selectRelationshipById(work, id);
}

/** Faults: DelegationChanged, when somebody changed it since the reader saw that version. Undefined: any version. */
export function requireVersion(found: { readonly version: number }, version: number | undefined): void {
  if (version !== undefined && version !== found.version) throw delegationChanged();
}

export function say<Name extends keyof DelegatedAdministrationEvents>(
  work: Work,
  found: DelegatedRelationship,
  name: Name,
  newValue: DelegatedAdministrationEvents[Name],
): void {
  work.publish({
    name,
    aggregateType: 'delegatedAdminRelationship',
    aggregateId: found.id,
    partnerTenantId: found.partnerTenantId,
    ...(found.customerTenantId ? { customerTenantId: found.customerTenantId } : {}),
    newValue,
  });
}

/** What follows from a new state: the columns of it, with when there is next something to do. */
export function timed(
  work: Work,
  found: DelegatedRelationship,
  change: Omit<RowChange, 'due_at'> & { status: Status },
): RowChange {
  const times: Times = {
    status: change.status,
    requestExpiresAt: change.request_expires_at ?? found.requestExpiresAt ?? undefined,
    endsAt: change.ends_at ?? found.endsAt ?? undefined,
    noticedDays: (change.noticed_days === undefined ? found.noticedDays : change.noticed_days) ?? undefined,
  };
  const due = nextDue(times);
  if (due) noteDue(work, delegatedAdministrationKind, found.partnerTenantId, due);
  return { ...change, due_at: due ?? null };
}
