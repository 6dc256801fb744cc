/** Every page there is, walked in one language; the other one is walked by `.ci/run`. */
import { beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { firstLink, people } from './people.ts';
import { routerAddresses } from './router-addresses.ts';
import { tradeFor, type Trade } from './trade.ts';
import { soldTo, tradeWalks, type Walk } from './trade-walks.ts';
import { walkedIn, type Language } from './words.ts';

const portal = usePortal();

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
        '/account/webhooks',
        '/account/identity-provider',
        '/settings/users/new',
        '/settings/groups',
        '/settings/invitations',
        '/settings/security',
        '/settings/users',
        await firstLink(visit, '/settings/users'),
        '/publisher/markets',
        '/publisher/usage',
        '/publisher/operations',
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
        '/partner/renewals',
        '/account/organization',
        '/account/identifiers',
        '/account/legal/company',
        '/account/legal/programme',
        '/account/legal/documents',
        '/account/agreements',
        '/account/agreements/partner',
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
        offer.replace(/^.partner.marketplace/, '/previews'),
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
        '/',
        '/welcome',
        '/sign-up',
        // Where links of mails lead, when the link is cut off.
        ...['sign-up/confirm', 'enrolment/confirm', 'forgotten-password', 'password-reset', 'invitation'].map(
          (page) => `/${page}`,
        ),
        '/Adminportal/Home',
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
        '/partner/overview',
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
      '/operator/cancellation-policies',
      '/operator/requests',
      await firstLink(visit, '/operator/requests'),
      '/operator/clock',
      '/operator/due-work',
      '/operator/jobs',
      '/operator/mailbox',
      '/operator/mails',
      '/operator/qualifications',
      '/operator/customer-accounts',
      await firstLink(visit, '/operator/customer-accounts'),
      '/rules',
      '/rules?rule=A15',
    ],
  },
};

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 800 };

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

const walked = new Set<string>();

/**
 * Every page fits wide and narrow; it is examined once a language, since that takes the longest: in English the wide
 * page in the dark, in French the narrow one.
 */
async function problemsOn({ user, password, addresses }: Walk, language: Language): Promise<readonly string[]> {
  const problems: string[] = [];
  const sizes = language === 'en' ? [narrow, wide] : [wide, narrow];
  const visit = await portal.enter(user, { language, dark: language === 'en', ...(password ? { password } : {}) });
  for (const address of await addresses(visit)) {
    walked.add(address.replace(/[?#].*/, ''));
    await visit.go(address);
    for (const size of sizes) {
      await visit.page.setViewportSize(size);
      const wider = await sidewaysPixels(visit.page);
      if (wider !== 0) problems.push(`${address} is ${wider} pixels wider than ${size.width}`);
    }
    problems.push(...(await accessProblems(visit.page)).map((problem) => `${address} ${problem}`));
  }
  await visit.context.close();
  return problems;
}

describe.each(walkedIn('fr'))('in %s', (language) => {
  test.each(Object.keys(walks))('every page of the %s is accessible, and fits wide and at 320 pixels', async (name) => {
    expect(await problemsOn(walks[name]!, language)).toEqual([]);
  });

  describe('after a month of trade', () => {
    let trade: Trade;
    beforeAll(async () => {
      trade = await tradeFor(portal.origin, soldTo);
    });

    test.each(Object.keys(tradeWalks))('every page of the %s is accessible, and fits', async (name) => {
      expect(await problemsOn(await tradeWalks[name]!(trade), language)).toEqual([]);
    });
  });

  test('no address of the portal is left out', () => {
    const left = routerAddresses().filter((pattern) => {
      const is = new RegExp(`^${pattern.replaceAll(/\$\w+/g, '[^/]+')}$`);
      return ![...walked].some((address) => is.test(address));
    });
    expect(left).toEqual([]);
  });
});
