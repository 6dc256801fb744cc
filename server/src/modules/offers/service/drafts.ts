/** Use cases of the publisher before publication: create, list, read, save, and what is still missing. */
import { dollarRates } from '../../exchange-rates/index.ts';
import { dayOf, monthOf, newCatalogueId, newId } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { audienceInForce } from '../store/audience.ts';
import { convertPrices, currenciesToConvert } from '../domain/convert.ts';
import { emptyDocument, type AudienceOption, type OfferDocument, type OfferKind } from '../domain/document.ts';
import { differences, type Difference } from '../domain/diff.ts';
import { hasResellerAudience } from '../domain/resale.ts';
import type { OfferEvents } from '../events.ts';
import { offerFault } from '../faults.ts';
import * as store from '../store/offers.ts';

export interface OfferSummary extends Omit<
  store.OfferRow,
  'draftAudience' | 'liveAudience' | 'livePublishedAt' | 'audienceChangedAt' | 'setup'
> {
  /** Whether the offer has a reseller audience to choose (rule A2). */
  readonly audienceModule: boolean;
  /** Whether customers find it in the online store once it is live, apart from partners (rule A1). */
  readonly listInStore: boolean;
  /** Audience in force once published, the draft's before. */
  readonly audience: AudienceOption | null;
}

export interface OfferDetail extends OfferSummary {
  readonly document: OfferDocument;
  readonly live: { readonly number: number; readonly publishedAt: Temporal.Instant } | null;
  readonly liveAudience: {
    readonly option: AudienceOption;
    readonly partnerTenantIds: readonly string[];
    readonly changedAt: Temporal.Instant;
  } | null;
}

export interface NewOffer {
  readonly kind: OfferKind;
  /** The publisher's own id of the offer, unique among its offers; what the SaaS fulfillment API calls `offerId`. */
  readonly externalId: string;
  readonly name: string;
}

/** Creates an offer with an empty draft for the acting publisher. Faults: OfferExternalIdTaken. */
export async function createOffer(work: Work, input: NewOffer): Promise<OfferDetail> {
  const offerId = newId();
  const publisherTenantId = work.account;
  const row = { offerId, publisherTenantId, productId: newCatalogueId(), ...input, document: emptyDocument };
  if (!(await store.insertOffer(work, row))) {
    throw offerFault(
      'OfferExternalIdTaken',
      `You already have an offer with the id '${input.externalId}'. Choose another.`,
      {
        target: 'externalId',
      },
    );
  }
  const newValue: OfferEvents['OfferCreated'] = { offerId, ...input };
  work.publish({ name: 'OfferCreated', aggregateType: 'offer', aggregateId: offerId, publisherTenantId, newValue });
  return readOffer(work, offerId);
}

/** An offer of the acting publisher with its draft. Faults: OfferUnknown, also for another publisher's. */
export async function readOffer(work: Work, offerId: string): Promise<OfferDetail> {
  const row = await publisherOffer(work, offerId);
  const document = await store.draftOf(work, offerId);
  const audience = await audienceInForce(work, offerId);
  return {
    ...summaryOf(row),
    document,
    live: row.liveVersion === null ? null : { number: row.liveVersion, publishedAt: row.livePublishedAt! },
    liveAudience: audience ? { ...audience, changedAt: row.audienceChangedAt! } : null,
  };
}

export interface SaveDraft {
  readonly offerId: string;
  /** The revision the publisher edited. */
  readonly revision: number;
  readonly document: OfferDocument;
}

/**
 * Replaces the draft, if nobody saved in between, with prices entered in US dollars converted where none is yet. Faults:
 * OfferUnknown, OfferDraftChanged with what differs.
 */
export async function saveDraft(work: Work, input: SaveDraft): Promise<OfferDetail> {
  await store.lockDraft(work, work.account, input.offerId);
  const row = await publisherOffer(work, input.offerId);
  const stored = await store.draftOf(work, input.offerId);
  requireRevision(row, input.revision, differences(stored, input.document).found);
  const revision = row.revision + 1;
  await store.updateDraft(work, input.offerId, revision, await converted(work, row, eachPartnerOnce(input.document)));
  const newValue: OfferEvents['OfferDraftSaved'] = { revision };
  work.publish({
    name: 'OfferDraftSaved',
    aggregateType: 'offer',
    aggregateId: input.offerId,
    publisherTenantId: row.publisherTenantId,
    oldValue: { revision: row.revision },
    newValue,
  });
  return readOffer(work, input.offerId);
}

/** A partner that is named again would take up room on a list that has a most. */
function eachPartnerOnce(document: OfferDocument): OfferDocument {
  const { option, partnerTenantIds } = document.audience;
  return { ...document, audience: { option, partnerTenantIds: [...new Set(partnerTenantIds)] } };
}

async function converted(work: Work, { kind }: store.OfferRow, document: OfferDocument): Promise<OfferDocument> {
  const on = dayOf(work.now);
  const currencies = currenciesToConvert(kind, document, on);
  if (currencies.length === 0) return document;
  return convertPrices(kind, document, on, await dollarRates(work, monthOf(work.now), currencies));
}

/** Holds an own offer's draft until the work ends: nobody else saves or publishes it meanwhile. */
export async function holdDraft(work: Work, offerId: string): Promise<void> {
  await store.lockDraft(work, work.account, offerId);
}

/** An offer of the acting publisher. Faults: OfferUnknown. */
export async function publisherOffer(work: Work, offerId: string): Promise<store.OfferRow> {
  const row = await store.offerOf(work, work.account, offerId);
  if (!row) throw offerFault('OfferUnknown', `You have no offer with the id ${offerId}. List your offers.`);
  return row;
}

/**
 * By what is live, or the draft before: whether an offer is sold or only listed is fixed by its first publication.
 * Faults: AudienceNotOffered with the rule (A2).
 */
export function requireResellerAudience(row: store.OfferRow): void {
  const verdict = hasResellerAudience(row.kind, row);
  if (!verdict.allowed) throw offerFault('AudienceNotOffered', verdict.reason, { rule: verdict.rule });
}

/** Faults: OfferDraftChanged when the stored revision is another one than the caller knew. */
export function requireRevision(row: store.OfferRow, revision: number, differing: readonly Difference[] = []): void {
  if (row.revision === revision) return;
  throw offerFault(
    'OfferDraftChanged',
    `The draft is at revision ${row.revision}, you sent ${revision}: someone else has saved it in the meantime. Read it again and repeat your change.`,
    {
      target: 'revision',
      values: { revision: row.revision },
      problems: differing.map(({ path, left, right }) => ({
        path,
        code: 'Differs',
        message: `The stored draft has ${shown(left)}, you sent ${shown(right)}.`,
      })),
    },
  );
}

/** A member's value, short enough for a sentence. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

export function summaryOf(row: store.OfferRow): OfferSummary {
  const { draftAudience, liveAudience, livePublishedAt: _published, audienceChangedAt: _changed, setup, ...rest } = row;
  return {
    ...rest,
    audience: liveAudience ?? draftAudience,
    audienceModule: hasResellerAudience(row.kind, row).allowed,
    listInStore: setup.listInStore !== false,
  };
}

/** Writes the draft's audience after something came into force without a publication; answers the draft's revision now. */
export async function writeDraftAudience(
  work: Work,
  row: store.OfferRow,
  document: OfferDocument,
  audience: OfferDocument['audience'],
): Promise<number> {
  const revision = row.revision + 1;
  await store.updateDraft(work, row.offerId, revision, { ...document, audience });
  const newValue: OfferEvents['OfferDraftSaved'] = { revision };
  work.publish({
    name: 'OfferDraftSaved',
    aggregateType: 'offer',
    aggregateId: row.offerId,
    publisherTenantId: row.publisherTenantId,
    oldValue: { revision: row.revision },
    newValue,
  });
  return revision;
}
