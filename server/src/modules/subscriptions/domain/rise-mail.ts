/** Words of the mail that says that renewals will cost more: one mail on all plans of an offer (rules C11, F24). Pure. */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import { dayIn, type MailLanguage } from './life-mails.ts';
import type { MeterChange } from './meter-changes.ts';

/** Subscriptions that have one price. */
export interface RiseLine {
  /** Offer and plan. */
  readonly product: string;
  readonly term: Term;
  readonly billingCycle: BillingCycle;
  readonly currency: string;
  /** List prices of one unit and billing cycle, decimal text. */
  readonly before: string;
  readonly after: string;
  readonly meters: readonly MeterChange[];
  /** The first renewals at the new price. */
  readonly from: Temporal.Instant;
  readonly subscriptions: number;
}

const cycles = {
  en: { monthly: 'a month', annual: 'a year', biennial: 'for two years', triennial: 'for three years' },
  fr: { monthly: 'par mois', annual: 'par an', biennial: 'pour deux ans', triennial: 'pour trois ans' },
} as const satisfies Record<MailLanguage, Record<BillingCycle, string>>;

const terms = {
  en: { P1M: '1 month', P1Y: '1 year', P2Y: '2 years', P3Y: '3 years' },
  fr: { P1M: '1 mois', P1Y: '1 an', P2Y: '2 ans', P3Y: '3 ans' },
} as const satisfies Record<MailLanguage, Record<string, string>>;

interface Words {
  readonly subject: (product: string) => string;
  readonly text: string;
  readonly line: (of: { product: string; term: string; count: number; changes: string; day: string }) => string;
  readonly price: (before: string, after: string) => string;
  readonly meter: (of: { name: string; unit: string; before: string; after: string }) => string;
  readonly included: (of: { name: string; before: string; after: string }) => string;
  readonly between: string;
  readonly end: string;
}

const texts: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: (product) => `The list price of ${product} rises for renewals`,
    text: 'A publisher has published new list prices. A term that runs keeps its price; renewals have the new one from the day below on, per unit and excluding tax:',
    line: ({ product, term, count, changes, day }) =>
      `- ${product}, ${term} (${count === 1 ? '1 subscription' : `${count} subscriptions`}): ${changes}, renewals from ${day} on`,
    price: (before, after) => `${after} instead of ${before}`,
    meter: ({ name, unit, before, after }) => `${after} instead of ${before} per ${unit} (${name})`,
    included: ({ name, before, after }) => `${after} instead of ${before} included units (${name})`,
    between: '; ',
    end: 'Margins and prices of your own stay as they are. A subscription whose automatic renewal is off ends with its term.',
  },
  fr: {
    subject: (product) => `Le prix public de ${product} augmente aux renouvellements`,
    text: 'Un éditeur a publié de nouveaux prix publics. Une période en cours garde son prix\u00a0; les renouvellements ont le nouveau à partir du jour indiqué, par unité et hors taxes\u00a0:',
    line: ({ product, term, count, changes, day }) =>
      `- ${product}, ${term} (${count === 1 ? '1 abonnement' : `${count} abonnements`})\u00a0: ${changes}, renouvellements à partir du ${day}`,
    price: (before, after) => `${after} au lieu de ${before}`,
    meter: ({ name, unit, before, after }) => `${after} au lieu de ${before}, unité\u00a0: ${unit} (${name})`,
    included: ({ name, before, after }) => `unités comprises\u00a0: ${after} au lieu de ${before} (${name})`,
    between: '\u00a0; ',
    end: 'Les marges et vos propres tarifs ne changent pas. Un abonnement sans renouvellement automatique se termine avec sa période.',
  },
};

export function riseMail(language: MailLanguage, rises: readonly RiseLine[]) {
  const words = texts[language];
  const lines = rises.map((rise) => {
    const { product, term, from, subscriptions: count } = rise;
    const named = (terms[language] as Readonly<Record<string, string>>)[term] ?? term;
    const changes = changesOf(language, rise).join(words.between);
    return words.line({ product, term: named, count, changes, day: dayIn(language, from) });
  });
  const offers = new Set(rises.map(({ product }) => product));
  const subject = words.subject([...offers].slice(0, 2).join(', ') + (offers.size > 2 ? '…' : ''));
  return { subject, text: [words.text, lines.join('\n'), words.end].join('\n\n') };
}

/** The fee and each meter, where they change. */
function changesOf(language: MailLanguage, { billingCycle, currency, before, after, meters }: RiseLine): string[] {
  const words = texts[language];
  const money = (amount: string) => moneyIn(language, amount, currency);
  const number = (units: number) => new Intl.NumberFormat({ en: 'en-GB', fr: 'fr-FR' }[language]).format(units);
  const fee = (amount: string) => `${money(amount)} ${cycles[language][billingCycle]}`;
  return [
    ...(before === after ? [] : [words.price(fee(before), fee(after))]),
    ...meters.flatMap(({ name, unitOfMeasure: unit, before: was, after: is }) => [
      ...(was.price === is.price
        ? []
        : [words.meter({ name, unit, before: money(was.price), after: money(is.price) })]),
      ...(was.included === is.included
        ? []
        : [words.included({ name, before: number(was.included), after: number(is.included) })]),
    ]),
  ];
}

/** As text, so that no digit is lost on the way through a number. */
function moneyIn(language: MailLanguage, amount: string, currency: string): string {
  const format = new Intl.NumberFormat({ en: 'en-GB', fr: 'fr-FR' }[language], {
    style: 'currency',
    currency,
    maximumFractionDigits: 6,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}
