/** Days and moments as mails and documents write them, in French or English. English days are written the European way. */
import { frenchOrdinal } from './moment.ts';

export type WrittenLanguage = 'en' | 'fr';

/** The one of a BCP 47 tag; English for every other. */
export const writtenLanguageOf = (tag: string): WrittenLanguage => (/^fr(-|$)/i.test(tag) ? 'fr' : 'en');

const regional: Readonly<Record<WrittenLanguage, string>> = { en: 'en-GB', fr: 'fr-FR' };
const asWritten = (text: string, language: WrittenLanguage) => (language === 'fr' ? frenchOrdinal(text) : text);

/** E.g. `1er janvier 2027`; of a moment its day in UTC. */
export function writtenDay(day: Temporal.PlainDate | Temporal.Instant, language: WrittenLanguage): string {
  const date = day instanceof Temporal.Instant ? day.toZonedDateTimeISO('UTC').toPlainDate() : day;
  return asWritten(date.toLocaleString(regional[language], { dateStyle: 'long' }), language);
}

/** Day and minute in UTC, e.g. `1 January 2027 at 09:05`. */
export function writtenMoment(at: Temporal.Instant, language: WrittenLanguage): string {
  const shown = { dateStyle: 'long', timeStyle: 'short' } as const;
  return asWritten(at.toZonedDateTimeISO('UTC').toLocaleString(regional[language], shown), language);
}
