/** Who lives in the demo world. Invented companies; names of tenants, countries and parts are what matters. */
import type { Role, TenantPart } from '../kernel/index.ts';
import type { CompanyAddress, PartnerPresence } from '../modules/partners/index.ts';

export interface DemoTenant {
  readonly key: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly language: 'fr' | 'en' | 'de';
  readonly parts: readonly TenantPart[];
  readonly mpnId?: string;
  /** What a partner is found by. */
  readonly presence?: PartnerPresence;
  /** Where a partner is, of its legal profile. */
  readonly place?: Omit<CompanyAddress, 'country'>;
  readonly users: readonly { readonly name: string; readonly display: string; readonly roles: readonly Role[] }[];
  readonly application?: string;
}

/** Everyone's password. Fine for a world that holds nothing real and listens on loopback. */
export const demoPassword = 'Comptoir-2026!';

const everything: readonly Role[] = ['global_admin', 'admin_agent'];

export const demoTenants: readonly DemoTenant[] = [
  {
    key: 'operator',
    name: 'Comptoir Marketplace',
    domain: 'operator.example',
    country: 'FR',
    language: 'fr',
    parts: ['operator'],
    users: [{ name: 'olivia', display: 'Olivia Opérateur', roles: ['global_admin', 'billing_admin'] }],
    application: 'Operator automation',
  },
  {
    key: 'atelier',
    name: 'Atelier Logiciel',
    domain: 'atelier-logiciel.example',
    country: 'FR',
    language: 'fr',
    parts: ['publisher'],
    users: [{ name: 'paul', display: 'Paul Éditeur', roles: ['global_admin', 'manager'] }],
    application: 'Atelier landing page',
  },
  {
    key: 'harbour',
    name: 'Harbour Metrics',
    domain: 'harbour-metrics.example',
    country: 'IE',
    language: 'en',
    parts: ['publisher'],
    users: [{ name: 'hannah', display: 'Hannah Harbour', roles: ['global_admin', 'manager'] }],
    application: 'Harbour landing page',
  },
  {
    key: 'azur',
    name: 'Azur Cloud Services',
    domain: 'azur-cloud.example',
    country: 'FR',
    language: 'fr',
    parts: ['direct'],
    mpnId: '4380101',
    presence: {
      competency: 'gold',
      skills: ['cloud-migration', 'security', 'managed-services'],
      address: '24 rue de la République, 69002 Lyon',
      website: 'https://azur-cloud.example',
    },
    place: { addressLine1: '24 rue de la République', postalCode: '69002', city: 'Lyon' },
    users: [
      { name: 'alice', display: 'Alice Azur', roles: everything },
      { name: 'bruno', display: 'Bruno Comptable', roles: ['billing_admin'] },
      { name: 'sonia', display: 'Sonia Ventes', roles: ['sales_agent'] },
      { name: 'henri', display: 'Henri Assistance', roles: ['helpdesk_agent'] },
    ],
    application: 'Azur provisioning',
  },
  {
    key: 'rhein',
    name: 'Rheinufer IT',
    domain: 'rheinufer-it.example',
    country: 'DE',
    language: 'de',
    parts: ['direct'],
    mpnId: '4380102',
    presence: {
      competency: 'silver',
      skills: ['business-applications', 'training'],
      address: 'Rheinuferstraße 3, 50668 Köln',
      website: 'https://rheinufer-it.example',
    },
    place: { addressLine1: 'Rheinuferstraße 3', postalCode: '50668', city: 'Köln' },
    users: [{ name: 'dieter', display: 'Dieter Rhein', roles: everything }],
    application: 'Rheinufer provisioning',
  },
  {
    key: 'prairie',
    name: 'Prairie Cloud',
    domain: 'prairie-cloud.example',
    country: 'US',
    language: 'en',
    parts: ['direct'],
    mpnId: '4380103',
    presence: {
      competency: 'gold',
      skills: ['data-analytics', 'devops'],
      address: '310 Locust Street, Des Moines, IA 50309',
      website: 'https://prairie-cloud.example',
    },
    place: { addressLine1: '310 Locust Street', postalCode: '50309', city: 'Des Moines', state: 'IA' },
    users: [{ name: 'peggy', display: 'Peggy Prairie', roles: everything }],
    application: 'Prairie provisioning',
  },
  {
    key: 'delta',
    name: 'Delta Distribution',
    domain: 'delta-distribution.example',
    country: 'NL',
    language: 'en',
    parts: ['provider'],
    mpnId: '4380104',
    presence: {
      competency: 'gold',
      skills: ['managed-services', 'hosting', 'training'],
      address: 'Maliesingel 12, 3581 Utrecht',
      website: 'https://delta-distribution.example',
    },
    place: { addressLine1: 'Maliesingel 12', postalCode: '3581 BC', city: 'Utrecht' },
    users: [{ name: 'daan', display: 'Daan Delta', roles: everything }],
    application: 'Delta provisioning',
  },
  {
    key: 'boreal',
    name: 'Boréal Conseil',
    domain: 'boreal-conseil.example',
    country: 'FR',
    language: 'fr',
    parts: ['reseller'],
    mpnId: '4380105',
    presence: {
      skills: ['collaboration'],
      address: '7 rue des Lices, 35000 Rennes',
      website: 'https://boreal-conseil.example',
    },
    place: { addressLine1: '7 rue des Lices', postalCode: '35000', city: 'Rennes' },
    users: [{ name: 'rose', display: 'Rose Boréal', roles: everything }],
  },
];

export interface DemoCustomer {
  readonly partner: string;
  /** The indirect reseller that the provider sells through. */
  readonly reseller?: string;
  readonly company: string;
  readonly prefix: string;
  readonly country: string;
  readonly culture: string;
  readonly language: string;
  readonly city: string;
  readonly postalCode: string;
  readonly state?: string;
  readonly street: string;
  readonly contact: { readonly first: string; readonly last: string };
  /** Whether the partner has attested the customer agreement. */
  readonly agreed: boolean;
}

export const demoCustomers: readonly DemoCustomer[] = [
  {
    partner: 'azur',
    company: 'Boulangerie Martin',
    prefix: 'boulangerie-martin',
    country: 'FR',
    culture: 'fr-FR',
    language: 'fr',
    city: 'Lyon',
    postalCode: '69002',
    street: '12 rue Mercière',
    contact: { first: 'Claire', last: 'Martin' },
    agreed: true,
  },
  {
    partner: 'azur',
    company: 'Clinique des Alpages',
    prefix: 'clinique-alpages',
    country: 'CH',
    culture: 'fr-CH',
    language: 'fr',
    city: 'Lausanne',
    postalCode: '1003',
    street: 'Rue du Pont 4',
    contact: { first: 'Luc', last: 'Favre' },
    agreed: true,
  },
  {
    partner: 'azur',
    company: 'Scierie du Lac',
    prefix: 'scierie-du-lac',
    country: 'FR',
    culture: 'fr-FR',
    language: 'fr',
    city: 'Annecy',
    postalCode: '74000',
    street: '3 quai des Scieurs',
    contact: { first: 'Marc', last: 'Roux' },
    agreed: false,
  },
  {
    partner: 'rhein',
    company: 'Hotel Adlerhof',
    prefix: 'hotel-adlerhof',
    country: 'DE',
    culture: 'de-DE',
    language: 'de',
    city: 'Freiburg',
    postalCode: '79098',
    street: 'Münsterplatz 7',
    contact: { first: 'Jana', last: 'Adler' },
    agreed: true,
  },
  {
    partner: 'prairie',
    company: 'Cedar Valley Dental',
    prefix: 'cedar-valley-dental',
    country: 'US',
    culture: 'en-US',
    language: 'en',
    city: 'Des Moines',
    state: 'IA',
    postalCode: '50309',
    street: '220 Walnut Street',
    contact: { first: 'Ray', last: 'Cedar' },
    agreed: true,
  },
  {
    partner: 'delta',
    reseller: 'boreal',
    company: 'Bakkerij Zuid',
    prefix: 'bakkerij-zuid',
    country: 'NL',
    culture: 'nl-NL',
    language: 'nl',
    city: 'Utrecht',
    postalCode: '3511 AL',
    street: 'Oudegracht 88',
    contact: { first: 'Sanne', last: 'de Boer' },
    agreed: true,
  },
];
