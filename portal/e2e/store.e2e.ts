/** The online store, without sign-in, and the partner's marketplace, in both languages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessProblems,
  exportForExcel,
  expectGone,
  settled,
  sidewaysPixels,
  usePortal,
  type Visit,
} from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();

/** Texts of the demo world that only partners may see. */
const forPartners = ['partners@', 'engineering@', '/partners', 'channel'];

/** Where a reader of the language is from. */
const homes = { fr: 'FR', en: 'GB' } as const;

const titlesOf = ({ page }: Visit) => page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
const addressOf = ({ page }: Visit) => new URL(page.url()).search;

describe.each(walkedIn('en'))('the store in %s', (language) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await portal.visit({ language, dark: language === 'en' });
    await visit.go('/store');
  });
  afterAll(async () => visit.context.close());

  test('AUD-01 anybody searches the store, with typing mistakes, and narrows it by removable filters', async () => {
    const { page, words } = visit;
    expect(await titlesOf(visit)).toContain('Harbour Vault');
    await page.getByRole('searchbox', { name: words('store.search') }).fill('harbor');
    await page.getByText(words('marketplace.alike', { search: 'harbor' })).waitFor();
    expect((await titlesOf(visit)).every((title) => title.startsWith('Harbour'))).toBe(true);
    await page.getByLabel(words('marketplace.kind'), { exact: true }).selectOption('saas');
    await page.getByLabel(words('marketplace.category'), { exact: true }).selectOption('security');
    await page.getByRole('heading', { name: 'Harbour Dashboards' }).waitFor({ state: 'detached' });
    expect(await titlesOf(visit)).toEqual(['Harbour Vault']);
    expect(await accessProblems(page)).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(addressOf(visit)))).toEqual({
      q: 'harbor',
      kind: 'saas',
      category: 'security',
    });
    const chip = `${words('marketplace.category')} – ${words('category.security')}`;
    await page.getByRole('button', { name: words('list.filter.remove', { filter: chip }) }).click();
    await page.getByRole('heading', { name: 'Harbour Dashboards' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Harbour Dashboards' }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('harbor');
  });

  test('what is not there is said, with the way back to everything', async () => {
    const { page, words } = visit;
    await visit.go('/store?q=zzyzx&country=FR');
    await page.getByRole('heading', { name: words('marketplace.empty') }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words('list.clear') }).click();
    await page.getByRole('heading', { name: 'Harbour Vault' }).waitFor();
    expect(addressOf(visit)).toBe('');
  });

  test('COL-03 an offer shows prices of the reader’s country, a trial as two rows, and nothing that is for partners', async () => {
    const { page, words } = visit;
    await page.getByRole('link', { name: 'Harbour Dashboards', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Harbour Dashboards' }).waitFor();
    await settled(page);
    expect(await page.getByLabel(words('store.country'), { exact: true }).inputValue()).toBe(homes[language]);
    const rows = page.getByRole('article', { name: 'Studio' }).getByRole('row');
    const term = words('term.P1M');
    const trial = rows.filter({ hasText: words('price.trial.row', { term, days: 30 }) });
    expect(await trial.getByRole('cell').textContent()).toMatch(/^\D*0[.,]00\D*$/);
    expect(await rows.nth(2).textContent()).toContain(
      words('price.perSeat', { amount: '', period: words('period.monthly') }).trim(),
    );
    await page.getByRole('heading', { level: 3, name: 'Azur Cloud Services' }).waitFor();
    expect(await page.getByRole('link', { name: /support@harbour/ }).count()).toBe(1);
    const text = await page.getByRole('main').innerHTML();
    expect(forPartners.filter((one) => text.includes(one) && !text.includes(`/store${one}`))).toEqual([]);
    expect(await accessProblems(page)).toEqual([]);
    await page.getByLabel(words('store.country'), { exact: true }).selectOption('CH');
    await page.getByText('CHF').first().waitFor();
    expect(addressOf(visit)).toBe('?country=CH');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: words('store.title') }).waitFor();
  });

  test('where the publisher chose its partners, it is the publisher who tells', async () => {
    const { page, words } = visit;
    await visit.go('/store?q=relev');
    await page.getByRole('link', { name: /Relevé/ }).click();
    await page.getByRole('heading', { level: 2, name: words('partners.find') }).waitFor();
    const ask = page.getByRole('link', { name: words('marketplace.contactPublisher') });
    expect(await ask.getAttribute('href')).toMatch(/^mailto:support@atelier/);
    await expectGone(page.getByText('Azur Cloud Services'));
  });

  test('an offer that is only listed leads to its publisher', async () => {
    const { page, words } = visit;
    await visit.go('/store?q=academy');
    await page.getByRole('link', { name: 'Harbour Academy' }).click();
    const action = page.getByRole('link', { name: words('store.action.contactMe') });
    expect(await action.getAttribute('href')).toMatch(/^https:\/\/www\.harbour-metrics\.example/);
    await expectGone(page.getByRole('article'));
    expect(await accessProblems(page)).toEqual([]);
  });

  test('find a partner: by country, skill and name', async () => {
    const { page, words } = visit;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('partners.find') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('partners.find') }).waitFor();
    expect(await page.locator('[aria-current=page]').allTextContents()).toEqual([words('partners.find')]);
    await page.getByLabel(words('store.country'), { exact: true }).selectOption('US');
    await page.getByRole('heading', { level: 2, name: 'Prairie Cloud' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Azur Cloud Services' }).waitFor({ state: 'detached' });
    await page.getByLabel(words('store.country'), { exact: true }).selectOption('FR');
    await page.getByLabel(words('partners.skill'), { exact: true }).selectOption('security');
    await page.getByRole('heading', { level: 2, name: 'Azur Cloud Services' }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('searchbox', { name: words('partners.search') }).fill('nobody at all');
    await page.getByRole('heading', { name: words('partners.empty') }).waitFor();
  });

  test('the store fits 320 pixels, and the way in leads back to where one was', async () => {
    const { page, words } = visit;
    await page.setViewportSize({ width: 320, height: 800 });
    for (const address of ['/store?kind=saas&country=FR', '/store/partners?country=FR']) {
      await visit.go(address);
      expect([address, await sidewaysPixels(page)]).toEqual([address, 0]);
      expect(await accessProblems(page)).toEqual([]);
    }
    await visit.go('/store');
    await page.getByRole('link', { name: 'Harbour Dashboards', exact: true }).click();
    await page.getByRole('heading', { level: 3, name: 'Azur Cloud Services' }).waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    await page.getByRole('link', { name: words('action.signIn') }).click();
    await page.getByRole('button', { name: words('action.signIn') }).waitFor();
    expect(new URLSearchParams(addressOf(visit)).get('returnTo')).toMatch(/^\/store\//);
  });
});

describe.each(walkedIn('en'))('the marketplace in %s', (language) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await portal.enter('dieter@rheinufer-it.example', { language, at: '/partner/marketplace' });
  });
  afterAll(async () => visit.context.close());

  test('AUD-20 SUP-30 a partner finds an exclusive offer by a misspelt word, and whom to ask', async () => {
    const { page, words } = visit;
    await page.getByRole('searchbox', { name: words('marketplace.search') }).fill('releev');
    await page.getByText(words('marketplace.alike', { search: 'releev' })).waitFor();
    const tile = page.getByRole('listitem').filter({ hasText: 'Relevé' });
    await tile.getByText(words('marketplace.exclusive')).waitFor();
    const ask = tile.getByRole('link', { name: words('marketplace.contactPublisher') });
    expect(await ask.getAttribute('href')).toBe('mailto:partners@atelier-logiciel.example');
    expect(await accessProblems(page)).toEqual([]);
    await tile
      .getByRole('link', { name: /Relevé/ })
      .first()
      .click();
    await page.getByText(words('marketplace.exclusive.ask', { publisher: 'Atelier Logiciel' })).waitFor();
  });

  test('SUP-24 SUP-25 SUP-26 SUP-27 SUP-29 the details tell what it is, with every contact of the publisher', async () => {
    const { page, words } = visit;
    for (const [title, address] of [
      ['contact.cspProgramme', 'partners@atelier-logiciel.example'],
      ['contact.support', 'support@atelier-logiciel.example'],
      ['contact.engineering', 'engineering@atelier-logiciel.example'],
    ] as const)
      await page
        .getByRole('region', { name: words(title) })
        .getByRole('link', { name: address })
        .waitFor();
    const marketing = page.getByRole('link', { name: words('marketplace.marketing') });
    expect(await marketing.getAttribute('href')).toBe('https://www.atelier-logiciel.example/partners');
    expect(await accessProblems(page)).toEqual([]);
  });

  test('plans and prices follow the country; why one cannot be bought is said with its rule', async () => {
    const { page, words } = visit;
    await page.getByRole('link', { name: words('marketplace.tab.plans') }).click();
    const plan = page.getByRole('article');
    await plan.getByText(words('hindrance.A7')).waitFor();
    // The document that says so, by its title, leads to the rule.
    expect(await plan.getByRole('link', { name: /Cloud/ }).first().getAttribute('href')).toBe('/rules?rule=A7');
    await page.getByLabel(words('marketplace.country'), { exact: true }).selectOption('US');
    await plan.getByText(words('hindrance.C4')).waitFor();
    await page.getByText('$').first().waitFor();
    expect(new URLSearchParams(addressOf(visit)).get('country')).toBe('US');
    await page.reload();
    await plan.getByText(words('hindrance.C4')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('a trial is two rows: days that cost nothing, then the price', async () => {
    const { page, words } = visit;
    await visit.go('/partner/marketplace?q=dashboards');
    await page.getByRole('listitem').getByText(words('marketplace.trial')).waitFor();
    await page.getByRole('link', { name: 'Harbour Dashboards', exact: true }).click();
    await page.getByRole('link', { name: words('marketplace.tab.plans') }).click();
    const studio = page.getByRole('article', { name: 'Studio' });
    const days = words('price.trial', { days: 30, amount: '' }).split(/[ \u00a0]?:/)[0]!;
    expect(await studio.getByText(days).count()).toBeGreaterThan(0);
  });

  test('the price list of the country is a file', async () => {
    const { page, words } = visit;
    await visit.go('/partner/marketplace');
    const country = language === 'fr' ? 'Allemagne' : 'Germany';
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      exportForExcel({ page, words }, words('marketplace.priceList', { country })),
    ]);
    expect(file.suggestedFilename()).toBe(words('marketplace.priceList.file', { country: 'DE' }));
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    // For Excel, as the reader's language divides it (decision 0035).
    const row = [
      'Harbour Dashboards',
      'Harbour Metrics',
      'saas',
      'Studio',
      'perSeat',
      '',
      'seat',
      'P1M',
      'monthly',
      'EUR',
      '0',
      '30',
    ];
    expect(text).toMatch(/^\uFEFF/);
    expect(text).toContain(row.join(language === 'fr' ? ';' : ','));
    expect(text).not.toContain('Harbour Vault');
  });

  test('filters are removable chips, in the address, and fit 320 pixels', async () => {
    const { page, words } = visit;
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByLabel(words('marketplace.kind'), { exact: true }).selectOption('container');
    await page.getByRole('heading', { level: 2, name: 'Pilote Projets' }).waitFor({ state: 'detached' });
    expect(await titlesOf(visit)).toHaveLength(1);
    expect(addressOf(visit)).toBe('?kind=container');
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    const chip = `${words('marketplace.kind')} – ${words('offerKind.container')}`;
    await page.getByRole('button', { name: words('list.filter.remove', { filter: chip }) }).click();
    await page.getByRole('heading', { level: 2, name: 'Pilote Projets' }).waitFor();
  });
});
