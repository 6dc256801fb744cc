/** Own prices: what a provider asks of its resellers. */
import { expect, test } from 'vitest';
import type { World } from '@comptoir/contracts/sandbox';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { accessProblems, expectGone, pick, usePortal } from './support.ts';
import { walkedIn } from './words.ts';

const customerNamed = (companyName: string, domain: string) => ({
  companyProfile: { domain: `${domain}.onmicrosoft.com` },
  billingProfile: {
    culture: 'fr-FR',
    language: 'fr',
    email: `ines@${domain}.example`,
    companyName,
    firstName: 'Inès',
    lastName: 'Quai',
    defaultAddress: {
      country: 'FR',
      city: 'Nantes',
      postalCode: '44000',
      addressLine1: '1 quai de la Fosse',
      firstName: 'Inès',
      lastName: 'Quai',
    },
  },
});

const portal = usePortal();

test.each(walkedIn('en'))(
  'IND-01 BIL-21 A provider sets a price for its resellers; an unknown reseller is told at its field (%s)',
  async (language) => {
    const provider = 'daan@delta-distribution.example';
    const { page, words } = await portal.enter(provider, { language, at: '/partner/billing/prices' });
    const main = page.getByRole('main');
    await main.getByLabel(words('prices.buyer')).selectOption('reseller');
    const reseller = main.getByLabel(words('prices.reseller'));
    await reseller.fill('4399999');
    await pick(main, words('word.product'), 'Pilote');
    const plan = main.getByLabel(words('prices.plan'));
    await plan.locator('option').nth(1).waitFor({ state: 'attached' });
    await plan.selectOption({ index: 1 });
    const amount = main.getByRole('textbox', { name: /^(Price|Prix)/ });
    await amount.fill('1');
    await main.getByRole('button', { name: words('prices.save') }).click();
    // What is wrong is told before anybody is asked about the loss.
    await main.getByText(words('problems.ResellerUnknown')).first().waitFor();
    const asked = page.getByRole('alertdialog', { name: words('prices.doubt.belowCost.title') });
    await expectGone(asked);
    expect(await accessProblems(page)).toEqual([]);
    await reseller.fill('');
    await main.getByRole('button', { name: words('prices.save') }).click();
    await asked.getByText(/Pilote.*(dès maintenant|from now on)/).waitFor();
    await asked.getByRole('button', { name: words('action.cancel') }).click();
    await amount.fill(language === 'fr' ? '12,50' : '12.50');
    await main.getByRole('button', { name: words('prices.save') }).click();
    const row = main.getByRole('row').filter({ hasText: words('prices.everyReseller') });
    await row
      .first()
      .getByText(/(Coût|Cost)[\s\u00a0]*:.*(marge|margin)[\s\u00a0]*:/)
      .waitFor();
  },
);

test('A picker finds words within a name beyond the first page, keeps what was chosen until something else is, and fits the window', async () => {
  const { page, words, go } = await portal.enter('alice@azur-cloud.example', { at: '/partner/billing/prices' });
  const origin = new URL(page.url()).origin;
  const partner = tenantOf(await client(origin).get<World>('/sandbox/v1/world'), 'direct', 'FR');
  const azur = client(origin, await applicationToken(origin, partner, resources.partnerCenter));
  for (let number = 0; number < 25; number += 1) {
    await azur.send('POST', '/v1/customers', customerNamed(`Numéro ${number} Rocket ${number}`, `n${number}-picker`));
  }
  await go('/partner/billing/prices');
  const main = page.getByRole('main');
  const customer = main.getByRole('combobox', { name: words('word.customer') });
  await pick(main, words('word.customer'), 'rocket 24');
  expect(await customer.inputValue()).toBe('Numéro 24 Rocket 24');
  await pick(main, words('word.product'), 'projets');
  const product = main.getByRole('combobox', { name: words('word.product') });
  const chosen = await product.inputValue();
  await product.click();
  await product.pressSequentially('xj');
  await main.getByText(words('choose.none')).waitFor();
  await page.keyboard.press('Escape');
  expect(await product.inputValue()).toBe(chosen);
  await customer.click();
  await main.getByRole('option').nth(15).waitFor();
  const box = (await main.getByRole('listbox').boundingBox())!;
  const field = (await customer.boundingBox())!;
  expect(box.height).toBeLessThan(460);
  expect(Math.abs(box.x - field.x)).toBeLessThan(40);
});
