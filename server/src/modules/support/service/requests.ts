/** The publisher's side: the form, a request for a change of audience, its list, and taking a request back. */
import { newId } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from '../../identity/index.ts';
import {
  audienceFacts,
  offerFault,
  requireNameable,
  weighChange,
  type AudienceChange,
  type AudienceFacts,
} from '../../offers/index.ts';
import {
  categories,
  formProblems,
  problems,
  productVersions,
  requiredSections,
  titles,
  type FilledForm,
} from '../domain/form.ts';
import type { SupportEvents } from '../events.ts';
import { supportFault } from '../faults.ts';
import * as store from '../store.ts';
import { decided, detailOf, type RequestDetail } from './decide.ts';
import { rules } from '../../../programme/rules/index.ts';

/** The form for an offer: what each drop-down offers and what is selected, and which sections are required (AUD-42 to 48). */
export interface RequestForm {
  readonly offerId: string;
  readonly offerName: string;
  readonly productVersion: Choice<typeof productVersions>;
  readonly category: Choice<typeof categories>;
  readonly problem: Choice<typeof problems>;
  readonly titles: typeof titles;
  readonly required: readonly string[];
}

interface Choice<Choices extends readonly string[]> {
  readonly choices: Choices;
  readonly selected: Choices[number];
}

/** The form, pre-filled for an own offer. Faults: OfferUnknown. */
export async function requestForm(work: Work, offerId: string): Promise<RequestForm> {
  const { name, kind } = await ownFacts(work, offerId);
  return {
    offerId,
    offerName: name,
    productVersion: { choices: productVersions, selected: productVersions[0] },
    category: { choices: categories, selected: kind },
    problem: { choices: problems, selected: problems[0] },
    titles,
    required: requiredSections,
  };
}

const ownFacts = (work: Work, offerId: string) => audienceFacts(work, { publisherTenantId: work.account, offerId });

export interface NewRequest extends FilledForm {
  readonly offerId: string;
  readonly change: AudienceChange;
}

/**
 * Asks the operator for a change that the publisher may not make alone. Faults: OfferUnknown, PublisherRequestInvalid with
 * every problem, AudienceChangeRefused with the rule, AudienceChangeIsFree, PartnersNotSelectable, AudienceListFull,
 * PublisherRequestOpen.
 */
export async function requestChange(work: Work, input: NewRequest): Promise<RequestDetail> {
  const facts = await ownFacts(work, input.offerId);
  const found = formProblems(input, facts.kind);
  if (found.length > 0) {
    const message = 'The request was not sent. Leave pre-filled selections as they are and fill in what is required.';
    throw supportFault('PublisherRequestInvalid', message, { problems: found, rule: rules.A16 });
  }
  requireRequest(facts, input.change);
  await requireNameable(work, facts, input.change);
  const request = await newRequest(work, input, facts);
  if (!(await store.insertRequest(work, request))) {
    throw supportFault(
      'PublisherRequestOpen',
      'A request about this offer is already waiting for the operator. Wait for its decision, or withdraw it first.',
      { target: 'offerId' },
    );
  }
  const { offerId, from, change } = request;
  const newValue: SupportEvents['PublisherRequestSubmitted'] = { offerId, from, change };
  work.publish({
    name: 'PublisherRequestSubmitted',
    aggregateType: 'publisher-request',
    aggregateId: request.requestId,
    publisherTenantId: request.publisherTenantId,
    newValue,
  });
  return detailOf(work, request);
}

/** Only what needs the operator is asked of it. Faults: AudienceChangeRefused, AudienceChangeIsFree. */
function requireRequest(facts: AudienceFacts, change: AudienceChange): void {
  const { how, rule, reason } = weighChange(facts, change).decision;
  if (how === 'refused') throw offerFault('AudienceChangeRefused', reason, { rule, target: 'change' });
  if (how === 'selfService') {
    const message = `No request is needed. ${reason} Save the draft and publish it.`;
    throw supportFault('AudienceChangeIsFree', message, { rule, target: 'change' });
  }
}

async function newRequest(work: Work, input: NewRequest, facts: AudienceFacts): Promise<store.PublisherRequest> {
  const { actor } = work;
  return {
    requestId: newId(),
    publisherTenantId: work.account,
    publisherName: (await tenantOf(work, work.account)).name,
    offerId: input.offerId,
    offerName: facts.name,
    productVersion: productVersions[0],
    category: facts.kind,
    problem: problems[0],
    title: input.title.trim(),
    description: input.description,
    contact: input.contact,
    from: facts.inForce!.option,
    change: input.change,
    state: 'submitted',
    submittedAt: work.now,
    submittedBy: actor.name,
    submittedById: actor.userId ?? null,
    decidedAt: null,
    decidedBy: null,
    reason: null,
  };
}

/** A page of the acting publisher's requests. Faults: InvalidInput for a position of another list. */
export function ownRequests(
  work: Work,
  wanted: ListRequest<store.RequestSort>,
): Promise<CountedPage<store.PublisherRequest>> {
  return store.selectRequests(work, work.account, wanted);
}

/** One of them, with how things stand while it waits. Faults: PublisherRequestUnknown. */
export async function ownRequest(work: Work, requestId: string): Promise<RequestDetail> {
  return detailOf(work, await own(work, requestId));
}

/** The request about an own offer that waits for the operator. */
export async function openRequestOf(work: Work, offerId: string): Promise<store.PublisherRequest | undefined> {
  return store.selectOpenRequest(work, work.account, offerId);
}

/** Takes back a request that waits. Faults: PublisherRequestUnknown, PublisherRequestDecided. */
export async function withdrawRequest(work: Work, requestId: string): Promise<RequestDetail> {
  const waiting = await own(work, requestId, true);
  const newValue: SupportEvents['PublisherRequestWithdrawn'] = { state: 'withdrawn' };
  return detailOf(work, await decided(work, waiting, 'PublisherRequestWithdrawn', newValue));
}

async function own(work: Work, requestId: string, lock = false): Promise<store.PublisherRequest> {
  const request = await store.selectRequest(work, requestId, { publisherTenantId: work.account, lock });
  if (!request) {
    throw supportFault('PublisherRequestUnknown', `You have no support request ${requestId}. List your requests.`);
  }
  return request;
}
