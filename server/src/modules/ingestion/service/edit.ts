/** The edits of a job: products made, drafts changed in memory, and saved once all resources were taken. */
import { isDeepStrictEqual } from 'node:util';
import type { Work } from '../../../platform/work.ts';
import { createOffer, mayChangeAudience, saveDraft, type OfferDocument } from '../../offers/index.ts';
import { applyResource, notes, planOf, type ApplyFacts, type Noted } from '../domain/apply.ts';
import {
  planIdOf,
  planListingId,
  planResourceId,
  productIdOf,
  productResourceId,
  listingId,
  languageOf,
} from '../domain/ids.ts';
import { metersNobodyPrices } from '../domain/meters.ts';
import type { DraftResource, ProductResource } from '../domain/resources.ts';
import { kindOf, productTypes } from '../domain/tree.ts';
import {
  isProblem,
  noteError,
  offerIdByExternalId,
  offerOf,
  openOffer,
  type OpenOffer,
  type Session,
} from './session.ts';
import { withSource } from '../../../programme/rules/index.ts';

/**
 * Makes a product, or finds the one of that id or external id, so that the same request sent again finds what the first
 * one made.
 */
export async function takeProduct(session: Session, given: ProductResource, index: number): Promise<void> {
  const { identity, alias, productType } = given;
  const found = notes();
  const known = given.id === undefined ? await knownProduct(session, given) : await offerOf(session, given.id);
  if (known && isProblem(known)) return noteError(session, given, known);
  if (given.lifecycleState === 'deleted') {
    found.refuse('notSupported', 'Drafts of products are kept. Leave this one unpublished.');
  }
  if (given.lifecycleState === 'deprecated' && !known?.facts.stopped) {
    found.refuse(
      'invalidState',
      'A product is deprecated on its live submission. Send that with lifecycleState deprecated.',
    );
  }
  if (known) {
    const { facts } = known;
    if (facts.externalId !== identity.externalId) {
      found.refuse('businessValidationError', `The product's externalId is ${facts.externalId} and does not change.`);
    }
    if (productTypes[facts.kind] !== productType) {
      found.refuse('businessValidationError', `The product's type is ${productTypes[facts.kind]} and does not change.`);
    }
    if (facts.name !== alias) found.warn(`The product's alias is '${facts.name}' and does not change.`, 'alias');
  }
  if (found.problems.length > 0) return found.problems.forEach((problem) => noteError(session, given, problem));
  const offer = known ?? (await makeProduct(session, given));
  if (given.resourceName) session.productNames.set(given.resourceName, offer.facts.offerId);
  session.done.set(index, { ...found, id: productIdOf(offer.facts.offerId) });
}

async function knownProduct(session: Session, { identity }: ProductResource): Promise<OpenOffer | undefined> {
  const offerId = await offerIdByExternalId(session, identity.externalId);
  return offerId === undefined ? undefined : openOffer(session, offerId);
}

async function makeProduct(session: Session, { identity, alias, productType }: ProductResource): Promise<OpenOffer> {
  const input = { kind: kindOf(productType), externalId: identity.externalId, name: alias };
  const { offerId } = await createOffer(session.work, input);
  session.byExternalId.set(identity.externalId, offerId);
  return openOffer(session, offerId);
}

/** Changes the draft in memory as a resource wants it. */
export async function takeEdit(session: Session, given: DraftResource, index: number): Promise<void> {
  const offer = await offerOf(session, given.product);
  if (isProblem(offer)) return noteError(session, given, offer);
  const found = notes();
  const facts = applyFacts(session, offer);
  const id = durableIdOf(offer, given, facts);
  if (given.id !== undefined && id !== undefined && given.id.toLowerCase() !== id) {
    found.refuse('invalidId', `The durable id of this resource is ${id}, not ${given.id}.`);
  }
  const document: OfferDocument = applyResource(offer.document, given, facts, found);
  if (given.type === 'reseller') requireOwnMove(offer, document, found);
  if (found.problems.length > 0) return found.problems.forEach((problem) => noteError(session, given, problem));
  offer.document = document;
  offer.edits.push(given);
  if (given.type === 'price-and-availability-custom-meter') {
    offer.meters = new Map([...offer.meters, ...Object.entries(given.customMeters)]);
  }
  if (given.type === 'plan' && given.resourceName) {
    session.planNames.set(given.resourceName, given.identity.externalId);
  }
  session.done.set(index, { ...found, id: id! });
}

export function applyFacts(session: Session, offer: OpenOffer): ApplyFacts {
  return {
    offer: offer.facts,
    publishedPlans: offer.live?.plans.map(({ planId }) => planId) ?? [],
    meters: offer.meters,
    planNames: session.planNames,
  };
}

/** Undefined when the resource names a plan there is not, or a language nothing is written in. */
function durableIdOf(offer: OpenOffer, given: DraftResource, facts: ApplyFacts): string | undefined {
  const { offerId } = offer.facts;
  if (given.type === 'plan') return planIdOf(offerId, given.identity.externalId);
  if (given.type === 'listing') {
    const language = languageOf(given.languageId);
    return language && listingId(offerId, language);
  }
  if (!('plan' in given)) return productResourceId(given.type, offerId);
  const plan = planOf(offer.document, given.plan, facts, notes());
  if (!plan) return undefined;
  return given.type === 'plan-listing'
    ? planListingId(offerId, plan.planId)
    : planResourceId(given.type, offerId, plan.planId);
}

/** On a published offer a publisher makes only the moves that need no support request (rules A12 to A22). */
function requireOwnMove(offer: OpenOffer, document: OfferDocument, found: Noted): void {
  const { liveAudience } = offer.before;
  const { option, partnerTenantIds } = document.audience;
  if (!liveAudience || option === null) return;
  const verdict = mayChangeAudience(liveAudience, { option, partnerTenantIds });
  if (!verdict.allowed) {
    found.refuse('businessValidationError', withSource(verdict.reason, verdict.rule));
  }
}

/** Warns of meters that no plan prices, and saves every draft that differs from the stored one. */
export async function saveEdits(session: Session, request: readonly { readonly type: string }[]): Promise<void> {
  for (const offer of session.open.values()) {
    request.forEach((resource, index) => warnOfMeters(session, offer, resource, index));
    if (!isDeepStrictEqual(plain(offer.document), plain(offer.before.document))) {
      await keep(session.work, offer, offer.document);
    }
  }
}

/** Saves a document over the offer's draft; the open offer then has it as it was stored. */
export async function keep(work: Work, offer: OpenOffer, document: OfferDocument): Promise<void> {
  const saved = await saveDraft(work, { offerId: offer.facts.offerId, revision: offer.revision, document });
  offer.document = saved.document;
  offer.revision = saved.revision;
}

/** As it is stored: without members that are undefined. */
export function plain(document: OfferDocument): OfferDocument {
  return JSON.parse(JSON.stringify(document));
}

function warnOfMeters(session: Session, offer: OpenOffer, resource: { readonly type: string }, index: number): void {
  const done = session.done.get(index);
  if (resource.type !== 'price-and-availability-custom-meter' || !done?.id.endsWith(offer.facts.offerId)) return;
  const given = offer.edits.find((edit) => edit === resource);
  if (given?.type !== 'price-and-availability-custom-meter') return;
  const left = metersNobodyPrices(offer.document, given);
  if (left.length === 0) return;
  const warning = `No plan prices ${left.join(', ')}: a meter is kept in the plans that price it. Send their prices along.`;
  session.done.set(index, { ...done, warnings: [...done.warnings, warning] });
}
