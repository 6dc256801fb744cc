/** What a person asked for once happens once: pressed twice, or tried again after the answer was lost. */
import type { Page, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { usePortal } from './support.ts';

const portal = usePortal();

/** The first such request arrives and its answer does not; every one is noted. */
async function loseFirstAnswer(page: Page, method: string, address: RegExp): Promise<Request[]> {
  const seen: Request[] = [];
  await page.route(address, async (route) => {
    if (route.request().method() !== method) return route.fallback();
    seen.push(route.request());
    if (seen.length > 1) return route.fallback();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return seen;
}

const requestIds = (requests: readonly Request[]) => requests.map((request) => request.headers()['ms-requestid']);

test('a private offer whose answer was lost is made once when its button is pressed again', async () => {
  const { page, words } = await portal.enter('paul@atelier-logiciel.example', { at: '/publisher/private-offers/new' });
  const sent = await loseFirstAnswer(page, 'POST', /\/comptoir\/v1\/private-offers$/);
  await page.getByRole('textbox').fill('Printemps');
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  await page.getByRole('alert').getByText(words('state.unreachable')).waitFor();
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  await page.getByRole('heading', { level: 1, name: 'Printemps' }).waitFor();
  expect(new Set(requestIds(sent))).toEqual(new Set([requestIds(sent)[0]]));
  expect(sent).toHaveLength(2);
  await page.goto('/publisher/private-offers');
  await page.getByRole('rowheader', { name: 'Printemps' }).waitFor();
  expect(await page.getByRole('rowheader', { name: 'Printemps' }).count()).toBe(1);
});

test('pressed twice, a private offer is made once; wished again with another name it is another', async () => {
  const { page, words, go } = await portal.enter('hannah@harbour-metrics.example', {
    at: '/publisher/private-offers/new',
  });
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/private-offers')) sent.push(request);
  });
  for (const name of ['Summer', 'Autumn']) {
    await go('/publisher/private-offers/new');
    await page.getByRole('textbox').fill(name);
    await page.getByRole('button', { name: words('newOffer.create') }).dblclick();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  expect(new Set(requestIds(sent)).size).toBe(2);
  await go('/publisher/private-offers');
  for (const name of ['Summer', 'Autumn']) expect(await page.getByRole('rowheader', { name }).count()).toBe(1);
});

test('SUB-04 a line whose answer was lost is in the cart once when it is added again', async () => {
  const { page, words, go } = await portal.enter('alice@azur-cloud.example', { at: '/partner/customers' });
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page
    .getByRole('link', { name: words('order.begin') })
    .first()
    .click();
  await page.getByRole('link', { name: 'Pilote Projets', exact: true }).click();
  const add = page
    .getByRole('article')
    .first()
    .getByRole('button', { name: words('cart.add') });
  const offer = new URL(page.url());
  await add.click();
  await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
  await go(offer.pathname + offer.search);
  const sent = await loseFirstAnswer(page, 'PUT', /\/carts\/[^/]+$/);
  await add.click();
  await page.getByRole('alert').getByText(words('state.unreachable')).waitFor();
  await add.click();
  await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
  await page.getByRole('row').nth(2).waitFor();
  // The head, the line of the first time and this one.
  expect(await page.getByRole('row').count()).toBe(3);
  expect(new Set(requestIds(sent)).size).toBe(1);
});
