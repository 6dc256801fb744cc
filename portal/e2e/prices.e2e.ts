/** Own prices: what a provider asks of its resellers. */
import { expect, test } from 'vitest';
import { accessProblems, pick, usePortal } from './support.ts';

const portal = usePortal();

test.each(['en', 'fr'] as const)(
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
    const asked = page.getByRole('alertdialog', { name: words('prices.below.title') });
    await asked.getByRole('button', { name: words('action.cancel') }).click();
    await amount.fill(language === 'fr' ? '12,50' : '12.50');
    await main.getByRole('button', { name: words('prices.save') }).click();
    await main.getByText(words('problems.ResellerUnknown')).first().waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await reseller.fill('');
    await main.getByRole('button', { name: words('prices.save') }).click();
    await main
      .getByRole('cell', { name: words('prices.everyReseller') })
      .first()
      .waitFor();
  },
);
