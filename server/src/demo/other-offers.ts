/** Offers of the demo world that are not bought in Partner Center: of every other kind, and one that is only listed. */
import { documentOf, inAll, markets, type DemoOffer, type Plan } from './offer-drafts.ts';

const bare = { markets: [...markets], terms: [], prices: [], dimensions: [], private: false } satisfies Partial<Plan>;

const gatewayImage = {
  version: '3.2.0',
  address: 'https://images.harbour-metrics.example/gateway-3.2.0.vhd',
  operatingSystem: 'linux',
} as const;

/** Of option 3, so that partners resell its own-licence plan alone (rules A3, A14). */
const gateway: DemoOffer = {
  publisher: 'harbour',
  kind: 'virtualMachine',
  externalId: 'harbour-gateway',
  name: 'Harbour Gateway',
  document: (world) =>
    documentOf(world, {
      domain: 'harbour-metrics.example',
      contact: 'Harbour Metrics',
      categories: ['it-management', 'analytics'],
      listings: {
        en: {
          title: 'Harbour Gateway',
          summary: 'Collects figures behind your firewall',
          description:
            'A machine in your own network that gathers figures and sends them to your dashboards, encrypted.',
          keywords: ['gateway', 'appliance'],
        },
        fr: {
          title: 'Harbour Gateway',
          summary: 'Collecte vos chiffres derrière votre pare-feu',
          description:
            'Une machine de votre réseau qui rassemble vos chiffres et les envoie, chiffrés, à vos tableaux de bord.',
          keywords: ['passerelle'],
        },
      },
      plans: [
        {
          ...bare,
          planId: 'hourly',
          name: 'Pay as you go',
          description: 'Licence by the hour and virtual core.',
          pricingModel: 'hourly',
          hourlyPrices: inAll(6n).map(({ currency, amount }) => ({ currency, pricePerCoreHour: amount })),
          package: gatewayImage,
        },
        {
          ...bare,
          planId: 'own-licence',
          name: 'Bring your own licence',
          description: 'For licences bought from Harbour Metrics.',
          pricingModel: 'byol',
          package: gatewayImage,
        },
      ],
      audience: { option: 'none', partnerTenantIds: [] },
      technical: 'none',
    }),
};

const connectedSite: DemoOffer = {
  publisher: 'atelier',
  kind: 'azureApplication',
  externalId: 'chantier-connecte',
  name: 'Chantier connecté',
  document: (world) =>
    documentOf(world, {
      domain: 'atelier-logiciel.example',
      contact: 'Atelier Logiciel',
      categories: ['operations'],
      listings: {
        fr: {
          title: 'Chantier connecté',
          summary: 'Supervision de chantier, gérée par l’éditeur',
          description: 'Caméras, badges et mesures d’un chantier, dans l’abonnement Azure du client.',
          keywords: ['chantier', 'supervision'],
        },
        en: {
          title: 'Connected site',
          summary: 'Building-site monitoring, run by its publisher',
          description: 'Cameras, badges and readings of a building site, in the customer’s Azure subscription.',
          keywords: ['construction', 'monitoring'],
        },
      },
      plans: [
        {
          ...bare,
          planId: 'gere',
          name: 'Géré',
          description: 'Exploité par Atelier Logiciel, dix caméras comprises.',
          pricingModel: 'flat',
          applicationType: 'managedApplication',
          terms: [{ term: 'P1M', billingCycle: 'monthly' }],
          prices: inAll(29000n).map((price) => ({ ...price, term: 'P1M' as const, billingCycle: 'monthly' as const })),
          dimensions: [
            {
              id: 'cameras',
              name: 'Caméras',
              unitOfMeasure: 'caméra',
              includedQuantity: 10,
              prices: inAll(900n).map(({ currency, amount }) => ({ currency, pricePerUnit: amount })),
            },
          ],
          package: { version: '1.4.1', address: 'https://apps.atelier-logiciel.example/chantier-1.4.1.zip' },
          authorizations: [{ principalId: world.applicationId, role: 'contributor' }],
        },
        {
          ...bare,
          planId: 'modele',
          name: 'Modèle',
          description: 'Le même déploiement, exploité par le client.',
          pricingModel: 'free',
          applicationType: 'solutionTemplate',
          package: { version: '1.4.1', address: 'https://apps.atelier-logiciel.example/modele-1.4.1.zip' },
        },
      ],
      audience: { option: 'any', partnerTenantIds: [] },
      technical: 'none',
    }),
};

/** A container has no audience: every partner resells it (rule A3). */
const sensorBridge: DemoOffer = {
  publisher: 'atelier',
  kind: 'container',
  externalId: 'passerelle-capteurs',
  name: 'Passerelle capteurs',
  document: (world) =>
    documentOf(world, {
      domain: 'atelier-logiciel.example',
      contact: 'Atelier Logiciel',
      categories: ['developer-tools', 'operations'],
      listings: {
        fr: {
          title: 'Passerelle capteurs',
          summary: 'Relie vos capteurs à Relevé',
          description: 'Un conteneur qui traduit les protocoles de vos capteurs et transmet leurs mesures.',
          keywords: ['conteneur', 'capteurs'],
        },
        en: {
          title: 'Sensor bridge',
          summary: 'Connects your sensors to Relevé',
          description: 'A container that speaks your sensors’ protocols and passes their readings on.',
          keywords: ['container', 'sensors'],
        },
      },
      plans: [
        {
          ...bare,
          planId: 'libre',
          name: 'Libre',
          description: 'Sans licence, sans limite de capteurs.',
          pricingModel: 'free',
          package: { version: '2.0', address: 'registry.atelier-logiciel.example/releve/passerelle:2.0' },
        },
      ],
      audience: { option: null, partnerTenantIds: [] },
      technical: 'none',
    }),
};

/** Only in the store, with a call to action; partners never see it (rule A2). */
const academy: DemoOffer = {
  publisher: 'harbour',
  externalId: 'harbour-academy',
  name: 'Harbour Academy',
  document: (world) =>
    documentOf(world, {
      domain: 'harbour-metrics.example',
      contact: 'Harbour Metrics',
      categories: ['analytics', 'human-resources'],
      listings: {
        en: {
          title: 'Harbour Academy',
          summary: 'Courses on figures and how to show them',
          description: 'Two days, online or in your town. Ask us for dates and prices.',
          keywords: ['training'],
        },
      },
      plans: [],
      audience: { option: null, partnerTenantIds: [] },
      setup: {
        sellThroughOperator: false,
        callToAction: { kind: 'contactMe', url: 'https://www.harbour-metrics.example/academy' },
      },
      technical: 'none',
    }),
};

export const otherOffers: readonly DemoOffer[] = [gateway, connectedSite, sensorBridge, academy];
