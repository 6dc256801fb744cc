/** Numbers, amounts and dates in the reader's locale. Business dates are UTC, as everywhere in the programme. */
export interface Formats {
  /** `2026-12-01T…` or `2026-12-01` as a day. */
  readonly day: (value: string | undefined) => string;
  /** A moment to the minute, in UTC as everywhere in the programme, and on the reader's own clock where that differs. */
  readonly moment: (value: string | undefined) => string;
  /** Month of `2026-11`. */
  readonly month: (value: string) => string;
  /** Amount with currency. Decimal text keeps every digit; a number is what Partner Center v1 sends. */
  readonly money: (amount: string | number, currency: string) => string;
  readonly number: (value: number | string) => string;
  /** A text that others wrote, its long numbers grouped: `1000 queries`. */
  readonly grouped: (text: string) => string;
  /** Name of an ISO 3166 country. */
  readonly country: (code: string) => string;
  /** Name of an ISO 4217 currency. */
  readonly currency: (code: string) => string;
  /** Language and country of a culture such as fr-FR. */
  readonly culture: (code: string) => string;
  /** One of several: `a, b or c`. */
  readonly either: (names: readonly string[]) => string;
  /** All of them: `a, b and c`. */
  readonly all: (names: readonly string[]) => string;
  readonly compare: (left: string, right: string) => number;
}

const made = new Map<string, Formats>();

/** `zone`: the reader's clock, e.g. `Europe/Paris`; the browser's unless given. */
export function formatsFor(language: string, zone = Intl.DateTimeFormat().resolvedOptions().timeZone): Formats {
  const key = `${language} ${zone}`;
  const known = made.get(key);
  if (known) return known;
  const formats = makeFormats(language, zone);
  made.set(key, formats);
  return formats;
}

/** A moment on a clock: its time, with the day where that is another one than in UTC. */
function onClock(locale: string, zone: string): (moment: Date) => string | undefined {
  const dayIn = (timeZone: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  const plain = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone });
  const [here, utc, dayHere, dayUtc] = [plain(zone), plain('UTC'), dayIn(zone), dayIn('UTC')];
  return (moment) => {
    if (here.format(moment) === utc.format(moment)) return undefined;
    const day = dayHere.format(moment);
    return [...(day === dayUtc.format(moment) ? [] : [day]), time.format(moment)].join(', ');
  };
}

function makeFormats(language: string, zone: string): Formats {
  const locale = language === 'en' ? 'en-GB' : language;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const clock = onClock(locale, zone);
  // Exchange rates have twelve decimals, and whoever recomputes needs them all.
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 12 });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' });
  const alternatives = new Intl.ListFormat(locale, { type: 'disjunction' });
  const together = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  /** French writes the first day of a month as an ordinal: 1er déc. */
  const ordinal = (text: string) => (locale.startsWith('fr') ? text.replace(/^1(?=\s)/, '1er') : text);
  const dated = (format: Intl.DateTimeFormat, value: string | undefined) => {
    const date = value ? new Date(value) : undefined;
    return date && !Number.isNaN(date.valueOf()) ? ordinal(format.format(date)) : '–';
  };
  return {
    day: (value) => dated(day, value),
    moment: (value) => {
      if (!value) return '–';
      const own = clock(new Date(value));
      return `${dated(moment, value)}\u00A0UTC${own ? ` (${ordinal(own)})` : ''}`;
    },
    month: (value) => dated(month, `${value}-01`),
    money: (amount, currency) => money(locale, amount, currency),
    number: (value) => number.format(value as number).replace('-', '−'),
    grouped: (text) => text.replaceAll(/(?<![\d.,])\d{4,15}(?![\d.,])/g, (digits) => number.format(Number(digits))),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    currency: (code) => (/^[A-Z]{3}$/.test(code) ? (currencies.of(code) ?? code) : code),
    culture: (code) => (/^[a-z]{2,3}-[A-Z]{2}$/.test(code) ? (languages.of(code) ?? code) : code),
    either: (names) => alternatives.format(names),
    all: (names) => together.format(names),
    compare: (left, right) => collator.compare(left, right),
  };
}

/** As many decimals as the currency has, and every further one the amount really has (unit prices). */
function money(locale: string, amount: string | number, currency: string): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: 9,
  });
  return format.format(amount as number).replace('-', '−');
}
