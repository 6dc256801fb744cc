/** Small shapes that several of our own contracts share. */
import { z } from 'zod';

/** A GUID, compared and kept in lower case. */
export const guid = z.guid().toLowerCase();

/** What somebody looks for, pasted from anywhere: trimmed, and without what no database keeps (NUL, half characters). */
export const searchText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), {
      error: 'holds a character that is not text',
      params: { reason: 'hidden' },
    });

const hidden =
  /[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
/** Joiners belong to emoji and to scripts that join their letters, and nowhere else. */
const strayJoiner =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}])[\u200C\u200D]/u;

/** A sign that is seen: no space, no filler, nothing that only changes its neighbour. U+2800 is a pattern without dots. */
const seen = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether a text is one line without control characters, invisible ones, and those that turn the direction of what
 * follows; one that is not empty has something to see.
 */
export const showsWhatItSays = (text: string): boolean =>
  !hidden.test(text) && !strayJoiner.test(text) && (text === '' || seen.test(text));

/** Text as a person writes it, in lines and paragraphs: trimmed, and nothing in it is hidden. */
export const plainText = (max: number) =>
  searchText(max).refine((text) => showsWhatItSays(text.replaceAll(/[\n\r\t]/g, ' ')), {
    error: 'holds a hidden character',
    params: { reason: 'hidden' },
  });

/** One line that shows what it says: a name, a title, an address. */
export const lineText = (max: number) =>
  searchText(max).refine(showsWhatItSays, {
    error: 'holds a line break or a hidden character',
    params: { reason: 'hidden' },
  });

/** A moment in UTC, e.g. `2026-11-21T07:54:24Z`. */
export const instant = z.string();

/** ISO 3166-1 alpha-2, upper case. */
export const countryCode = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be a country code of two letters');

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** ISO 4217, upper case; one that exists. */
export const currencyCode = z
  .string()
  .toUpperCase()
  .refine((code) => currencies.has(code), 'must be the code of a currency, such as EUR');

/** Of years that people mean: a mistyped one may be beyond what calendars and databases hold. */
const yearsMeant = /^[12]\d{3}-/;
const yearMessage = 'must be of a year from 1000 to 2999';

/** A calendar month, `YYYY-MM`. */
export const monthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .regex(yearsMeant, yearMessage);

/** A day, `YYYY-MM-DD`. */
export const dayText = z.iso.date('must be a day such as 2027-01-01').regex(yearsMeant, yearMessage);

/** ISO 8601 spells an offset in three ways and a fraction in two; kept to the nanosecond. */
function spelledOut(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[.,](\d{1,9})\d*/, '.$1')
    .replace(/([+-]\d\d)(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
}

/** A moment with its offset. */
export const momentText = z
  .string()
  .transform(spelledOut)
  .pipe(
    z.iso
      .datetime({ offset: true, error: 'must be a moment such as 2026-12-01T08:00:00Z' })
      .regex(yearsMeant, yearMessage),
  );

/** Commitment terms and billing cycles (rule F3). */
export const termName = z.enum(['P1M', 'P1Y', 'P2Y', 'P3Y']);
export const billingCycleName = z.enum(['monthly', 'annual', 'biennial', 'triennial']);
