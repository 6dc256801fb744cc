/** What a publisher writes of a private offer, its states, and the moments it counts between. */
import { startOfDay } from '../../../kernel/index.ts';

export type PrivateOfferState = 'draft' | 'inProgress' | 'live' | 'ended' | 'withdrawn';

/** Same shape as the contract's; an unfinished one is a draft. */
export interface PrivateOfferDocument {
  readonly name: string;
  readonly preparedBy: string;
  /** `asSoonAsPossible`, or `YYYY-MM-DD`. */
  readonly start: string | null;
  /** `YYYY-MM-DD`, included. */
  readonly end: string | null;
  readonly notificationContacts: readonly string[];
  readonly beneficiaries: readonly Beneficiary[];
  readonly pricing: readonly PricedOffer[];
}

/** A partner that may resell an offer because it was priced for it (rule A30). */
export interface Authorisation {
  readonly offerId: string;
  readonly partnerTenantId: string;
}

/** As it is kept: the submission adds what it authorised. */
export interface KeptDocument extends PrivateOfferDocument {
  readonly authorised?: readonly Authorisation[];
}

/** What the publisher wrote of it. */
export function writtenDocument({ authorised: _authorised, ...document }: KeptDocument): PrivateOfferDocument {
  return document;
}

export interface Beneficiary {
  readonly partnerTenantId: string;
  /** Empty: every customer of the partner. */
  readonly customerTenantIds: readonly string[];
}

export interface PricedOffer {
  readonly offerId: string;
  /** Absent: every plan of the offer, later ones too. */
  readonly planId?: string | undefined;
  /** Decimal text, in percent; empty while not chosen. */
  readonly discountPercentage: string;
}

export const asSoonAsPossible = 'asSoonAsPossible';

export function emptyDocument(name: string, preparedBy: string): PrivateOfferDocument {
  return { name, preparedBy, start: null, end: null, notificationContacts: [], beneficiaries: [], pricing: [] };
}

/** From the submission or the first day's midnight UTC to the midnight after the last day; of a document without problems. */
export function periodOf(document: PrivateOfferDocument, now: Temporal.Instant) {
  const { start, end } = document;
  return {
    startsAt: start === asSoonAsPossible ? now : startOfDay(Temporal.PlainDate.from(start!)),
    endsAt: startOfDay(Temporal.PlainDate.from(end!).add({ days: 1 })),
  };
}
