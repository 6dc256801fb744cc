/** The operator's desk: the requests of all publishers, approved or refused. Its routes run as the system. */
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { applyAudience } from '../../offers/index.ts';
import type { SupportEvents } from '../events.ts';
import { supportFault } from '../faults.ts';
import * as store from '../store.ts';
import { decided, detailOf, requireWaiting, type RequestDetail } from './decide.ts';
import { mailDecision } from './mail.ts';

/** A page of the requests of all publishers. Faults: InvalidInput for a position of another list. */
export function deskRequests(
  work: Work,
  wanted: ListRequest<store.RequestSort>,
): Promise<CountedPage<store.PublisherRequest>> {
  return store.selectRequests(work, undefined, wanted);
}

/** One of them, with how things stand while it waits. Faults: PublisherRequestUnknown. */
export async function deskRequest(work: Work, requestId: string): Promise<RequestDetail> {
  return detailOf(work, await anybodys(work, requestId));
}

/**
 * Approves a request: the change comes into force with it, looked at once more while nobody sells. Faults:
 * PublisherRequestUnknown, PublisherRequestDecided, and those of `applyAudience`; nothing is changed then.
 */
export async function approveRequest(work: Work, requestId: string): Promise<RequestDetail> {
  const waiting = await anybodys(work, requestId, true);
  requireWaiting(waiting);
  await applyAudience(work, waiting);
  const newValue: SupportEvents['PublisherRequestApproved'] = { state: 'approved' };
  const request = await decided(work, waiting, 'PublisherRequestApproved', newValue);
  await mailDecision(work, request);
  return detailOf(work, request);
}

/** Refuses a request; nothing else changes. Faults: PublisherRequestUnknown, PublisherRequestDecided. */
export async function refuseRequest(work: Work, requestId: string, reason: string): Promise<RequestDetail> {
  const waiting = await anybodys(work, requestId, true);
  const newValue: SupportEvents['PublisherRequestRefused'] = { state: 'refused', reason };
  const request = await decided(work, waiting, 'PublisherRequestRefused', newValue);
  await mailDecision(work, request);
  return detailOf(work, request);
}

async function anybodys(work: Work, requestId: string, lock = false): Promise<store.PublisherRequest> {
  const request = await store.selectRequest(work, requestId, { lock });
  if (!request) {
    throw supportFault('PublisherRequestUnknown', `There is no support request ${requestId}. List the requests.`);
  }
  return request;
}
