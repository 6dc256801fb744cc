/** Every page, in both languages: accessible, without sideways scroll at 320 pixels, and with its states. */
import { beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();

const publisher = 'paul@atelier-logiciel.example';
const asker = 'hannah@harbour-metrics.example';
const partner = 'alice@azur-cloud.example';
const operator = 'olivia@operator.example';
const helpdesk = 'henri@azur-cloud.example';

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
    user: publisher,
    addresses: async (visit) => {
      const offer = (await firstLink(visit, '/publisher/offers?kind=saas')).replace(/overview$/, '');
      const plan = await firstLink(visit, `${offer}plans`);
      const application = await planOf(visit, 'azureApplication');
      const container = await planOf(visit, 'container');
      const privateOffer = await newPrivateOffer(visit);
      const support = ['', '/new', `/new?offer=${offer.split('/')[3]}`].map((page) => `/publisher/support${page}`);
      return [
        '/publisher/markets',
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
    user: asker,
    addresses: async (visit) => [
      await planOf(visit, 'virtualMachine'),
      '/publisher/support',
      await firstLink(visit, '/publisher/support'),
    ],
  },
  partner: {
    user: partner,
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
        customer,
        customer.replace('subscriptions', 'agreement'),
        `/partner/marketplace?customer=${id}`,
        offer,
        `${offer}&tab=overview`,
        '/store',
        offer.replace('/partner/marketplace', '/store'),
        '/store/partners?country=FR',
        ...billing,
        '/partner/notices',
        '/partner/customers/00000000-0000-4000-8000-000000000000/subscriptions',
        '/nowhere',
      ];
    },
  },
  operator: {
    user: operator,
    addresses: async (visit) => [
      '/operator/requests',
      await firstLink(visit, '/operator/requests'),
      '/operator/clock',
      '/operator/jobs',
      '/operator/mailbox',
      '/operator/mails',
    ],
  },
};

const wide = { width: 1280, height: 800 };
const narrow = { width: 320, height: 800 };

async function firstLink(visit: Visit, address: string): Promise<string> {
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

describe.each<Language>(['fr', 'en'])('in %s', (language) => {
  test.each(Object.keys(walks))(
    'every page of the %s is accessible, wide and at 320 pixels, and fits both',
    async (name) => {
      const walk = walks[name]!;
      const visit = await portal.enter(walk.user, { language, dark: language === 'en' });
      for (const address of await walk.addresses(visit)) {
        await visit.go(address);
        expect(await accessProblems(visit.page), address).toEqual([]);
        await visit.page.setViewportSize(narrow);
        expect(await sidewaysPixels(visit.page), address).toBe(0);
        expect(await accessProblems(visit.page), address).toEqual([]);
        await visit.page.setViewportSize(wide);
      }
      await visit.context.close();
    },
  );
});

describe('the frame', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await portal.enter(partner, { language: 'fr' });
  });

  test('French is spoken when the browser prefers it; the switch is remembered', async () => {
    const { page } = visit;
    await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    await page.getByRole('button', { name: /Langue/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('the keyboard reaches the content first, and moves through the menu', async () => {
    const { page } = visit;
    await page.reload();
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
  });

  test('on a narrow screen the menu opens as a drawer and closes with Escape', async () => {
    const { page, words } = await portal.enter(partner, { language: 'en', width: 360 });
    await page.getByRole('button', { name: words('frame.menu') }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: words('menu.marketplace') })
      .waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: words('frame.menu') }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: words('menu.marketplace') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('menu.marketplace') }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('a shared address leads through the sign-in and back to itself', async () => {
    const { page, words } = await portal.enter(operator, { language: 'en', at: '/operator/jobs' });
    expect(new URL(page.url()).pathname).toBe('/operator/jobs');
    await page.getByRole('heading', { level: 1, name: words('menu.jobs') }).waitFor();
  });
});

describe('states', () => {
  test('a role without the right sees who may: forbidden page and a disabled button with its reason', async () => {
    const { page, words, go } = await portal.enter(helpdesk, { language: 'en' });
    const add = page.getByRole('button', { name: words('customers.add') }).first();
    expect(await add.getAttribute('aria-disabled')).toBe('true');
    await add.hover();
    await page
      .getByRole('tooltip')
      .filter({ hasText: words('customers.mayNot') })
      .waitFor();
    await go('/partner/billing/invoices');
    await page.getByRole('heading', { name: words('state.forbidden') }).waitFor();
    await page.getByText(/^Roles that may: global admin, billing admin or admin agent\./).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await go('/publisher/offers');
    await page.getByRole('heading', { name: words('state.forbidden') }).waitFor();
    expect(await page.getByRole('link', { name: words('offers.new') }).count()).toBe(0);
  });

  test('a failing server is told with a correlation id and can be asked again', async () => {
    const { page, words } = await portal.enter(partner, { language: 'en' });
    let broken = true;
    await page.route('**/v1/invoices?*', (route) =>
      broken
        ? route.fulfill({
            status: 400,
            contentType: 'application/json',
            body: '{"code":1,"description":"Broken on purpose."}',
          })
        : route.continue(),
    );
    await page.getByRole('link', { name: words('menu.invoices'), exact: true }).click();
    await page.getByText('Broken on purpose.').waitFor();
    await page.getByText(words('state.correlation')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    broken = false;
    await page.getByRole('button', { name: words('action.retry') }).click();
    await page.getByRole('heading', { name: words('invoices.empty') }).waitFor();
  });

  test('unsaved changes are not lost without a question', async () => {
    const opened = await portal.enter(publisher, { language: 'en' });
    const { page, words } = opened;
    await opened.go((await firstLink(opened, '/publisher/offers?kind=saas')).replace('overview', 'technical'));
    await page.getByLabel(words('offerTechnical.landingPageUrl')).fill('https://example.com/elsewhere');
    await page.getByRole('link', { name: words('offerPage.setup') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('form.leave.no') })
      .click();
    expect(await page.getByLabel(words('offerTechnical.landingPageUrl')).inputValue()).toBe(
      'https://example.com/elsewhere',
    );
    await page.getByRole('link', { name: words('offerPage.setup') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('form.leave.yes') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('offerPage.setup') }).waitFor();
  });
});
