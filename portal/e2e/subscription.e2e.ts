/** A subscription's page: what the partner changes of it, and its cancellation. */
import { mkdirSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { activate, moveClock, order, setStage, type Stage } from '../../server/scenarios/stage.ts';
import { accessProblems, expectGone, settled, sidewaysPixels, usePortal, type EnterOptions } from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();
const partner = 'alice@azur-cloud.example';
let stage: Stage;
let customerId: string;

beforeAll(async () => {
  stage = await setStage(portal.origin);
  customerId = stage.customer('boulangerie-martin');
});

/** Address of the page of a subscription that was just bought, and set up when asked. */
async function bought(active = true): Promise<string> {
  const item = await stage.item(stage.azur, 'Pilote Projets', '0001', 'FR');
  const { subscriptionId } = await order(stage, stage.azur, { customerId, item });
  if (active) await activate(stage, stage.atelier, subscriptionId);
  return `/partner/customers/${customerId}/subscriptions/${subscriptionId}`;
}

const open = async (at: string, options: EnterOptions = {}) => {
  const visit = await portal.enter(partner, options);
  await visit.go(at);
  return visit;
};

test.each(walkedIn('fr'))(
  'SUB-05 SUB-20 SUB-21 SUB-22 SUB-13 SUB-16 The page of the subscription: Quantity, Submit; nickname and auto-renew (%s)',
  async (language) => {
    const { page, words, go } = await open('/partner/customers', { language });
    await bought();
    await page.getByRole('rowheader').getByRole('link', { name: 'Boulangerie Martin' }).click();
    await page
      .getByRole('link', { name: words('customer.subscriptions') })
      .first()
      .click();
    await settled(page);
    await page.getByRole('rowheader').getByRole('link').first().click();
    await settled(page);
    expect(await page.getByRole('button', { name: words('action.submit') }).isDisabled()).toBe(true);
    await page.getByLabel(words('manage.nickname')).fill('Île ß 株 🚀');
    await page.getByLabel(words('word.quantity')).fill('14');
    await page.getByRole('checkbox', { name: words('manage.autoRenew') }).uncheck();
    await page.getByRole('button', { name: words('action.submit') }).click();
    const question = page.getByRole('alertdialog', { name: words('manage.quantity.more', { before: 10, after: 14 }) });
    await question.getByRole('button', { name: words('action.submit') }).click();
    await page.getByRole('heading', { level: 1, name: 'Île ß 株 🚀' }).waitFor();
    await settled(page);
    expect(await page.getByLabel(words('word.quantity')).inputValue()).toBe('14');
    expect(await page.getByRole('checkbox', { name: words('manage.autoRenew') }).isChecked()).toBe(false);
    await go(page.url());
    await page.getByText(words('cancel.action')).first().waitFor();
    expect(await accessProblems(page)).toEqual([]);
  },
);

test('SUB-14 a quantity that the plan does not have is told at its field, and what somebody else changed is not overwritten', async () => {
  const at = await bought();
  const { page, words } = await open(at);
  const quantity = page.getByLabel(words('word.quantity'));
  await quantity.fill('0');
  await page.getByRole('button', { name: words('action.submit') }).click();
  await page.getByText(words('manage.quantity.wrong')).first().waitFor();
  await quantity.fill('2.5');
  await page.getByRole('button', { name: words('action.submit') }).click();
  await page.getByText(words('manage.quantity.wrong')).first().waitFor();
  const path = at.replace('/partner', '/v1');
  await stage.call(stage.azur.app, 'PATCH', path, { body: { quantity: 11, autoRenewEnabled: true } });
  await quantity.fill('12');
  await page.getByRole('button', { name: words('action.submit') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('action.submit') })
    .click();
  await page.getByText(words('manage.changed')).waitFor();
  await expect.poll(() => quantity.inputValue()).toBe('11');
  expect((await stage.call(stage.azur.app, 'GET', path)).body.quantity).toBe(11);
});

test('SUB-15 CAN-01 CAN-04 CAN-05 CAN-08 a cancellation says what it gives back, and after its time what can be done instead', async () => {
  const waiting = await open(await bought(false));
  await waiting.page.getByText(waiting.words('cancel.pending')).waitFor();
  const kept = await bought();
  const { page, words, go } = await open(await bought());
  await page.getByRole('button', { name: words('cancel.action') }).click();
  const question = page.getByRole('alertdialog');
  expect(await accessProblems(page)).toEqual([]);
  await question.getByRole('button', { name: words('cancel.action') }).click();
  await page.getByText(words('subscription.deleted')).first().waitFor();
  await expectGone(page.getByRole('button', { name: words('cancel.action') }));
  await moveClock(stage, { advance: 'P1DT1H' });
  await go(kept);
  await page.getByText(/The period for a refund has passed\. Turn auto-renew off/).waitFor();
  await expectGone(page.getByRole('button', { name: words('cancel.action') }));
  for (const topic of ['cancel', 'autoRenew'] as const) {
    await page.getByRole('link', { name: words(`help.topic.${topic}`) }).waitFor();
  }
});

test('the page fits a telephone in both languages, light and dark', async () => {
  const at = await bought();
  for (const [language, dark] of [
    ['fr', true],
    ['en', false],
  ] as const) {
    const { page } = await open(at, { language, dark, width: 390 });
    expect(await sidewaysPixels(page)).toBe(0);
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true });
      await page.screenshot({ path: `${process.env.SHOTS}/subscription-${language}.png`, fullPage: true });
    }
  }
  if (process.env.SHOTS) {
    const { page } = await open(at, { language: 'fr', width: 1440 });
    await page.screenshot({ path: `${process.env.SHOTS}/subscription-wide.png`, fullPage: true });
  }
});

test.each(walkedIn('en'))(
  'F24 At renewal: another quantity is scheduled with its price, shown, kept by other changes, and taken back (%s)',
  async (language) => {
    const { page, words } = await open(await bought(), { language });
    const quantity = page.getByLabel(words('renewal.quantity'));
    await quantity.fill('3');
    await page.getByRole('button', { name: words('renewal.submit') }).click();
    const remove = page.getByRole('button', { name: words('renewal.remove') });
    await remove.waitFor();
    await settled(page);
    expect(await quantity.inputValue()).toBe('3');
    await page.getByLabel(words('manage.nickname')).fill('Île 株');
    await page.getByRole('button', { name: words('action.submit') }).click();
    await page.getByRole('heading', { level: 1, name: 'Île 株' }).waitFor();
    await remove.waitFor();
    expect(await accessProblems(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true });
      await page.screenshot({ path: `${process.env.SHOTS}/renewal-${language}.png`, fullPage: true });
    }
    await remove.click();
    await remove.waitFor({ state: 'hidden' });
    await settled(page);
    expect(await quantity.inputValue()).toBe('10');
  },
);
