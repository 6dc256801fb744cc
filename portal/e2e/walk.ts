/** Every page there is, walked in one language: a file of its own for each, so that they run side by side. */
import { expect, test } from 'vitest';
import { accessProblems, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

/** Of the demo world. */
export const people = {
  publisher: 'paul@atelier-logiciel.example',
  asker: 'hannah@harbour-metrics.example',
  partner: 'alice@azur-cloud.example',
  operator: 'olivia@operator.example',
  applicant: 'lea@lumiere-numerique.example',
  rejected: 'thea@torrent-informatique.example',
  helpdesk: 'henri@azur-cloud.example',
  provider: 'daan@delta-distribution.example',
  reseller: 'rose@boreal-conseil.example',
} as const;

const offerPages = [
  'overview',
  'setup',
  'properties',
  'listing',
  'preview',
  'technical',
  'plans',
  'audience',
  'publish',
  'compare?from=live&to=draft',
  'versions/1',
];

interface Walk {
  readonly user: string;
  /** Addresses; `:id` is what the first row of the list before leads to. */
  readonly addresses: (visit: Visit) => Promise<readonly string[]>;
}

const walks: Readonly<Record<string, Walk>> = {
  publisher: {
    user: people.publisher,
    addresses: async (visit) => {
      const offer = (await firstLink(visit, '/publisher/offers?kind=saas')).replace(/overview$/, '');
      const plan = await firstLink(visit, `${offer}plans`);
      const application = await planOf(visit, 'azureApplication');
      const container = await planOf(visit, 'container');
      const privateOffer = await newPrivateOffer(visit);
      const support = ['', '/new', `/new?offer=${offer.split('/')[3]}`].map((page) => `/publisher/support${page}`);
      return [
        '/account/security',
        '/enrolment',
        '/account/applications',
        '/account/identity-provider',
        '/settings/users/new',
        '/settings/groups',
        '/settings/invitations',
        '/settings/security',
        '/settings/users',
        await firstLink(visit, '/settings/users'),
        '/publisher/markets',
        '/publisher/usage',
        '/publisher/try-out',
        '/publisher/notices',
        '/publisher/offers',
        '/publisher/offers/new',
        '/publisher/private-offers',
        '/publisher/private-offers/new',
        privateOffer,
        ...offerPages.map((page) => offer + page),
        plan,
        application,
        container,
        container.replace(/plans.*/, 'audience'),
        ...support,
      ];
    },
  },
  'publisher who asked for support': {
    user: people.asker,
    addresses: async (visit) => [
      await planOf(visit, 'virtualMachine'),
      '/publisher/support',
      await firstLink(visit, '/publisher/support'),
    ],
  },
  partner: {
    user: people.partner,
    addresses: async (visit) => {
      const customer = await firstLink(visit, '/partner/customers');
      const id = customer.split('/')[3];
      await visit.go(`/partner/marketplace?customer=${id}`);
      const offer = (await visit.page
        .getByRole('main')
        .getByRole('heading', { level: 2 })
        .getByRole('link')
        .first()
        .getAttribute('href'))!;
      const billing = ['invoices', 'prices', 'customer-invoices', 'proof'].map((page) => `/partner/billing/${page}`);
      return [
        '/partner/customers',
        '/partner/customers/new',
        '/partner/pricing/margins',
        '/account/organization',
        '/account/identifiers',
        '/account/legal/company',
        '/account/legal/programme',
        '/account/legal/documents',
        '/account/agreements',
        '/settings/billing-profile',
        '/settings/support-profile',
        customer,
        customer.replace('subscriptions', 'agreement'),
        `/partner/marketplace?customer=${id}`,
        offer,
        `${offer}&tab=overview`,
        '/store',
        '/standard-contract',
        '/help',
        '/help?topic=seats',
        offer.replace('/partner/marketplace', '/store'),
        '/store/partners?country=FR',
        ...billing,
        '/partner/notices',
        '/partner/activity',
        '/partner/customers/00000000-0000-4000-8000-000000000000/subscriptions',
        '/nowhere',
      ];
    },
  },
  applicant: {
    user: people.applicant,
    addresses: () =>
      Promise.resolve([
        '/welcome',
        '/sign-up',
        ...['partnerId', 'company', 'contacts', 'submit'].map((step) => `/enrolment?kind=reseller&step=${step}`),
        '/account/agreements',
        '/account/legal/company',
        '/account/legal/programme',
      ]),
  },
  'rejected applicant': {
    user: people.rejected,
    addresses: () => Promise.resolve(['/enrolment', '/account/identifiers']),
  },
  provider: {
    user: people.provider,
    addresses: () =>
      Promise.resolve([
        '/partner/customers',
        '/partner/customers/requests',
        '/partner/indirect-resellers',
        '/partner/indirect-resellers/invitations',
        '/partner/providers',
        '/partner/providers/own',
      ]),
  },
  reseller: {
    user: people.reseller,
    addresses: () =>
      Promise.resolve([
        '/partner/customers',
        '/partner/customers/requests',
        '/partner/indirect-providers',
        '/partner/providers?service=training',
        '/partnership-invitation#00000000-0000-4000-8000-000000000000.x',
        '/partner-request#00000000-0000-4000-8000-000000000000.x',
      ]),
  },
  operator: {
    user: people.operator,
    addresses: async (visit) => [
      '/operator/vetting',
      await firstLink(visit, '/operator/vetting'),
      '/operator/nominations',
      '/operator/mail-domains',
      '/operator/requests',
      await firstLink(visit, '/operator/requests'),
      '/operator/clock',
      '/operator/due-work',
      '/operator/jobs',
      '/operator/mailbox',
      '/operator/mails',
      '/rules',
      '/rules?rule=A15',
    ],
  },
};

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 800 };

/** Address that the first row of a list leads to. */
export async function firstLink(visit: Visit, address: string): Promise<string> {
  await visit.go(address);
  return (await visit.page.getByRole('rowheader').getByRole('link').first().getAttribute('href'))!;
}

/** The first plan of the first offer of a kind. */
async function planOf(visit: Visit, kind: string): Promise<string> {
  const offer = await firstLink(visit, `/publisher/offers?kind=${kind}`);
  return firstLink(visit, offer.replace(/overview$/, 'plans'));
}

async function newPrivateOffer({ page, words, go }: Visit): Promise<string> {
  await go('/publisher/private-offers/new');
  await page.getByRole('textbox', { name: words('privateOffer.name') }).fill('Printemps');
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  await page.waitForURL(/private-offers\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/**
 * Call at the top of a test file. Every page fits wide and narrow; it is examined once a language, since that takes the
 * longest: in English the wide page in the dark, in French the narrow one.
 */
export function walkEveryPage(language: Language): void {
  const portal = usePortal();
  test.each(Object.keys(walks))(
    `in ${language} every page of the %s is accessible, and fits wide and at 320 pixels`,
    async (name) => {
      const walk = walks[name]!;
      const sizes = language === 'en' ? [narrow, wide] : [wide, narrow];
      const visit = await portal.enter(walk.user, { language, dark: language === 'en' });
      for (const address of await walk.addresses(visit)) {
        await visit.go(address);
        for (const size of sizes) {
          await visit.page.setViewportSize(size);
          expect(await sidewaysPixels(visit.page), address).toBe(0);
        }
        expect(await accessProblems(visit.page), address).toEqual([]);
      }
      await visit.context.close();
    },
  );
}
