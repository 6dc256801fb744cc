/** The cart: what is read on the page is what is bought, and no cart hides another. */
import { expect, test } from 'vitest';
import { openOffer, publish, saveElsewhere } from './offer-steps.ts';
import { accessProblems, expectGone, settled, usePortal, type Visit } from './support.ts';

const portal = usePortal();

/** Puts ten seats of "Pilote Projets" into the cart of the customer of a row; answers the customer's name. */
async function fillCart(visit: Visit, row: number, option?: RegExp): Promise<string> {
  const { page, words, go } = visit;
  await go('/partner/customers');
  const link = page.getByRole('rowheader').getByRole('link').nth(row);
  const name = await link.innerText();
  await link.click();
  await page
    .getByRole('link', { name: words('order.begin') })
    .first()
    .click();
  await addSeats(visit, option);
  return name;
}

async function addSeats({ page, words }: Visit, option?: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Pilote Projets', exact: true }).click();
  const plan = page.getByRole('article').first();
  if (option) await plan.getByRole('radio', { name: option }).first().check();
  for (const none of ['0', '-1', '2.5', '1e3', '']) {
    await plan.getByLabel(words('word.quantity')).fill(none);
    await plan.getByText(/^Enter a whole number from 1 to [\d,]+\.$/).waitFor();
  }
  await plan.getByLabel(words('word.quantity')).fill('10');
  await plan.getByRole('button', { name: words('cart.add') }).click();
  await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
  await settled(page);
}

test('SUB-04 a quantity that was typed and not updated is what is reviewed and bought', async () => {
  const visit = await portal.enter('alice@azur-cloud.example');
  const { page, words } = visit;
  await fillCart(visit, 0);
  const quantity = page.getByRole('spinbutton');
  for (const none of ['0', '-1', '2.5', '1e3', '']) {
    await quantity.fill(none);
    await page
      .getByRole('table')
      .getByText(/^Enter a whole number from 1 to [\d,]+\.$/)
      .waitFor();
  }
  expect(await page.getByRole('button', { name: words('cart.buy'), exact: true }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await quantity.fill('12');
  await page.getByRole('button', { name: words('cart.buy'), exact: true }).click();
  const review = page.getByRole('alertdialog', { name: words('cart.review') });
  const line = review.getByRole('row').nth(1);
  await line.getByText(/Pilote Projets/).waitFor();
  expect(await line.getByRole('cell').allInnerTexts()).toContain('12');
  expect(await review.locator('.cart-total').innerText()).toMatch(/€[\d,]+\.\d\d/);
  expect(await accessProblems(page)).toEqual([]);
  await review.getByRole('button', { name: words('cart.buy.now') }).click();
  await page.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
  await page.getByText(words('confirmation.quantity', { count: 12 })).waitFor();
});

test('SUB-04 amounts of different cycles are never added, and the confirmation says each line’s price, cycle and start', async () => {
  const { page, words } = await fillTwoCycles();
  await expect
    .poll(() => page.locator('.cart-total').allInnerTexts())
    .toEqual([expect.stringMatching(/€[\d,]+\.\d\d a month \+ €[\d,]+\.\d\d a year$/)]);
  await page.getByRole('button', { name: words('cart.buy'), exact: true }).click();
  const review = page.getByRole('alertdialog', { name: words('cart.review') });
  expect(await review.locator('.cart-total').innerText()).toMatch(/a month \+ .* a year$/);
  await review.getByRole('button', { name: words('cart.buy.now') }).click();
  await page.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
  for (const period of ['month', 'year']) {
    await page
      .getByText(new RegExp(`^€[\\d,]+\\.\\d\\d a ${period}, from activation$`))
      .first()
      .waitFor();
  }
  await page
    .getByRole('link', { name: words('customer.subscriptions') })
    .first()
    .click();
  await page
    .getByRole('rowheader')

    .getByRole('link')
    .first()
    .click();
  await page.getByText(/^€[\d,]+\.\d\d a (month|year), from activation$/).waitFor();
  await page.getByText(words('cart.unitPrice'), { exact: true }).waitFor();
});

/** Ten seats by the month and ten by the year, in one cart. */
async function fillTwoCycles(): Promise<Visit> {
  const visit = await portal.enter('alice@azur-cloud.example');
  const { page, words } = visit;
  await fillCart(visit, 0, /monthly/i);
  await page.getByRole('link', { name: words('cart.continue') }).click();
  await addSeats(visit, /annual/i);
  return visit;
}

test('carts of several customers are all at hand, under the customer too, and the last line can be removed', async () => {
  const visit = await portal.enter('alice@azur-cloud.example');
  const { page, words } = visit;
  const first = await fillCart(visit, 0);
  const second = await fillCart(visit, 1);
  await page.getByRole('button', { name: words('frame.carts', { count: 2 }) }).click();
  for (const name of [first, second]) await page.getByRole('menuitem', { name }).waitFor();
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([second, first]);
  await page.getByRole('menuitem', { name: first }).click();
  await page.getByText(words('cart.for', { customer: first })).waitFor();
  await page.getByRole('link', { name: first }).click();
  await page
    .getByRole('link', { name: words('menu.cart') })
    .last()
    .click();
  await page.getByRole('button', { name: words('cart.remove') }).click();
  await page.getByRole('heading', { level: 1, name: words('menu.marketplace') }).waitFor();
  await page.getByRole('link', { name: words('menu.cart') }).click();
  await page.getByText(words('cart.for', { customer: second })).waitFor();
});

test('a cart is found from any browser of the person, and one that is discarded is gone from all', async () => {
  const here = await portal.enter('sonia@azur-cloud.example');
  const name = await fillCart(here, 0);
  const there = await portal.enter('sonia@azur-cloud.example', { at: '/partner/customers', width: 390 });
  await there.page.getByRole('link', { name: there.words('menu.cart') }).click();
  await there.page.getByText(there.words('cart.for', { customer: name })).waitFor();
  expect(await there.page.getByRole('spinbutton').inputValue()).toBe('10');
  await there.page.getByRole('button', { name: there.words('cart.drop') }).click();
  const question = there.page.getByRole('alertdialog', { name: there.words('cart.drop.question') });
  expect(await accessProblems(there.page)).toEqual([]);
  await question.getByRole('button', { name: there.words('cart.drop') }).click();
  await there.page.getByRole('heading', { level: 1, name: there.words('menu.marketplace') }).waitFor();
  await here.go('/partner/customers');
  await expectGone(here.page.getByRole('link', { name: here.words('menu.cart') }));
});

test('SUB-04 a cart that a colleague changed, discarded or ordered after the review is not ordered unseen', async () => {
  const alice = await portal.enter('alice@azur-cloud.example');
  const { page, words } = alice;
  await fillCart(alice, 0);
  const address = new URL(page.url()).pathname;
  const sonia = await portal.enter('sonia@azur-cloud.example', { at: address });
  const buy = page.getByRole('button', { name: words('cart.buy'), exact: true });
  const review = page.getByRole('alertdialog', { name: words('cart.review') });
  await page.getByRole('spinbutton').fill('12');
  await buy.click();
  await review.getByRole('row').nth(1).getByText('12', { exact: true }).waitFor();
  await sonia.page.reload();
  await sonia.page.getByRole('spinbutton').fill('3');
  await sonia.page.getByRole('button', { name: words('action.update') }).click();
  await sonia.page.getByRole('button', { name: words('action.update') }).waitFor({ state: 'detached' });
  await review.getByRole('button', { name: words('cart.buy.now') }).click();
  await review.getByText(words('errors.CartChanged')).waitFor();
  await review.getByRole('row').nth(1).getByText('3', { exact: true }).waitFor();
  await review.getByRole('button', { name: words('action.cancel') }).click();

  await sonia.page.getByRole('button', { name: words('cart.drop') }).click();
  await sonia.page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('cart.drop') })
    .click();
  await sonia.page.getByRole('heading', { level: 1, name: words('menu.marketplace') }).waitFor();
  await buy.click();
  await review.getByRole('button', { name: words('cart.buy.now') }).click();
  await page.getByText(words('state.notFound')).waitFor();
  await expectGone(buy);
  await expectGone(page.getByText(/buy for/));

  await fillCart(alice, 0);
  const second = await portal.enter('sonia@azur-cloud.example', { at: new URL(page.url()).pathname });
  for (const each of [second.page, page]) {
    await each.getByRole('button', { name: words('cart.buy'), exact: true }).click();
    await each
      .getByRole('alertdialog')
      .getByRole('button', { name: words('cart.buy.now') })
      .click();
    if (each === page) await page.getByText(words('cart.ordered')).waitFor();
    else await each.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
  }
});

test('SUB-04 what the checkout refuses says why in the reader’s language, in the summary and at the line', async () => {
  const { page, words, go } = await portal.enter('alice@azur-cloud.example', { language: 'fr' });
  await go('/partner/customers');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page
    .getByRole('link', { name: words('order.begin') })
    .first()
    .click();
  await page.getByRole('link', { name: 'Pilote Projets', exact: true }).click();
  await page
    .getByRole('article')
    .first()
    .getByRole('button', { name: words('cart.add') })
    .click();
  await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
  const publisher = await portal.enter('paul@atelier-logiciel.example');
  await openOffer(publisher, 'Pilote Projets');
  await saveElsewhere(publisher.page, (document) => {
    document.privacyUrl = 'https://isv.example/other-privacy';
  });
  await publisher.page.reload();
  await publish(publisher, 2);
  await page.getByRole('button', { name: words('cart.buy'), exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('cart.buy.now') })
    .click();
  const reason = words('errors.CatalogueItemOutdated');
  await page.getByRole('alert').getByText(reason).waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('Pilote Projets');
  await page.getByRole('table').getByText(reason).waitFor();
  expect(await accessProblems(page)).toEqual([]);
});
