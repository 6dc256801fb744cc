/** Words of the mail that says that renewals will cost more: one mail on all plans of an offer (rules C11, F24). Pure. */
import type { BillingCycle, Term } from '../../../kernel/index.ts';
import { dayIn, type MailLanguage } from './life-mails.ts';

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
  readonly line: (of: {
    product: string;
    term: string;
    count: number;
    before: string;
    after: string;
    day: string;
  }) => string;
  readonly end: string;
}

const texts: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: (product) => `The list price of ${product} rises for renewals`,
    text: 'A publisher has published new list prices. A term that runs keeps its price; renewals have the new one from the day below on, per unit and excluding tax:',
    line: ({ product, term, count, before, after, day }) =>
      `- ${product}, ${term} (${count === 1 ? '1 subscription' : `${count} subscriptions`}): ${after} instead of ${before}, renewals from ${day} on`,
    end: 'Margins and prices of your own stay as they are. A subscription whose automatic renewal is off ends with its term.',
  },
  fr: {
    subject: (product) => `Le prix public de ${product} augmente aux renouvellements`,
    text: 'Un éditeur a publié de nouveaux prix publics. Une période en cours garde son prix\u00a0; les renouvellements ont le nouveau à partir du jour indiqué, par unité et hors taxes\u00a0:',
    line: ({ product, term, count, before, after, day }) =>
      `- ${product}, ${term} (${count === 1 ? '1 abonnement' : `${count} abonnements`})\u00a0: ${after} au lieu de ${before}, renouvellements à partir du ${day}`,
    end: 'Les marges et vos propres tarifs ne changent pas. Un abonnement sans renouvellement automatique se termine avec sa période.',
  },
};

export function riseMail(language: MailLanguage, rises: readonly RiseLine[]) {
  const words = texts[language];
  const lines = rises.map(({ product, term, billingCycle, currency, before, after, from, subscriptions: count }) => {
    const price = (amount: string) => `${moneyIn(language, amount, currency)} ${cycles[language][billingCycle]}`;
    const named = (terms[language] as Readonly<Record<string, string>>)[term] ?? term;
    const of = { product, term: named, count, before: price(before), after: price(after), day: dayIn(language, from) };
    return words.line(of);
  });
  const offers = new Set(rises.map(({ product }) => product));
  const subject = words.subject([...offers].slice(0, 2).join(', ') + (offers.size > 2 ? '…' : ''));
  return { subject, text: [words.text, lines.join('\n'), words.end].join('\n\n') };
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
