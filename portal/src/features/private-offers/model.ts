/** What the form of a private offer shows and what it sends: months instead of days, lines instead of lists. Pure. */
import type { PrivateOfferDocument } from '@comptoir/contracts/comptoir/private-offers';

export type Beneficiary = PrivateOfferDocument['beneficiaries'][number];
export type PricedOffer = PrivateOfferDocument['pricing'][number];

/** What the form's fields hold. */
export type PrivateOfferValues = Pick<PrivateOfferDocument, 'name' | 'preparedBy' | 'beneficiaries'> & {
  start: 'soon' | 'month' | '';
  from: string;
  until: string;
  contacts: string;
  /** The plan is empty where every plan is meant. */
  pricing: { offerId: string; planId: string; discountPercentage: string }[];
};

export function valuesOf({
  start,
  end,
  notificationContacts,
  pricing,
  ...same
}: PrivateOfferDocument): PrivateOfferValues {
  return {
    ...same,
    start: start === 'asSoonAsPossible' ? 'soon' : start === null ? '' : 'month',
    from: monthOf(start),
    until: monthOf(end),
    contacts: notificationContacts.join('\n'),
    pricing: pricing.map(({ offerId, planId = '', discountPercentage }) => ({ offerId, planId, discountPercentage })),
  };
}

export function documentOf(values: PrivateOfferValues): PrivateOfferDocument {
  const { start, from, until, contacts, pricing, ...same } = values;
  return {
    ...same,
    start: start === 'soon' ? 'asSoonAsPossible' : start === 'month' ? firstDay(from) : null,
    end: lastDay(until),
    notificationContacts: linesOf(contacts),
    pricing: pricing.map(({ planId, ...row }) => (planId === '' ? row : { ...row, planId })),
  };
}

/** The field in which a member of the document is typed. */
export function fieldOf(path: string): 'until' | 'contacts' | undefined {
  if (path === 'end') return 'until';
  return path.startsWith('notificationContacts') ? 'contacts' : undefined;
}

/** The member of the document whose problems a field tells; undefined where another field tells them. */
export function placeOf(name: string, { start }: Pick<PrivateOfferValues, 'start'>): string | undefined {
  const places: Readonly<Record<string, string | undefined>> = {
    until: 'end',
    contacts: 'notificationContacts',
    start: start === 'month' ? undefined : 'start',
    from: 'start',
  };
  return name in places ? places[name] : name;
}

/** `2027-03-01` or `2027-03-31` as the month a month field shows. */
export function monthOf(day: string | null): string {
  return day && day !== 'asSoonAsPossible' ? day.slice(0, 7) : '';
}

const monthShape = /^\d{4}-(0[1-9]|1[0-2])$/;

/** First day of a month field's value; null while it is none. */
export function firstDay(month: string): string | null {
  return monthShape.test(month) ? `${month}-01` : null;
}

/** Last day of a month field's value; null while it is none. */
export function lastDay(month: string): string | null {
  if (!monthShape.test(month)) return null;
  const [year, number] = month.split('-').map(Number);
  const day = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** What a person typed into lines, without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter(Boolean);
}
