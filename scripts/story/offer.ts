/** The offer the story publishes: a per-seat plan by the month and by the year, and a flat plan with a metered dimension. */
import type { OfferDocument } from '@comptoir/contracts/comptoir/offers';

export function storyOffer(publisher: { origin: string; tenantId: string; applicationId: string }): OfferDocument {
  const price = (term: 'P1M' | 'P1Y', billingCycle: 'monthly' | 'annual', amount: string) => ({
    term,
    billingCycle,
    currency: 'EUR',
    amount,
  });
  return {
    setup: { sellThroughOperator: true },
    properties: { categories: ['productivity'], terms: { standardContract: true, url: '' } },
    listings: {
      fr: {
        title: 'Carnet de quai',
        summary: 'Le carnet de bord des équipes',
        description: 'Notes, photos et relevés, partagés en direct.',
        keywords: ['carnet'],
      },
      en: {
        title: 'Quay Notebook',
        summary: 'The logbook of your teams',
        description: 'Notes, photos and readings, shared live.',
        keywords: ['notebook'],
      },
    },
    contacts: {
      support: {
        name: 'Support',
        email: 'support@atelier-logiciel.example',
        phone: '+33 1 55 00 00 01',
        url: 'https://www.atelier-logiciel.example/support',
      },
      engineering: { name: 'Engineering', email: 'engineering@atelier-logiciel.example', phone: '+33 1 55 00 00 02' },
      cspProgramme: { name: 'Channel', email: 'partners@atelier-logiciel.example', phone: '+33 1 55 00 00 03' },
    },
    cspMarketingUrl: 'https://www.atelier-logiciel.example/partners',
    privacyUrl: 'https://www.atelier-logiciel.example/privacy',
    technical: {
      landingPageUrl: `${publisher.origin}/sandbox/isv/${publisher.applicationId}/landing`,
      connectionWebhook: `${publisher.origin}/sandbox/isv/${publisher.applicationId}/webhook`,
      tenantId: publisher.tenantId,
      applicationId: publisher.applicationId,
    },
    plans: [
      {
        planId: 'team',
        name: 'Team',
        description: 'Every seat a full notebook.',
        pricingModel: 'perSeat',
        seats: { min: 1, max: 500 },
        markets: ['FR', 'DE', 'BE', 'IE'],
        terms: [
          { term: 'P1M', billingCycle: 'monthly' },
          { term: 'P1Y', billingCycle: 'annual' },
        ],
        prices: [price('P1M', 'monthly', '9.90'), price('P1Y', 'annual', '99.00')],
        dimensions: [],
        private: false,
      },
      {
        planId: 'fleet',
        name: 'Fleet',
        description: 'One flat price, readings metered.',
        pricingModel: 'flat',
        markets: ['FR', 'DE', 'BE', 'IE'],
        terms: [{ term: 'P1M', billingCycle: 'monthly' }],
        prices: [price('P1M', 'monthly', '149.00')],
        dimensions: [
          {
            id: 'readings',
            name: 'Readings',
            unitOfMeasure: '1000 readings',
            includedQuantity: 10,
            prices: [{ currency: 'EUR', pricePerUnit: '0.45' }],
          },
        ],
        private: false,
      },
    ],
    audience: { option: 'any', partnerTenantIds: [] },
  };
}
