/** A private offer from its publisher's draft to the partner's price, in both languages. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  accessProblems,
  exportForExcel,
  expectGone,
  pick,
  settled,
  sidewaysPixels,
  usePortal,
  type Visit,
} from './support.ts';
import { type Language, type Words, walkedIn } from './words.ts';

const labels = {
  fr: {
    menu: 'Offres privées',
    pricing: 'Tarification et offres',
    margins: 'Marges',
    everyone: 'Tous les clients',
    typed: '12,5',
  },
  en: {
    menu: 'Private offers',
    pricing: 'Pricing and offers',
    margins: 'Margins',
    everyone: 'All customers',
    typed: '12.5',
  },
} as const;

describe.each(walkedIn('en'))('in %s', (language) => {
  const portal = usePortal();
  const label = labels[language];
  let publisher: Visit;
  let partner: Visit;
  let address = '';

  test('a publisher prepares a private offer and is told what is missing where it is', async () => {
    publisher = await portal.enter('paul@atelier-logiciel.example', { language });
    const { page, words } = publisher;
    await page.getByRole('link', { name: label.menu, exact: true }).click();
    await page.getByRole('heading', { name: words('privateOffers.empty') }).waitFor();
    await page
      .getByRole('link', { name: words('privateOffers.new') })
      .first()
      .click();
    await page.getByLabel(words('privateOffer.name')).fill('Campagne de printemps');
    await page.getByRole('button', { name: words('newOffer.create') }).click();
    await page.getByRole('heading', { level: 1, name: 'Campagne de printemps' }).waitFor();
    // A new one is no list of faults yet; the button tells why it waits.
    const missing = page.getByText(words('privateOffer.problems', { count: 4 })).first();
    await missing.waitFor({ state: 'attached' });
    expect(await missing.isVisible()).toBe(false);
    expect(await blocked(page, words('privateOffer.submit'))).toBe(true);
    await price(page, words, 1, 'Pilote Projets', '0');
    await price(page, words, 2, 'Relevé', label.typed);
    await page.getByRole('radio', { name: words('privateOffer.start.soon.hint') }).check();
    await page.getByLabel(words('privateOffer.end.which')).fill('2027-12');
    await page.getByLabel(words('privateOffer.contacts')).fill('paul@atelier-logiciel.example');
    await pickPartners(page, words, ['Azur', 'Delta']);
    expect(await blocked(page, words('privateOffer.submit'))).toBe(true);
    await save(page, words);
    const first = page.getByRole('group', { name: words('privateOffer.price', { number: 1 }) });
    await first.getByText(words('privateOffer.problem.discountPercentage.OutOfRange')).waitFor();
    await page.reload();
    await first.getByText(words('privateOffer.problem.discountPercentage.OutOfRange')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await first.getByLabel(words('privateOffer.percentage')).fill('15');
    await save(page, words);
    await page.waitForFunction(() => !document.querySelector('.bullets'));
  });

  test('submitting says first what follows: prices, period, automatic authorisation, and that nothing changes afterwards', async () => {
    const { page, words } = publisher;
    await page.getByRole('button', { name: words('privateOffer.submit') }).click();
    const dialog = page.getByRole('alertdialog');
    const partners = 'Delta Distribution';
    await dialog
      .getByText(words('privateOffer.submit.authorises', { offer: 'Relevé – telemetry', partners }))
      .waitFor();
    await dialog.getByText(/^(For|Pour) .*Delta Distribution.*(Start|Début)/).waitFor();
    await dialog.getByText(words('privateOffer.submit.fixed')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: words('privateOffer.submit') }).click();
    await page.getByText(words('privateOffer.submitted')).waitFor();
    const table = page.getByRole('table', { name: words('privateOffer.partners') });
    await table.getByText(words('privateOffer.progress.live')).nth(1).waitFor();
    expect(await blocked(page, words('privateOffer.withdraw'))).toBe(false);
    await expectGone(page.getByRole('button', { name: words('privateOffer.save') }));
    await page.reload();
    await settled(page);
    address = new URL(page.url()).pathname;
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('the partner finds its margins, without the name of the private offer, and takes them away as CSV', async () => {
    partner = await portal.enter('alice@azur-cloud.example', { language });
    const { page, words } = partner;
    await page.getByText(label.pricing, { exact: true }).first().waitFor();
    await page.getByRole('link', { name: label.margins, exact: true }).click();
    const table = page.getByRole('table', { name: label.margins });
    const row = table.getByRole('row').filter({ hasText: 'Pilote Projets' });
    await row.getByText(label.everyone).waitFor();
    await row.getByText(words('privateOffer.percent', { number: '15' })).waitFor();
    expect(await table.getByRole('row').count()).toBe(3);
    await expectGone(page.getByText('Campagne'));
    expect(await accessProblems(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      exportForExcel(partner, words('margins.download')),
    ]);
    const file = await readFile(await download.path(), 'utf8');
    // As Excel opens it: with a byte order mark, and in French with semicolons (decision 0035).
    const between = language === 'fr' ? ';' : ',';
    const head = file.split('\r\n')[0]!.split(between);
    expect([head[0], head[1], head.at(-1)]).toEqual(['\uFEFFid', 'productId', 'statusDate']);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('where the partner buys it sees its own price, the list price and until when', async () => {
    const { page, words, go } = partner;
    await go('/partner/customers');
    const customer = await page
      .getByRole('rowheader', { name: 'Boulangerie Martin' })
      .getByRole('link')
      .getAttribute('href');
    await go(`/partner/marketplace?customer=${customer!.split('/')[3]}`);
    await page.getByRole('link', { name: 'Pilote Projets', exact: true }).first().click();
    const plan = page.getByRole('article', { name: 'Essentiel' });
    const listPrice = words('margins.listPrice', { amount: money(language, 12.5) });
    await plan.getByText(listPrice).waitFor();
    expect(await plan.getByText(money(language, 10.625)).count()).toBe(1);
    expect(await accessProblems(page)).toEqual([]);
    await plan.getByRole('button', { name: words('cart.add') }).click();
    await page.getByText(listPrice).waitFor();
    await page.getByRole('button', { name: words('cart.buy') }).click();
    await page.getByRole('button', { name: words('cart.buy.now') }).click();
    await page.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
  });

  test('whoever sold keeps the margin: the withdrawal is disabled with its reason; a clone is a draft that can be deleted', async () => {
    const { page, words, go } = publisher;
    await go(address);
    const withdraw = page.getByRole('button', { name: words('privateOffer.withdraw') });
    expect(await withdraw.getAttribute('aria-disabled')).toBe('true');
    await withdraw.hover();
    await page
      .getByRole('tooltip')
      .filter({ hasText: words('privateOffer.withdraw.sold') })
      .waitFor();
    await page.getByRole('button', { name: words('privateOffer.clone') }).click();
    await page.getByText(words('privateOffer.cloned')).waitFor();
    await page.getByRole('button', { name: words('privateOffer.delete') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('privateOffer.delete') })
      .click();
    await page.getByRole('heading', { level: 1, name: label.menu }).waitFor();
    await settled(page);
    expect(await page.getByRole('rowheader', { name: 'Campagne de printemps' }).count()).toBe(1);
    await page.reload();
    await settled(page);
    expect(await accessProblems(page)).toEqual([]);
  });
});

const money = (language: Language, amount: number) =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 9,
  }).format(amount);

async function price(page: Page, words: Words, number: number, offer: string, percentage: string): Promise<void> {
  await pick(page, words('privateOffer.addOffer'), offer);
  const row = page.getByRole('group', { name: words('privateOffer.price', { number }) });
  await row.getByLabel(words('privateOffer.percentage')).fill(percentage);
}

async function pickPartners(page: Page, words: Words, names: readonly string[]): Promise<void> {
  await page
    .getByRole('button', { name: words('privateOffer.addPartners') })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  for (const name of names) {
    await dialog.getByLabel(words('picker.search')).fill(name);
    await dialog
      .getByRole('checkbox', { name: new RegExp(name) })
      .first()
      .check();
  }
  await dialog.getByRole('button', { name: words('picker.add', { count: names.length }) }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function save(page: Page, words: Words): Promise<void> {
  await page.getByRole('button', { name: words('privateOffer.save') }).click();
  await page.getByText(words('privateOffer.saved')).first().waitFor();
}

async function blocked(page: Page, name: string): Promise<boolean> {
  return (await page.getByRole('button', { name, exact: true }).first().getAttribute('aria-disabled')) === 'true';
}
