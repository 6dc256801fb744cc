/** What the demo world's offers are made of: price lists, plans and the words of a publisher. Prices are invented. */
import type { NewOffer, OfferDocument } from '../modules/offers/index.ts';

export interface DemoOffer {
  readonly publisher: string;
  readonly externalId: string;
  /** `saas` when absent. */
  readonly kind?: NewOffer['kind'];
  readonly name: string;
  readonly document: (world: {
    readonly origin: string;
    readonly tenantId: string;
    readonly applicationId: string;
    readonly tenants: ReadonlyMap<string, string>;
  }) => OfferDocument;
}

export type Plan = OfferDocument['plans'][number];

/** Monthly price in euro, and what it costs elsewhere: fixed factors, so that the figures look like price lists. */
const currencies = { EUR: 100n, USD: 110n, GBP: 87n, CHF: 98n, SEK: 1150n, NOK: 1160n, DKK: 745n } as const;

/** Euro cents into each currency's text with two decimals. */
export function inAll(cents: bigint): { currency: string; amount: string }[] {
  return Object.entries(currencies).map(([currency, percent]) => {
    const converted = (cents * percent) / 100n;
    return { currency, amount: `${converted / 100n}.${String(converted % 100n).padStart(2, '0')}` };
  });
}

export const markets = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'LU',
  'NL',
  'NO',
  'PT',
  'SE',
  'US',
];

/** Per-seat plan sold by the month and by the year; a term has one payment option (rule F3). */
export function perSeatPlan(
  planId: string,
  name: string,
  description: string,
  monthlyCents: bigint,
  yearBilled: 'monthly' | 'annual' = 'annual',
): Plan {
  const yearCents = yearBilled === 'annual' ? (monthlyCents * 12n * 90n) / 100n : (monthlyCents * 95n) / 100n;
  return {
    planId,
    name,
    description,
    pricingModel: 'perSeat',
    seats: { min: 1, max: 1000 },
    markets: [...markets],
    terms: [
      { term: 'P1M', billingCycle: 'monthly' },
      { term: 'P1Y', billingCycle: yearBilled },
    ],
    prices: [
      ...inAll(monthlyCents).map((price) => ({ ...price, term: 'P1M' as const, billingCycle: 'monthly' as const })),
      ...inAll(yearCents).map((price) => ({ ...price, term: 'P1Y' as const, billingCycle: yearBilled })),
    ],
    dimensions: [],
    private: false,
  };
}

/** Flat plan by the month with one metered dimension. */
export function meteredPlan(
  planId: string,
  name: string,
  description: string,
  monthlyCents: bigint,
  unit: { id: string; name: string; unitOfMeasure: string; cents: bigint; included: number },
): Plan {
  return {
    planId,
    name,
    description,
    pricingModel: 'flat',
    markets: [...markets],
    terms: [{ term: 'P1M', billingCycle: 'monthly' }],
    prices: inAll(monthlyCents).map((price) => ({ ...price, term: 'P1M' as const, billingCycle: 'monthly' as const })),
    dimensions: [
      {
        id: unit.id,
        name: unit.name,
        unitOfMeasure: unit.unitOfMeasure,
        includedQuantity: unit.included,
        prices: inAll(unit.cents).map(({ currency, amount }) => ({ currency, pricePerUnit: amount })),
      },
    ],
    private: false,
  };
}

export function documentOf(
  world: Parameters<DemoOffer['document']>[0],
  words: {
    domain: string;
    contact: string;
    categories: OfferDocument['properties']['categories'];
    listings: OfferDocument['listings'];
    plans: Plan[];
    audience: OfferDocument['audience'];
    /** Sold through the operator when absent. */
    setup?: OfferDocument['setup'];
    /** Only SaaS offers that are sold have a landing page and a webhook. */
    technical?: 'none';
  },
): OfferDocument {
  const site = `https://www.${words.domain}`;
  return {
    setup: words.setup ?? { sellThroughOperator: true },
    properties: { categories: words.categories, terms: { standardContract: true, url: '' } },
    listings: words.listings,
    contacts: {
      support: {
        name: `${words.contact} – support`,
        email: `support@${words.domain}`,
        phone: '+33 1 55 00 00 01',
        url: `${site}/support`,
      },
      engineering: {
        name: `${words.contact} – engineering`,
        email: `engineering@${words.domain}`,
        phone: '+33 1 55 00 00 02',
      },
      cspProgramme: {
        name: `${words.contact} – channel`,
        email: `partners@${words.domain}`,
        phone: '+33 1 55 00 00 03',
      },
    },
    cspMarketingUrl: `${site}/partners`,
    privacyUrl: `${site}/privacy`,
    technical:
      words.technical === 'none'
        ? { landingPageUrl: '', connectionWebhook: '', tenantId: '', applicationId: '' }
        : {
            landingPageUrl: `${world.origin}/sandbox/isv/${world.applicationId}/landing`,
            connectionWebhook: `${world.origin}/sandbox/isv/${world.applicationId}/webhook`,
            tenantId: world.tenantId,
            applicationId: world.applicationId,
          },
    plans: words.plans,
    audience: words.audience,
  };
}
