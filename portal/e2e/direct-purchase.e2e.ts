/** A customer buys in the online store itself; a publisher has its plan bought in the sandbox, and reads usage. */
import { expect, test } from 'vitest';
import { activate, saasVersion, setStage } from '../../server/scenarios/stage.ts';
import { accessProblems, administratorOf, picture, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();

async function looksRight(visit: Visit, name: string): Promise<void> {
  await settled(visit.page);
  await expect.poll(() => accessProblems(visit.page), { message: name, timeout: 10_000 }).toEqual([]);
  expect(await sidewaysPixels(visit.page), name).toBe(0);
  await picture(visit, name);
}

test.each(walkedIn('fr'))(
  'A1 From the store a customer’s administrator buys for its organisation, sets up, changes and cancels (%s)',
  async (language) => {
    const stage = await setStage(portal.origin);
    const { productId } = stage.world.offers.find(({ name }) => name === 'Pilote Projets')!;
    const { user, password } = await administratorOf(portal.origin, 'boulangerie-martin');
    const visit = await portal.enter(user, { language, password, dark: language === 'fr' });
    const { page, words } = visit;
    await visit.go(`/store/${productId}?country=FR`);
    await page.getByRole('link', { name: words('storeBuy.submit'), exact: true }).click();
    await looksRight(visit, `store-buy-${language}`);
    // Nothing is bought before the terms are accepted.
    await page.getByRole('button', { name: words('storeBuy.submit'), exact: true }).click();
    await page.getByText(words('storeBuy.terms.needed')).first().waitFor();
    await page.getByLabel(words('word.quantity')).fill('3');
    await page.getByRole('checkbox', { name: words('storeBuy.terms') }).check();
    await page.getByRole('button', { name: words('storeBuy.submit'), exact: true }).click();
    // What it costs is told, and asked about.
    const buying = page.getByRole('alertdialog');
    await buying.getByText(/37[.,]50/).waitFor();
    await picture(visit, `store-buy-asked-${language}`);
    await buying.getByRole('button', { name: words('storeBuy.submit'), exact: true }).click();
    await page.getByRole('link', { name: words('ownPurchase.setUp') }).waitFor();
    await looksRight(visit, `own-purchase-pending-${language}`);
    await activate(stage, stage.atelier, page.url().split('/').at(-1)!);
    await page.reload();
    await settled(page);
    await page.getByLabel(words('word.quantity')).fill('4');
    await page.getByRole('button', { name: words('action.submit') }).click();
    const more = page.getByRole('alertdialog', { name: words('manage.quantity.more', { before: 3, after: 4 }) });
    await more.getByRole('button', { name: words('action.submit') }).click();
    await page
      .getByText(words('manage.saved', { name: 'Essentiel' }))
      .first()
      .waitFor();
    await visit.go(page.url());
    expect(await page.getByLabel(words('word.quantity')).inputValue()).toBe('4');
    await looksRight(visit, `own-purchase-${language}`);
    await page.getByRole('button', { name: words('cancel.action') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('cancel.action') })
      .click();
    await page.getByText(words('subscription.deleted')).first().waitFor();
    for (const [address, name] of [
      ['/customer/subscriptions', 'own-subscriptions'],
      ['/customer/invoices', 'own-invoices'],
    ] as const) {
      await visit.go(address);
      await looksRight(visit, `${name}-${language}`);
    }
  },
);

test.each(walkedIn('en'))(
  'A publisher has its metered plan bought in the sandbox, and reads what it reported, and what was refused (%s)',
  async (language) => {
    const stage = await setStage(portal.origin);
    const visit = await portal.enter('paul@atelier-logiciel.example', { language, at: '/publisher/try-out' });
    const { page, words } = visit;
    await page.getByLabel(words('subscription.offer')).selectOption('releve-mesures');
    await page.getByRole('button', { name: words('tryOut.submit') }).click();
    await page.getByRole('link', { name: words('tryOut.open') }).waitFor();
    await looksRight(visit, `try-out-${language}`);
    const resourceId = (await page.locator('dd code').first().textContent())!;
    await activate(stage, stage.atelier, resourceId);
    const { now } = (await stage.call(undefined, 'GET', '/sandbox/v1/clock')).body as { now: string };
    const event = { resourceId, quantity: 1250.5, dimension: 'readings', planId: 'capteurs', effectiveStartTime: now };
    const request = [event, event, { ...event, dimension: 'unknown' }];
    await stage.call(stage.atelier, 'POST', `/api/batchUsageEvent?${saasVersion}`, { body: { request } });
    await visit.go('/publisher/usage');
    await page.getByText(words('usage.refusal.InvalidDimension.text')).first().waitFor();
    await looksRight(visit, `usage-${language}`);
    const { body } = await stage.call(stage.azur.app, 'GET', '/v1/customers?size=100');
    const customers = (body.items as { id: string }[]).map(({ id }) => id);
    const partner = await portal.enter('alice@azur-cloud.example', { language });
    let shown = 0;
    for (const id of customers) {
      const found = await stage.call(stage.azur.app, 'GET', `/v1/customers/${id}/subscriptions/${resourceId}`);
      if (found.status !== 200) continue;
      await partner.go(`/partner/customers/${id}/subscriptions/${resourceId}`);
      await partner.page.getByRole('heading', { name: words('usage.running') }).waitFor();
      await looksRight(partner, `subscription-usage-${language}`);
      shown += 1;
    }
    expect(shown).toBe(1);
  },
);
