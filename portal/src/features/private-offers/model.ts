/** What the form of a private offer shows and what it sends: months instead of days, lines instead of lists. Pure. */
import type { PrivateOfferDocument } from '@comptoir/contracts/comptoir/private-offers';

export type Beneficiary = PrivateOfferDocument['beneficiaries'][number];
export type PricedOffer = PrivateOfferDocument['pricing'][number];

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
