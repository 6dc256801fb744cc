/** What all pages share: the frame, and the states a page may be in. */
import { beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, expectGone, settled, usePortal, type Visit } from './support.ts';
import { firstLink, people } from './people.ts';

const portal = usePortal();
const { publisher, partner, operator, helpdesk } = people;

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
    await expectGone(page.getByRole('dialog'));
    await page.getByRole('button', { name: words('frame.menu') }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: words('menu.marketplace') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('menu.marketplace') }).waitFor();
    await expectGone(page.getByRole('dialog'));
  });

  test('the server sends a page few scripts, compressed', async () => {
    const { page, go } = await portal.enter(partner, { language: 'fr', at: '/partner/customers' });
    await go('/partner/customers');
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry): entry is PerformanceResourceTiming => entry.name.endsWith('.js'))
        .map(({ encodedBodySize, decodedBodySize }) => ({ encodedBodySize, decodedBodySize })),
    );
    const sent = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    const read = scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
    expect(scripts.length).toBeLessThanOrEqual(12);
    expect(sent).toBeLessThan(370 * 1024);
    expect(sent * 3).toBeLessThan(read);
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
    await page.getByText(/^Roles with access: global admin, billing admin or admin agent\./).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await go('/publisher/offers');
    await page.getByRole('heading', { name: words('state.forbidden') }).waitFor();
    await expectGone(page.getByRole('link', { name: words('offers.new') }));
  });

  test('an address that ends behind an id leads to the thing’s first page, and says when there is none', async () => {
    const visit = await portal.enter(helpdesk, { language: 'en' });
    const { page, words, go } = visit;
    const customer = (await firstLink(visit, '/partner/customers')).replace(/\/subscriptions$/, '');
    await go(customer);
    await page.getByRole('heading', { level: 1, name: words('customer.subscriptions') }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${customer}/subscriptions`);
    await go('/partner/customers/00000000-0000-4000-8000-000000000000');
    await page.getByRole('heading', { level: 1, name: words('state.notFound') }).waitFor();
    const seller = await portal.enter(publisher, { language: 'en' });
    const offer = (await firstLink(seller, '/publisher/offers')).replace(/\/overview$/, '');
    await seller.go(offer);
    await seller.page.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(seller.page.url()).pathname).toBe(`${offer}/overview`);
  });

  test('a failing server is told with a correlation id and can be asked again', async () => {
    const { page, words } = await portal.enter(partner, { language: 'en' });
    let broken = true;
    await page.route(/[/]comptoir[/]v1[/]invoices(?:[?]|$)/, (route) =>
      broken
        ? route.fulfill({
            status: 400,
            contentType: 'application/json',
            body: '{"code":"Busy","message":"Broken on purpose.","correlationId":"c0ffee"}',
          })
        : route.continue(),
    );
    await page.getByRole('link', { name: words('menu.invoices'), exact: true }).click();
    await page.getByText(words('errors.Busy')).waitFor();
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

  test('what the contract refuses in an editor is told at its field, and nothing is sent', async () => {
    const opened = await portal.enter(publisher, { language: 'en' });
    const { page, words } = opened;
    await opened.go((await firstLink(opened, '/publisher/offers?kind=saas')).replace('overview', 'technical'));
    const saves: string[] = [];
    page.on('request', (request) => (request.method() === 'PUT' ? saves.push(request.url()) : undefined));
    const tenant = page.getByLabel(words('offerTechnical.tenantId'));
    const before = await tenant.inputValue();
    await tenant.fill('contoso');
    await page
      .getByRole('button', { name: words('offer.saveDraft') })
      .first()
      .click();
    const wrong = words('form.wrong.guid');
    await page.getByText(words('form.problem', { field: words('offerTechnical.tenantId'), problem: wrong })).waitFor();
    expect(await tenant.getAttribute('aria-invalid')).toBe('true');
    expect(saves).toEqual([]);
    await tenant.fill(before);
    await page.waitForFunction(() => !document.querySelector('[aria-invalid="true"]'));
  });
});
