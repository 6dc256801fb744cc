/** Transitions of the audience in force: which are possible, and the change that the operator approved (rules A15 to A22). */
import type { Work } from '../../../platform/work.ts';
import { audienceInForce, changePreviewAudience, writeAudience } from '../store/audience.ts';
import {
  audienceAfter,
  decideAddition,
  decideAnyRemoval,
  decideTransition,
  decideOption,
  draftAfterChange,
  type Audience,
  type AudienceChange,
  type TransitionDecision,
} from '../domain/audience-transitions.ts';
import type { AudienceOption, OfferDocument, OfferKind, OfferState } from '../domain/document.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import { lockSales, salesOf, type SaleRow } from '../store/sales.ts';
import * as store from '../store/offers.ts';
import { requireResellerAudience, writeDraftAudience } from './drafts.ts';
import { mostListed, requireListFits, requireSelectable } from './selectable.ts';

/** An offer as a change of its audience meets it. */
export interface AudienceFacts {
  readonly offerId: string;
  readonly name: string;
  readonly kind: OfferKind;
  readonly offerState: OfferState;
  /** Undefined while the offer was never published. */
  readonly inForce: Audience | undefined;
  /** Partners that resold the offer, the first to sell first. */
  readonly sales: readonly SaleRow[];
}

/** The offer of a publisher, whoever asks. */
export interface OfferOfPublisher {
  readonly publisherTenantId: string;
  readonly offerId: string;
}

export interface PossibleTransition extends TransitionDecision {
  readonly kind: 'changeOption' | 'addPartners' | 'removePartners';
  readonly to?: AudienceOption;
}

/** Every transition from the audience in force, with what it needs. */
export function transitionsOf({ inForce, sales }: AudienceFacts): PossibleTransition[] {
  const sold = sales.map(({ tenantId }) => tenantId);
  const options = (['any', 'selected', 'none'] as const).filter((option) => option !== inForce?.option);
  return [
    ...options.map((to) => ({ kind: 'changeOption' as const, to, ...optionDecision(inForce, sold, to) })),
    { kind: 'addPartners', ...decideAddition(inForce) },
    { kind: 'removePartners', ...decideAnyRemoval({ inForce, sold }) },
  ];
}

const optionDecision = (inForce: Audience | undefined, sold: readonly string[], to: AudienceOption) =>
  inForce
    ? decideOption(inForce, sold, to)
    : decideTransition({ inForce, sold }, { kind: 'changeOption', to, partnerTenantIds: [] });

/** Faults: OfferUnknown, AudienceNotOffered. */
export async function audienceFacts(
  work: Work,
  { publisherTenantId, offerId }: OfferOfPublisher,
): Promise<AudienceFacts> {
  const row = await offerOfPublisher(work, publisherTenantId, offerId);
  requireResellerAudience(row);
  const [inForce, sales] = await Promise.all([audienceInForce(work, offerId), salesOf(work, offerId, mostListed)]);
  return { offerId, name: row.name, kind: row.kind, offerState: row.state, inForce, sales };
}

async function offerOfPublisher(work: Work, publisherTenantId: string, offerId: string): Promise<store.OfferRow> {
  const row = await store.offerOf(work, publisherTenantId, offerId);
  if (!row) throw offerFault('OfferUnknown', `This publisher has no offer with the id ${offerId}. List its offers.`);
  return row;
}

export interface WeighedChange {
  readonly decision: TransitionDecision;
  /** What the change leads to; what is in force while it cannot be made. */
  readonly after: Audience | undefined;
  /** Partners that stay, or come onto the list unasked, because they sold (A15, A18). */
  readonly kept: readonly string[];
}

/** What a change needs as things stand, and where it leads. */
export function weighChange({ inForce, sales }: AudienceFacts, change: AudienceChange): WeighedChange {
  const sold = sales.map(({ tenantId }) => tenantId);
  const decision = decideTransition({ inForce, sold }, change);
  if (!inForce || decision.how === 'refused') return { decision, after: inForce, kept: [] };
  const after = audienceAfter(inForce, change, sold);
  const sellers = new Set(sold);
  return { decision, after, kept: after.partnerTenantIds.filter((partner) => sellers.has(partner)) };
}

/**
 * Brings an approved change into force, in the draft too, so that the next publication does not undo it. Nobody's first
 * sale of the offer is under way meanwhile. For the operator's desk. Faults: OfferUnknown, AudienceChangeRefused with the
 * rule, PartnersNotSelectable, AudienceListFull; nothing is changed then.
 */
export async function applyAudience(
  work: Work,
  input: OfferOfPublisher & { readonly change: AudienceChange; readonly requestId: string },
): Promise<Audience> {
  const { publisherTenantId, offerId, change } = input;
  await store.lockDraft(work, publisherTenantId, offerId);
  await lockSales(work, offerId);
  const facts = await audienceFacts(work, input);
  const { decision, after } = weighChange(facts, change);
  if (decision.how === 'refused' || !facts.inForce || !after) {
    throw offerFault('AudienceChangeRefused', decision.reason, { rule: decision.rule });
  }
  await requireNameable(work, facts, change);
  await writeAudience(work, offerId, after);
  const row = await offerOfPublisher(work, publisherTenantId, offerId);
  await changeDraftAudience(work, row, (draft) => draftAfterChange(draft, change, after));
  const newValue: OfferEvents['OfferAudienceChanged'] = { ...after, requestId: input.requestId };
  work.publish({
    name: 'OfferAudienceChanged',
    aggregateType: 'offer',
    aggregateId: offerId,
    publisherTenantId,
    oldValue: facts.inForce,
    newValue,
  });
  return after;
}

/**
 * The partners a change names can be on a list; whoever sold stays, even when it may not be selected now. Faults:
 * PartnersNotSelectable, AudienceListFull.
 */
export async function requireNameable(work: Work, facts: AudienceFacts, change: AudienceChange): Promise<void> {
  if (change.kind === 'removePartners') return;
  const listed = weighChange(facts, change).after?.partnerTenantIds ?? [];
  requireListFits(listed.length);
  const sellers = new Set(facts.sales.map(({ tenantId }) => tenantId));
  const fresh = listed.filter((partner) => !sellers.has(partner));
  await requireSelectable(work, fresh, change.partnerTenantIds);
}

/** The draft's audience after something came into force without a publication; answers the draft's revision now. */
export async function changeDraftAudience(
  work: Work,
  row: store.OfferRow,
  change: (audience: OfferDocument['audience']) => OfferDocument['audience'],
): Promise<number> {
  await changePreviewAudience(work, row.offerId, change);
  const document = await store.draftOf(work, row.offerId);
  const audience = change(document.audience);
  if (JSON.stringify(audience) === JSON.stringify(document.audience)) return row.revision;
  return writeDraftAudience(work, row, document, audience);
}
