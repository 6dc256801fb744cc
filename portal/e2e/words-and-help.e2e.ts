/** The help and the standard contract, as people meet them. */
import { expect, test } from 'vitest';
import { accessProblems, usePortal } from './support.ts';
import { people } from './people.ts';

const portal = usePortal();

test('SUB-24 SUB-25 SUB-26 BIL-24 pages lead to their topic of the help, which is found by words and leads to the pages', async () => {
  const { page, words, go } = await portal.enter(people.partner);
  await go('/partner/billing/invoices');
  await page
    .getByRole('navigation', { name: words('help.title') })
    .getByRole('link', { name: words('help.topic.billing') })
    .click();
  await page.getByRole('heading', { level: 1, name: words('help.topic.billing') }).waitFor();
  await page
    .getByRole('main')
    .getByRole('link', { name: words('menu.customerInvoices') })
    .click();
  await page.getByRole('heading', { level: 1, name: words('menu.customerInvoices') }).waitFor();
  await go('/help');
  await page.getByLabel(words('help.search')).fill('indirect reseller MPN ID');
  await page.getByRole('heading', { level: 2, name: words('help.topic.reseller') }).waitFor();
  expect(await page.getByRole('heading', { level: 2 }).count()).toBe(1);
  await page.getByLabel(words('help.search')).fill('zeppelin');
  await page.getByRole('heading', { name: words('list.none') }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
});

test('the help has the topics of the reader’s workspace, and links that the reader may follow', async () => {
  const { page, words, go } = await portal.enter(people.publisher);
  await go('/help');
  const topics = await page.getByRole('heading', { level: 2 }).allInnerTexts();
  expect(topics).toEqual(
    (['publish', 'audience', 'privateOffers', 'notices', 'verification'] as const).map((id) =>
      words(`help.topic.${id}`),
    ),
  );
  const links = page.getByRole('main').getByRole('link');
  for (const link of await links.all()) expect(await link.getAttribute('href')).toMatch(/^\/(publisher\/|enrolment$)/);
  await go('/help?topic=billing');
  expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(topics);
});

test('SUP-04 the standard contract is read and downloaded from the page of an offer, in the reader’s language', async () => {
  const { page, words, go } = await portal.enter(people.partner, { language: 'fr' });
  await go('/partner/marketplace');
  await page.getByRole('link', { name: 'Pilote Projets', exact: true }).first().click();
  const link = page.getByRole('link', { name: words('offerProperties.terms.standard') });
  expect(await link.getAttribute('target')).toBe('_blank');
  await go((await link.getAttribute('href'))!);
  await page.getByRole('heading', { level: 1, name: 'Contrat standard de la place de marché' }).waitFor();
  await page.getByText('Version du 1er janv. 2026').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: words('invoice.pdf') }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Contrat_standard_2026-01-01.pdf');
  expect(await accessProblems(page)).toEqual([]);
});
