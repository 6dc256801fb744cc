/** Profiles behind the gear; a customer's qualification and account, from the partner's page to the operator's desk. */
import { expect, test } from 'vitest';
import { accessProblems, settled, sidewaysPixels, usePortal } from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();
const partner = 'alice@azur-cloud.example';

test.each(walkedIn('fr'))(
  'ENR-30 in %s the billing and the support profile are filled in, kept, and checked at their fields',
  async (language) => {
    const { page, words, go } = await portal.enter(partner, { language });
    const save = () => page.getByRole('button', { name: words('action.save') }).click();
    const field = (id: Parameters<typeof words>[0]) => page.getByRole('textbox', { name: words(id) });
    await go('/settings/billing-profile');
    const name = language === 'fr' ? 'Ørsted Achats ß 🏔' : 'İstanbul Ё株';
    await field('newCustomer.companyName').fill(name);
    await field('newCustomer.addressLine1').fill('1 quai du Port');
    await field('newCustomer.city').fill('Brest');
    await field('newCustomer.postalCode').fill('29200');
    await save();
    await page.getByText(words('profile.saved')).waitFor();
    await page.reload();
    await settled(page);
    expect(await field('newCustomer.companyName').inputValue()).toBe(name);
    expect(await accessProblems(page)).toEqual([]);

    await go('/settings/support-profile');
    await field('supportProfile.website').fill('javascript:alert(1)');
    await save();
    await page.getByText(words('supportProfile.website.wrong')).first().waitFor();
    await field('supportProfile.website').fill(`https://aide.example/${language}`);
    await save();
    await page.getByText(words('profile.saved')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
  },
);

test.each(walkedIn('fr'))(
  'In %s a partner asks for a qualification, the operator denies it for a documented reason, and the partner reads it',
  async (language) => {
    const asking = await portal.enter(partner, { language });
    const { words, page } = asking;
    await asking.go('/partner/customers');
    const row = page.getByRole('rowheader').nth(language === 'fr' ? 0 : 1);
    const customer = await row.innerText();
    await row.getByRole('link').click();
    await page.getByRole('link', { name: words('customer.account'), exact: true }).click();
    await page.getByText(words('qualification.empty'), { exact: true }).waitFor();
    await page.getByText(words('account.status.None'), { exact: true }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words('qualification.ask') }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: words('qualification.website') }).fill('https://ecole.example');
    await dialog.getByRole('button', { name: words('action.send') }).click();
    await page.getByText(words('qualification.state.InReview'), { exact: true }).waitFor();

    const desk = await portal.enter('olivia@operator.example', { language, at: '/operator/qualifications' });
    const waiting = desk.page.getByRole('row').filter({ hasText: customer });
    await waiting.waitFor();
    expect(await accessProblems(desk.page)).toEqual([]);
    await waiting.getByRole('button', { name: words('qualification.deny.do') }).click();
    const denying = desk.page.getByRole('alertdialog');
    await denying.getByRole('button', { name: words('qualification.deny.do') }).click();
    await denying.getByText(words('errors.QualificationReasonMissing')).first().waitFor();
    await denying.getByRole('combobox').selectOption(words('qualification.reason.domain'));
    await denying.getByRole('button', { name: words('qualification.deny.do') }).click();
    await desk.page.getByText(words('qualification.said.Denied')).waitFor();

    await page.reload();
    await page.getByText(words('qualification.reason.domain'), { exact: true }).waitFor();
  },
);

test('An account under review is told on the customer’s page, and the operator’s list shows it', async () => {
  const desk = await portal.enter('olivia@operator.example', { language: 'en', at: '/operator/customer-accounts' });
  const { words } = desk;
  const row = desk.page.getByRole('row').filter({ hasText: 'Martin' });
  await row.waitFor();
  expect(await accessProblems(desk.page)).toEqual([]);
  await row.getByRole('button', { name: words('account.decide') }).click();
  const dialog = desk.page.getByRole('alertdialog');
  await dialog.getByRole('combobox').selectOption(words('account.status.UnderReview'));
  await dialog.getByRole('button', { name: words('action.save') }).click();
  await row.getByText(words('account.status.UnderReview'), { exact: true }).waitFor();
  await desk.page.setViewportSize({ width: 360, height: 800 });
  expect(await sidewaysPixels(desk.page)).toBe(0);
  const seller = await portal.enter(partner, { language: 'en', at: '/partner/customers' });
  await seller.page
    .getByRole('rowheader')
    .getByRole('link', { name: /Martin/ })
    .click();
  await seller.page.getByRole('link', { name: words('customer.account'), exact: true }).click();
  await seller.page.getByText(words('account.status.UnderReview.text')).waitFor();
});
