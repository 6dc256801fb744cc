/** Offers of the demo world. Prices are invented. */
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

type Plan = OfferDocument['plans'][number];

/** Monthly price in euro, and what it costs elsewhere: fixed factors, so that the figures look like price lists. */
const currencies = { EUR: 100n, USD: 110n, GBP: 87n, CHF: 98n, SEK: 1150n, NOK: 1160n, DKK: 745n } as const;

/** Euro cents into each currency's text with two decimals. */
function inAll(cents: bigint): { currency: string; amount: string }[] {
  return Object.entries(currencies).map(([currency, percent]) => {
    const converted = (cents * percent) / 100n;
    return { currency, amount: `${converted / 100n}.${String(converted % 100n).padStart(2, '0')}` };
  });
}

const markets = ['AT', 'BE', 'CH', 'DE', 'DK', 'ES', 'FI', 'FR', 'GB', 'IE', 'IT', 'LU', 'NL', 'NO', 'PT', 'SE', 'US'];

/** Per-seat plan sold by the month and by the year; a term has one payment option (rule F3). */
function perSeatPlan(
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
function meteredPlan(
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

function documentOf(
  world: Parameters<DemoOffer['document']>[0],
  words: {
    domain: string;
    contact: string;
    categories: OfferDocument['properties']['categories'];
    listings: OfferDocument['listings'];
    plans: Plan[];
    audience: OfferDocument['audience'];
  },
): OfferDocument {
  const site = `https://www.${words.domain}`;
  return {
    setup: { sellThroughOperator: true },
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
    technical: {
      landingPageUrl: `${world.origin}/sandbox/isv/${world.applicationId}/landing`,
      connectionWebhook: `${world.origin}/sandbox/isv/${world.applicationId}/webhook`,
      tenantId: world.tenantId,
      applicationId: world.applicationId,
    },
    plans: words.plans,
    audience: words.audience,
  };
}

export const demoOffers: readonly DemoOffer[] = [
  {
    publisher: 'atelier',
    externalId: 'pilote-projets',
    name: 'Pilote Projets',
    document: (world) =>
      documentOf(world, {
        domain: 'atelier-logiciel.example',
        contact: 'Atelier Logiciel',
        categories: ['productivity', 'collaboration'],
        listings: {
          fr: {
            title: 'Pilote Projets',
            summary: 'Suivi de projets pour les équipes terrain',
            description:
              'Planning, tâches et comptes rendus partagés, du chantier au bureau. Fonctionne hors connexion.',
            keywords: ['projets', 'planning'],
          },
          en: {
            title: 'Pilote Projets',
            summary: 'Project tracking for field teams',
            description: 'Shared schedules, tasks and reports, from the site to the office. Works offline.',
            keywords: ['projects', 'planning'],
          },
        },
        plans: [
          perSeatPlan('essentiel', 'Essentiel', 'Projets et tâches, 10 Go par utilisateur.', 1250n),
          perSeatPlan('premium', 'Premium', 'Essentiel, avec budgets et portail client.', 2400n, 'monthly'),
        ],
        audience: { option: 'any', partnerTenantIds: [] },
      }),
  },
  {
    publisher: 'atelier',
    externalId: 'releve-mesures',
    name: 'Relevé',
    document: (world) =>
      documentOf(world, {
        domain: 'atelier-logiciel.example',
        contact: 'Atelier Logiciel',
        categories: ['operations', 'analytics'],
        listings: {
          fr: {
            title: 'Relevé – télémesure',
            summary: 'Relève des capteurs et alertes',
            description: 'Collecte les mesures de vos capteurs et prévient quand un seuil est franchi.',
            keywords: ['capteurs', 'alertes'],
          },
          en: {
            title: 'Relevé – telemetry',
            summary: 'Sensor readings and alerts',
            description: 'Collects your sensors’ readings and warns when a threshold is crossed.',
            keywords: ['sensors', 'alerts'],
          },
        },
        plans: [
          meteredPlan('capteurs', 'Capteurs', 'Forfait mensuel, 1 000 mesures comprises.', 4900n, {
            id: 'readings',
            name: 'Mesures',
            unitOfMeasure: '1000 readings',
            cents: 35n,
            included: 1,
          }),
        ],
        audience: { option: 'selected', partnerTenantIds: [world.tenants.get('azur')!] },
      }),
  },
  {
    publisher: 'harbour',
    externalId: 'harbour-dashboards',
    name: 'Harbour Dashboards',
    document: (world) =>
      documentOf(world, {
        domain: 'harbour-metrics.example',
        contact: 'Harbour Metrics',
        categories: ['analytics'],
        listings: {
          en: {
            title: 'Harbour Dashboards',
            summary: 'Dashboards people actually read',
            description: 'Connect a spreadsheet or a database and share a dashboard in minutes.',
            keywords: ['dashboards', 'charts'],
          },
          fr: {
            title: 'Harbour Dashboards',
            summary: 'Des tableaux de bord que l’on lit vraiment',
            description: 'Reliez un tableur ou une base de données et partagez un tableau de bord en quelques minutes.',
            keywords: ['tableaux de bord'],
          },
        },
        plans: [
          perSeatPlan('team', 'Team', 'Dashboards for one team.', 900n),
          meteredPlan('platform', 'Platform', 'Flat monthly price with metered queries.', 19900n, {
            id: 'queries',
            name: 'Queries',
            unitOfMeasure: '1000 queries',
            cents: 120n,
            included: 100,
          }),
        ],
        audience: { option: 'any', partnerTenantIds: [] },
      }),
  },
  {
    publisher: 'harbour',
    externalId: 'harbour-vault',
    name: 'Harbour Vault',
    document: (world) =>
      documentOf(world, {
        domain: 'harbour-metrics.example',
        contact: 'Harbour Metrics',
        categories: ['security', 'storage'],
        listings: {
          en: {
            title: 'Harbour Vault',
            summary: 'Encrypted archive for reports',
            description: 'Keeps every published report, encrypted, for ten years. Sold in the store only.',
            keywords: ['archive'],
          },
        },
        plans: [perSeatPlan('archive', 'Archive', 'One archive per user.', 450n)],
        audience: { option: 'none', partnerTenantIds: [] },
      }),
  },
];
