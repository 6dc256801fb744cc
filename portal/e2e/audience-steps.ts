/** Steps that tests of the audience share. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { settled } from './support.ts';
import type { Words } from './words.ts';

/** By the menu, as the source describes it: Offers, the offer, CSP reseller audience. */
export async function openAudience(page: Page, words: Words, offer: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words('menu.offers'), exact: true })
    .first()
    .click();
  await page.getByRole('rowheader').getByRole('link', { name: offer }).click();
  await page
    .getByRole('navigation', { name: words('offer.menu') })
    .getByRole('link', { name: words('offerPage.audience') })
    .click();
  await page.getByRole('heading', { level: 1, name: words('offerPage.audience') }).waitFor();
  await settled(page);
}

/** A new draft with the three options free; no offer of the demo world is one. Opens the list of offers. */
export async function makeDraft(page: Page, name: string): Promise<void> {
  const asked = page.waitForRequest(/\/comptoir\/v1\/offers(\?|$)/);
  await page.goto('/publisher/offers');
  const { authorization = '' } = await (await asked).allHeaders();
  const data = { externalId: `draft-${randomUUID()}`, kind: 'saas', name };
  const made = await page.request.post('/comptoir/v1/offers', { headers: { authorization }, data });
  if (!made.ok()) throw new Error(`the draft was not made: ${await made.text()}`);
  await page.reload();
  await settled(page);
}

/** Whether a command is shown, and cannot be used now. */
export const blocked = async (page: Page, name: string) =>
  (await page.getByRole('button', { name }).first().getAttribute('aria-disabled')) === 'true';
