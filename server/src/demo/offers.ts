/** Offers of the demo world: SaaS here, with every option of the audience; other kinds beside. */
import { documentOf, meteredPlan, perSeatPlan, type DemoOffer } from './offer-drafts.ts';
import { otherOffers } from './other-offers.ts';

const saasOffers: readonly DemoOffer[] = [
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
          {
            ...perSeatPlan('sur-mesure', 'Sur mesure', 'Premium, avec un hébergement réservé.', 3100n),
            private: true,
            privateAudience: [{ tenantId: world.tenants.get('harbour')!, name: 'Harbour Metrics' }],
          },
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
            unitOfMeasure: '1 000 mesures',
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
          { ...perSeatPlan('studio', 'Studio', 'Team, with themes. Thirty days free.', 1400n), trial: true },
          { ...perSeatPlan('solo', 'Solo', 'One person, one dashboard. Sold until 2026.', 400n), stopped: true },
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

export const demoOffers: readonly DemoOffer[] = [...saasOffers, ...otherOffers];
