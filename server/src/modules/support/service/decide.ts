/** What both sides share: a request with how things stand, and the one way it is decided. */
import type { Work } from '../../../platform/work.ts';
import { audienceFacts, weighChange, type AudienceFacts, type WeighedChange } from '../../offers/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import type { SupportEvents } from '../events.ts';
import { supportFault } from '../faults.ts';
import * as store from '../store.ts';

export interface RequestDetail {
  readonly request: store.PublisherRequest;
  /** How things stand while it waits; undefined once it is decided. */
  readonly now: { readonly facts: AudienceFacts; readonly weighed: WeighedChange } | undefined;
  /** Names of the partners it is about and of those who sold, by tenant id. */
  readonly partnerNames: ReadonlyMap<string, string>;
}

export async function detailOf(work: Work, request: store.PublisherRequest): Promise<RequestDetail> {
  const facts = request.state === 'submitted' ? await audienceFacts(work, request) : undefined;
  const sold = facts?.sales.map(({ tenantId }) => tenantId) ?? [];
  const ids = [...new Set([...request.change.partnerTenantIds, ...sold])];
  const accounts = await partnerAccountsOf(work, ids);
  return {
    request,
    now: facts && { facts, weighed: weighChange(facts, request.change) },
    partnerNames: new Map(accounts.map(({ tenantId, name }) => [tenantId, name])),
  };
}

type Decision = 'PublisherRequestApproved' | 'PublisherRequestRefused' | 'PublisherRequestWithdrawn';

/** Writes a decision about a request that the caller holds. Faults: PublisherRequestDecided. */
export async function decided<Name extends Decision>(
  work: Work,
  waiting: store.PublisherRequest,
  name: Name,
  newValue: SupportEvents[Name],
): Promise<store.PublisherRequest> {
  requireWaiting(waiting);
  const reason = 'reason' in newValue ? newValue.reason : null;
  const request = {
    ...waiting,
    state: newValue.state,
    decidedAt: work.now,
    decidedBy: work.actor.name,
    reason,
  };
  await store.updateDecision(work, request);
  work.publish({
    name,
    aggregateType: 'publisher-request',
    aggregateId: request.requestId,
    publisherTenantId: request.publisherTenantId,
    oldValue: { state: waiting.state },
    newValue,
  });
  return request;
}

/** Faults: PublisherRequestDecided. */
export function requireWaiting({ state }: store.PublisherRequest): void {
  if (state === 'submitted') return;
  throw supportFault('PublisherRequestDecided', `This request is ${state} already. Read it again.`);
}
