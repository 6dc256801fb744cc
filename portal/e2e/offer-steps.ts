/** What tests of the offer's pages do again and again, by the labels of the page. */
import type { Offer, OfferDocument, OfferPlan } from '@comptoir/contracts/comptoir/offers';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settled, type Visit } from './support.ts';
import type { Words } from './words.ts';

type OfferPage = 'overview' | 'setup' | 'listing' | 'preview' | 'plans' | 'audience' | 'publish';

export async function create(
  { page, words, go }: Visit,
  kind: string,
  name: string,
  externalId: string,
): Promise<void> {
  await go('/publisher/offers');
  await page
    .getByRole('link', { name: words('offers.new') })
    .first()
    .click();
  await page.getByRole('radio', { name: words(`offerKind.${kind}` as 'offerKind.saas') }).check();
  await fill(page, words('offers.name'), name);
  await fill(page, words('offers.id'), externalId);
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  await page.getByRole('heading', { level: 1, name: words('offerPage.setup') }).waitFor();
  await settled(page);
}

export async function menuOf(page: Page, words: Words): Promise<readonly string[]> {
  const menu = page.getByRole('navigation', { name: words('offer.menu') });
  // Behind each label stands how much is missing.
  return (await menu.getByRole('link').allTextContents()).map((text) => text.replace(/\d.*$/, ''));
}

export async function openOffer({ page, go }: Visit, name: string): Promise<void> {
  await go('/publisher/offers');
  await page.getByRole('rowheader').getByRole('link', { name }).click();
  await settled(page);
}

export async function open({ page, words }: Visit, name: OfferPage): Promise<void> {
  await page
    .getByRole('navigation', { name: words('offer.menu') })
    .getByRole('link', { name: words(`offerPage.${name}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: words(`offerPage.${name}`) }).waitFor();
  await settled(page);
}

export async function openPlans(page: Page, words: Words): Promise<void> {
  await page.getByRole('link', { name: words('offerPlans.back') }).click();
  await page.getByRole('table', { name: words('offerPage.plans') }).waitFor();
}

export async function addPlan({ page, words }: Visit, name: string, planId: string): Promise<void> {
  await fill(page, words('plan.name'), name);
  await fill(page, words('plan.id'), planId);
  await page.getByRole('button', { name: words('offerPlans.add') }).click();
  await page.getByRole('heading', { name: words('plan.basics'), exact: true }).waitFor();
}

export async function deploy(page: Page, words: Words, address: string): Promise<void> {
  await fill(page, words('plan.package.address'), address);
  await fill(page, words('plan.package.version'), '1.0.2');
}

export async function save({ page, words }: Visit): Promise<void> {
  const save = page.getByRole('button', { name: words('offer.saveDraft') }).first();
  // The words of an earlier save may still be there.
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/draft')), save.click()]);
  await page.getByText(words('offer.saved')).first().waitFor();
}

export async function publish(visit: Visit, number = 1): Promise<void> {
  const { page, words } = visit;
  await open(visit, 'publish');
  await page.getByRole('button', { name: words('offerPublish.publish') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('offerPublish.publish') })
    .click();
  await page.getByText(words('offerPublish.done', { number })).waitFor();
}

export const fill = (page: Page, label: string, value: string) =>
  page.getByRole('textbox', { name: label, exact: true }).first().fill(value);

export const blocked = async (page: Page, name: string) =>
  (await page.getByRole('button', { name }).first().getAttribute('aria-disabled')) === 'true';

const plan: OfferPlan = {
  planId: 'team',
  name: 'Équipe',
  description: 'Pour une équipe.',
  pricingModel: 'perSeat',
  seats: { min: 1, max: 500 },
  markets: ['FR'],
  terms: [{ term: 'P1M', billingCycle: 'monthly' }],
  prices: [{ term: 'P1M', billingCycle: 'monthly', currency: 'EUR', amount: '10.00' }],
  dimensions: [],
  private: false,
};
const person = { name: 'Ada Lovelace', email: 'ada@isv.example', phone: '+33 1 23 45 67 89' };

/** The pages that every kind has, through the API the pages use; `plan`: all that a SaaS offer needs. */
export async function fillCommonPages(
  page: Page,
  options: { technical?: boolean; plan?: boolean } = {},
): Promise<void> {
  await saveElsewhere(page, (document) => {
    document.properties = { categories: ['it-management'], terms: { standardContract: true, url: '' } };
    document.listings = {
      fr: { title: 'Passerelle', summary: 'Relie les sites', description: 'Relie vos sites.', keywords: ['réseau'] },
    };
    document.contacts = {
      support: { ...person, url: 'https://isv.example/support' },
      engineering: person,
      cspProgramme: person,
    };
    document.cspMarketingUrl = 'https://isv.example/partners';
    document.privacyUrl = 'https://isv.example/privacy';
    if (options.plan) {
      document.plans = [plan];
      document.audience = { option: 'none', partnerTenantIds: [] };
    }
    if (options.technical || options.plan) {
      document.technical = {
        landingPageUrl: 'https://isv.example/landing',
        connectionWebhook: 'https://isv.example/webhook',
        tenantId: crypto.randomUUID(),
        applicationId: crypto.randomUUID(),
      };
    }
  });
  await page.reload();
  await settled(page);
}

/** Saves the draft of the shown offer as somebody else would, beside the page. */
export async function saveElsewhere(page: Page, change: (document: OfferDocument) => void): Promise<void> {
  const offerId = /offers\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  const user = await page.evaluate(() => Object.values(sessionStorage).find((text) => text.includes('access_token')));
  const { access_token: token } = JSON.parse(user ?? '{}') as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const address = `/comptoir/v1/offers/${offerId}`;
  const { revision, document } = (await (await page.request.get(address, { headers })).json()) as Offer;
  change(document);
  const saved = await page.request.put(`${address}/draft`, { headers, data: { revision, document } });
  expect(saved.status()).toBe(200);
}
