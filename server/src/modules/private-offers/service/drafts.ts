/** Private offers before their submission: create, clone, list, read, save, delete, and what is still missing. */
import { dayOf, isGuid, newId } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import type { Work } from '../../../platform/work.ts';
import { liveVersions, type LiveVersion } from '../../offers/index.ts';
import { maySell } from '../../../programme/selling.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import { emptyDocument, writtenDocument, type PrivateOfferDocument } from '../domain/document.ts';
import { problemsOf, type PrivateOfferProblem } from '../domain/validate.ts';
import type { PrivateOfferEvents } from '../events.ts';
import { privateOfferFault } from '../faults.ts';
import { selectPrivateOffers, type PrivateOfferSort } from '../store/private-offer-list.ts';
import * as store from '../store/private-offers.ts';
import { rules } from '../../../programme/rules/index.ts';

/** A page of the acting publisher's private offers. Faults: InvalidInput for a position of another list. */
export function listPrivateOffers(
  work: Work,
  wanted: ListRequest<PrivateOfferSort>,
): Promise<CountedPage<store.PrivateOfferRow>> {
  return selectPrivateOffers(work, work.account, wanted);
}

/** The acting publisher's private offer by id; undefined when it has none such. */
export async function findPrivateOffer(work: Work, id: string): Promise<store.PrivateOfferRow | undefined> {
  return isGuid(id) ? store.privateOfferRow(work, work.account, id, false) : undefined;
}

/** The newest of the acting publisher's private offers with a name that was not withdrawn. */
export async function privateOfferNamed(work: Work, name: string): Promise<store.PrivateOfferRow | undefined> {
  return store.privateOfferNamed(work, work.account, name);
}

/** An empty draft. */
export async function createPrivateOffer(work: Work, name: string): Promise<store.PrivateOfferRow> {
  return insert(work, emptyDocument(name, work.actor.kind === 'user' ? work.actor.name : ''));
}

/** A draft with all that another one says, whatever its state. Faults: PrivateOfferUnknown. */
export async function clonePrivateOffer(work: Work, id: string): Promise<store.PrivateOfferRow> {
  const { document } = await ownPrivateOffer(work, id, false);
  return insert(work, writtenDocument(document), id);
}

async function insert(work: Work, document: PrivateOfferDocument, clonedFrom?: string): Promise<store.PrivateOfferRow> {
  const id = newId();
  await store.insertDraft(work, { id, publisherTenantId: work.account, document });
  const newValue: PrivateOfferEvents['PrivateOfferCreated'] = {
    name: document.name,
    ...(clonedFrom ? { clonedFrom } : {}),
  };
  say(work, id, 'PrivateOfferCreated', newValue);
  return ownPrivateOffer(work, id, false);
}

/** A private offer of the acting publisher. Faults: PrivateOfferUnknown, also for another publisher's. */
export async function ownPrivateOffer(work: Work, id: string, lock: boolean): Promise<store.PrivateOfferRow> {
  const row = await store.privateOfferRow(work, work.account, id, lock);
  if (!row) {
    throw privateOfferFault(
      'PrivateOfferUnknown',
      `You have no private offer with the id ${id}. List your private offers.`,
    );
  }
  return row;
}

/**
 * Replaces a draft, if nobody saved in between.
 * Faults: PrivateOfferUnknown, PrivateOfferFixed once submitted, PrivateOfferChanged with the members that differ.
 */
export async function savePrivateOffer(
  work: Work,
  input: { readonly privateOfferId: string; readonly revision: number; readonly document: PrivateOfferDocument },
): Promise<store.PrivateOfferRow> {
  const row = await ownPrivateOffer(work, input.privateOfferId, true);
  requireDraft(row);
  requireRevision(row, input.revision, input.document);
  const revision = row.revision + 1;
  await store.updateDraft(work, row.id, revision, input.document);
  const newValue: PrivateOfferEvents['PrivateOfferDraftSaved'] = { revision };
  say(work, row.id, 'PrivateOfferDraftSaved', newValue, { revision: row.revision });
  return ownPrivateOffer(work, row.id, false);
}

/** Faults: PrivateOfferUnknown, PrivateOfferFixed once submitted. */
export async function deletePrivateOffer(work: Work, id: string): Promise<void> {
  const row = await ownPrivateOffer(work, id, true);
  requireDraft(row);
  await store.deleteDraft(work, id);
  const oldValue: PrivateOfferEvents['PrivateOfferDraftDeleted'] = { name: row.document.name };
  say(work, id, 'PrivateOfferDraftDeleted', null, oldValue);
}

/** What keeps an own draft from being submitted. Faults: PrivateOfferUnknown. */
export async function privateOfferProblems(
  work: Work,
  id: string,
): Promise<{ revision: number; problems: PrivateOfferProblem[] }> {
  const row = await ownPrivateOffer(work, id, false);
  return { revision: row.revision, problems: await problemsNow(work, row.document) };
}

export async function problemsNow(work: Work, document: PrivateOfferDocument): Promise<PrivateOfferProblem[]> {
  const versions = await pricedVersions(work, document);
  const named = document.beneficiaries.map((one) => one.partnerTenantId);
  const accounts = await partnerAccountsOf(work, named);
  const selectable = accounts.filter((partner) => maySell(partner).allowed);
  const offers = [...versions].map(
    ([offerId, { version, sold }]) => [offerId, { sold, plans: version.document.plans }] as const,
  );
  return problemsOf(document, {
    on: dayOf(work.now),
    offers: new Map(offers),
    selectablePartners: new Set(selectable.map((partner) => partner.tenantId)),
  });
}

/** The acting publisher's published offers among those a document prices, by offer id. */
export async function pricedVersions(work: Work, document: PrivateOfferDocument): Promise<Map<string, LiveVersion>> {
  const ids = [...new Set(document.pricing.map((price) => price.offerId))].toSorted();
  const found = await liveVersions(work, ids);
  return new Map([...found].filter(([, { version }]) => version.publisherTenantId === work.account).toSorted(byId));
}

/** Always the same order, so that of two submissions none waits for the other. */
function byId([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

export function requireDraft(row: store.PrivateOfferRow): void {
  if (row.state === 'draft') return;
  throw privateOfferFault(
    'PrivateOfferFixed',
    'A submitted private offer can no longer be changed. Clone it instead.',
    {
      rule: rules.F26,
    },
  );
}

/** Faults: PrivateOfferChanged when the stored revision is another one than the caller knew. */
export function requireRevision(row: store.PrivateOfferRow, revision: number, wanted?: PrivateOfferDocument): void {
  if (row.revision === revision) return;
  const members = Object.keys(row.document) as (keyof PrivateOfferDocument)[];
  const differing = wanted
    ? members.filter((name) => JSON.stringify(row.document[name]) !== JSON.stringify(wanted[name]))
    : [];
  throw privateOfferFault(
    'PrivateOfferChanged',
    `The draft is at revision ${row.revision}, you sent ${revision}: someone else has saved it in the meantime. Read it again and repeat your change.`,
    {
      target: 'revision',
      values: { revision: row.revision },
      problems: differing.map((path) => ({ path, code: 'Differs', message: 'Differs from the stored draft.' })),
    },
  );
}

/** An event of the publisher's; no partner is concerned by it, since the name is hidden from partners (rule F26). */
export function say(
  work: Work,
  id: string,
  name: keyof PrivateOfferEvents,
  newValue: unknown,
  oldValue?: unknown,
  publisherTenantId: string = work.account,
): void {
  work.publish({ name, aggregateType: 'privateOffer', aggregateId: id, publisherTenantId, newValue, oldValue });
}
