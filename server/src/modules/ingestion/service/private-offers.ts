/** `private-offer` resources of a job: a margin for partners is saved, submitted, withdrawn or deleted (rule F26). */
import { isDeepStrictEqual } from 'node:util';
import type { Work } from '../../../platform/work.ts';
import {
  createPrivateOffer,
  deletePrivateOffer,
  findPrivateOffer,
  privateOfferNamed,
  savePrivateOffer,
  submitPrivateOffer,
  withdrawPrivateOffer,
  writtenDocument,
  type PrivateOfferRow,
} from '../../private-offers/index.ts';
import { notes, planOf, type Noted } from '../domain/apply.ts';
import { marginDocumentOf, type MarginDocument } from '../domain/private-offer.ts';
import type { PrivateOfferResource } from '../domain/resources.ts';
import { applyFacts } from './edit.ts';
import { isProblem, noteError, offerOf, type Session } from './session.ts';

export async function takePrivateOffer(session: Session, given: PrivateOfferResource, index: number): Promise<void> {
  const found = notes();
  const known = await knownOffer(session.work, given, found);
  const state = given.state.toLowerCase();
  if (!['draft', 'live', 'withdrawn', 'deleted'].includes(state)) {
    found.refuse(
      'notSupported',
      `A private offer is sent with state draft, live, withdrawn or deleted, not ${given.state}.`,
    );
  }
  const ends = state === 'withdrawn' || state === 'deleted';
  if (ends && !known) found.refuse('resourceNotFound', 'There is no such private offer. Send its id.');
  const document = ends ? undefined : marginDocumentOf(given, await pricedOffers(session, given, found), found);
  if (found.problems.length > 0) return found.problems.forEach((problem) => noteError(session, given, problem));
  const id = document
    ? await saved(session.work, known, document, state === 'live')
    : await ended(session.work, known!, state);
  session.done.set(index, { ...found, id: `private-offer/${id}` });
}

/** By id; without one by its name, so that the same request sent again finds what the first one made. */
async function knownOffer(
  work: Work,
  { id, name }: PrivateOfferResource,
  found: Noted,
): Promise<PrivateOfferRow | undefined> {
  if (id === undefined) return name === undefined ? undefined : privateOfferNamed(work, name);
  const [, guid] = /^private-offer\/([^/]+)$/.exec(id.toLowerCase()) ?? [];
  const known = guid === undefined ? undefined : await findPrivateOffer(work, guid);
  if (!known) found.refuse('resourceNotFound', `You have no ${id}.`);
  return known;
}

async function pricedOffers(
  session: Session,
  { pricing = [] }: PrivateOfferResource,
  found: Noted,
): Promise<{ offerId: string; planId?: string }[]> {
  const priced = [];
  for (const { product, plan } of pricing) {
    const offer = await offerOf(session, product);
    if (isProblem(offer)) {
      found.refuse(offer.code, offer.message);
      continue;
    }
    const { offerId } = offer.facts;
    const sold = plan ? planOf(offer.live ?? offer.document, plan, applyFacts(session, offer), found) : undefined;
    priced.push({ offerId, ...(sold ? { planId: sold.planId } : {}) });
  }
  return priced;
}

/** Saves a draft that differs, and submits it when asked. One that was submitted already and says the same stays. */
async function saved(
  work: Work,
  known: PrivateOfferRow | undefined,
  document: MarginDocument,
  submit: boolean,
): Promise<string> {
  if (known && known.state !== 'draft' && isDeepStrictEqual(writtenDocument(known.document), document)) return known.id;
  const draft = known ?? (await createPrivateOffer(work, document.name));
  const { id, revision } = isDeepStrictEqual(draft.document, document)
    ? draft
    : await savePrivateOffer(work, { privateOfferId: draft.id, revision: draft.revision, document });
  if (submit) await submitPrivateOffer(work, { privateOfferId: id, revision });
  return id;
}

async function ended(work: Work, known: PrivateOfferRow, state: string): Promise<string> {
  if (state === 'deleted') await deletePrivateOffer(work, known.id);
  else if (known.state !== 'withdrawn') await withdrawPrivateOffer(work, known.id);
  return known.id;
}
