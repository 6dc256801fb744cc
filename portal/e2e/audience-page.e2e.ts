/** The page "CSP reseller audience" by the source's labels: options, picker with its filters, and transitions between options. */
import type { World } from '@comptoir/contracts/sandbox';
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { testToday } from '../../server/test/clock.ts';
import { blocked, openAudience } from './audience-steps.ts';
import { accessProblems, expectGone, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { type Words, walkedIn } from './words.ts';

const labels = {
  fr: {
    title: 'Audience du revendeur CSP',
    question: 'Rendre mon offre disponible à la revente pour',
    options: [
      'Tous les partenaires du programme CSP',
      'Certains partenaires du programme CSP que je sélectionne',
      'Aucun partenaire du programme CSP',
    ],
    select: 'Sélectionner des partenaires CSP',
    dialog: 'Ajouter des partenaires CSP autorisés',
    filters: ['Pays/région', 'Compétence', 'Qualification'],
    apply: 'Appliquer',
    cancel: 'Annuler',
    add: 'Ajouter (2)',
    save: 'Enregistrer le brouillon',
    navigate: 'Naviguer entre les options',
    norway: 'Norvège',
    security: 'Sécurité',
  },
  en: {
    title: 'CSP reseller audience',
    question: 'Make my offer available for resale by',
    options: [
      'Any partner in the CSP program',
      'Specific partners in the CSP program I select',
      'No partners in the CSP program',
    ],
    select: 'Select CSP partners',
    dialog: 'Add authorised CSP partners',
    filters: ['Country/region', 'Competency', 'Skills'],
    apply: 'Apply',
    cancel: 'Cancel',
    add: 'Add (2)',
    save: 'Save draft',
    navigate: 'Navigate between options',
    norway: 'Norway',
    security: 'Security',
  },
} as const;

describe.each(walkedIn('fr'))('in %s', (language) => {
  const portal = usePortal();
  const label = labels[language];
  const companies = (dialog: Locator) =>
    dialog
      .getByRole('listitem')
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('id')));
  let visit: Visit;

  test('AUD-02 AUD-16 AUD-17 AUD-18 AUD-32 COL-07 COL-08 The page asks for one of three options, and points where to read on', async () => {
    visit = await portal.enter('hannah@harbour-metrics.example', { language, at: '/publisher/offers' });
    const { page, words } = visit;
    await openAudience(page, words, 'Harbour Vault');
    await page.getByRole('heading', { level: 1, name: label.title }).waitFor();
    expect(await page.getByText(words('offerAudience.purpose')).isVisible()).toBe(true);
    const question = page.getByRole('radiogroup', { name: label.question });
    expect(await question.getByRole('radio').count()).toBe(3);
    for (const option of label.options) expect(await question.getByRole('radio', { name: option }).count()).toBe(1);
    expect(await page.getByText(`${label.question}*`).count()).toBe(1);
    const address = (name: string) => page.getByRole('link', { name }).first().getAttribute('href');
    expect(await address(words('offerAudience.experience'))).toContain('Cloud-Marketplace-In-Partner-Center');
    expect(await address(words('offerAudience.goToMarket'))).toBe('https://partner.microsoft.com/reach-customers/gtm');
    expect(await address(words('offerAudience.entry'))).toBe('/publisher/offers');
    await page
      .getByRole('link', { name: words('offerAudience.region.link') })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: words('markets.title') }).waitFor();
    await settled(page);
    await page.getByRole('searchbox').fill(label.norway);
    const market = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label.norway }) });
    expect(await market.first().getByRole('cell').allTextContents()).toEqual([
      'Europe',
      'NOK',
      'NOK',
      words('word.yes'),
    ]);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('AUD-21 AUD-29 AUD-62 Each option shows what belongs to it; what is not saved is lost, and what is saved stays', async () => {
    const { page, words } = visit;
    await openAudience(page, words, 'Harbour Vault');
    expect(await blocked(page, label.save)).toBe(true);
    for (const [index, option] of (['any', 'selected', 'none'] as const).entries()) {
      await page.getByRole('radio', { name: label.options[index]! }).check();
      for (const other of ['any', 'selected', 'none'] as const)
        expect(await page.getByText(words(`offerAudience.${other}.hint`)).count()).toBe(other === option ? 1 : 0);
      const chosen = option === 'selected' ? 1 : 0;
      expect(await page.getByRole('button', { name: label.select }).count()).toBe(chosen);
      expect(await page.getByRole('button', { name: words('offerAudience.import') }).count()).toBe(chosen);
      await expectGone(page.getByRole('button', { name: words('offerAudience.export') }));
      expect(await blocked(page, label.save)).toBe(option === 'none');
    }
    await page.getByRole('radio', { name: label.options[1] }).check();
    await page.getByRole('link', { name: words('offerPage.setup'), exact: true }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('form.leave.yes') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('offerPage.setup') }).waitFor();
    await openAudience(page, words, 'Harbour Vault');
    expect(await page.getByRole('radio', { name: label.options[2] }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: label.options[1] }).check();
    await page.getByRole('button', { name: label.save }).last().click();
    await page.getByText(words('offer.saved')).first().waitFor();
    expect(await blocked(page, label.save)).toBe(true);
    await page.reload();
    await settled(page);
    expect(await page.getByRole('radio', { name: label.options[1] }).isChecked()).toBe(true);
    await page.getByText(words('offer.incomplete')).waitFor();
  });

  test('AUD-22 AUD-23 AUD-24 AUD-25 AUD-26 The picker searches by name or tenant ID and filters, all at once', async () => {
    const { page, words } = visit;
    await page.getByRole('button', { name: label.select }).click();
    const dialog = page.getByRole('dialog', { name: label.dialog });
    const search = dialog.getByRole('searchbox', { name: words('picker.search') });
    const found = (count: number) => dialog.getByText(words('picker.found', { count }), { exact: true }).waitFor();
    await found(30);
    expect(await companies(dialog)).toHaveLength(20);
    await dialog.getByRole('button', { name: words('list.more') }).click();
    await dialog.getByRole('checkbox', { name: 'Wattle Bay Cloud' }).waitFor();
    await search.fill('ELÉGANCE');
    await found(0);
    await search.fill('etoile');
    await dialog.getByRole('checkbox', { name: 'Étoile Réseaux' }).waitFor();
    await search.fill('Garigue');
    await dialog.getByText(words('picker.similar', { count: 1 })).waitFor();
    await dialog.getByRole('button', { name: words('picker.details', { name: 'Garrigue Cloud' }) }).click();
    const tenantId = (await dialog.getByRole('definition').first().textContent())!;
    await search.fill(tenantId.toUpperCase());
    await found(1);
    await search.fill('');
    await found(30);
    await filter(dialog, words, [label.norway, 'Gold']);
    await found(1);
    await dialog.getByRole('checkbox', { name: 'Fjord Digital' }).waitFor();
    await dialog.getByRole('button', { name: words('list.filter.remove', { filter: label.norway }) }).click();
    await found(16);
    await filter(dialog, words, [label.security]);
    await search.fill('cloud');
    await found(3);
    expect(
      await dialog
        .getByRole('list', { name: words('list.filters') })
        .getByRole('listitem')
        .count(),
    ).toBe(2);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-27 AUD-28 Ticked partners survive another search; Add moves them to the table, Cancel discards', async () => {
    const { page, words } = visit;
    const dialog = page.getByRole('dialog', { name: label.dialog });
    const search = dialog.getByRole('searchbox', { name: words('picker.search') });
    await dialog.getByRole('checkbox', { name: 'Hibernia Cloud Supply' }).check();
    await search.fill('azur');
    await dialog.getByRole('checkbox', { name: 'Azur Cloud Services' }).check();
    await dialog.getByRole('button', { name: label.cancel }).click();
    await expectGone(page.getByRole('rowheader', { name: 'Azur Cloud Services' }));

    await page.getByRole('button', { name: label.select }).click();
    expect(await blocked(page, words('picker.add', { count: 0 }))).toBe(true);
    await search.fill('hibernia');
    await dialog.getByRole('checkbox', { name: 'Hibernia Cloud Supply' }).press('Space');
    await search.fill('azur');
    await dialog.getByRole('checkbox', { name: 'Azur Cloud Services' }).check();
    await dialog.getByRole('button', { name: label.add }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row').filter({ hasText: 'Azur Cloud Services' });
    await row.getByText('24 rue de la République, 69002 Lyon, France').waitFor();
    expect(await row.getByRole('cell').allTextContents()).toContain('Europe');
    await row.getByText(words('partner.active.later')).waitFor();
    await page.getByRole('button', { name: label.select }).click();
    const listed = dialog.getByRole('checkbox', { name: /Hibernia/ });
    expect([await listed.isChecked(), await listed.isDisabled()]).toEqual([true, true]);
    await page.setViewportSize({ width: 320, height: 800 });
    // The page behind keeps room for its scroll bar.
    expect(await sidewaysPixels(page)).toBeLessThanOrEqual(0);
    expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await row.getByRole('button', { name: words('offerAudience.remove') }).click();
    await expectGone(row);
    await page.getByRole('button', { name: label.save }).first().click();
    await page.getByText(words('offer.saved')).first().waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('AUD-49 AUD-50 AUD-51 AUD-54 A live offer is not switched directly: the option says why and leads to the request', async () => {
    visit = await portal.enter('paul@atelier-logiciel.example', { language });
    const { page, words } = visit;
    for (const [offer, from] of [
      ['Pilote Projets', 0],
      ['Relevé', 1],
    ] as const) {
      await openAudience(page, words, offer);
      for (const [index, to] of (['any', 'selected', 'none'] as const).entries()) {
        const radio = page.getByRole('radio', { name: label.options[index]! });
        expect(await radio.isDisabled()).toBe(index !== from);
        if (index === from) continue;
        const why = page.locator(`[id="${await radio.getAttribute('aria-describedby')}"]`);
        // In words, with the document that says so behind it; no code is shown.
        expect(await why.getByRole('link').first().getAttribute('href')).toMatch(/A(17|19|20)/);
        expect(await why.textContent()).not.toMatch(/\bA\d|SEED/);
        const link = await why.getByRole('link', { name: words('offerTransitions.request') }).getAttribute('href');
        expect(new URL(link!, 'http://x').searchParams.get('change')).toBe(to);
      }
      const table = page.getByRole('table', { name: label.navigate });
      const row = table.getByRole('row').filter({ hasText: words('offerTransitions.current') });
      expect(await row.getByRole('rowheader').textContent()).toContain(label.options[from]);
      expect(await row.getByText(words('offerTransitions.way.request'), { exact: true }).count()).toBe(2);
      expect(await table.getByRole('row').count()).toBe(4);
      expect(await accessProblems(page)).toEqual([]);
    }
  });

  test('AUD-28 AUD-40 A partner in force is removed by request only, and never once it has sold', async () => {
    const { page, words } = visit;
    await openAudience(page, words, 'Relevé');
    await authorise(page, words, label.select, 'Delta Distribution');
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
    const ask = row('Delta Distribution').getByRole('link', { name: words('offerAudience.remove.request') });
    const asked = new URL((await ask.getAttribute('href'))!, 'http://x').searchParams;
    expect(asked.get('change')).toBe('remove');
    await sell(portal.origin, 'Relevé');
    await page.reload();
    await settled(page);
    const azur = row('Azur Cloud Services');
    const remove = azur.getByRole('button', { name: words('offerAudience.remove') });
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await azur.getByText(String(testToday.year)).waitFor();
    await remove.focus();
    await page
      .getByRole('tooltip')
      .filter({ hasText: language === 'fr' ? /ne peut plus être/ : /can no longer be removed/ })
      .waitFor();
    await page.keyboard.press('Escape');
    const none = page.getByRole('radio', { name: label.options[2] });
    expect(await none.isDisabled()).toBe(true);
    await page.getByText(words('audienceTransition.refused.A20')).first().waitFor();
    await page.getByRole('tooltip').waitFor({ state: 'hidden' });
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
  });
});

/** Opens the filters, ticks values, and applies. */
async function filter(dialog: Locator, words: Words, values: readonly string[]): Promise<void> {
  await dialog.getByRole('button', { name: words('picker.filters') }).click();
  const pane = dialog.getByRole('region', { name: words('picker.filters') });
  for (const value of values) await pane.getByRole('checkbox', { name: new RegExp(`^${value} \\(`) }).check();
  await pane.getByRole('button', { name: words('picker.apply') }).click();
}

/** Adds a partner to the shown live offer and brings it into force. */
async function authorise(page: Page, words: Words, select: string, partner: string): Promise<void> {
  await page.getByRole('button', { name: select }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(partner);
  await dialog.getByRole('checkbox', { name: partner }).check();
  await dialog.getByRole('button', { name: words('picker.add', { count: 1 }) }).click();
  await page.getByRole('button', { name: words('offerAudience.sync') }).click();
  await page.getByText(words('offerAudience.synced', { count: 1 })).waitFor();
}

/** Azur sells an offer of the demo world to a customer of its own, over the public APIs. */
async function sell(origin: string, name: string): Promise<void> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const token = await applicationToken(origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter);
  const api = client(origin, token);
  const { productId } = world.offers.find((offer) => offer.name === name)!;
  const { plans } = await api.get<{
    plans: { offeredAs: { catalogItemId: string; prices: { term: string; billingCycle: string }[] } }[];
  }>(`/comptoir/v1/marketplace/offers/${productId}?country=FR`);
  const { catalogItemId: offerId, prices } = plans[0]!.offeredAs;
  const customer = world.tenants.find((tenant) => tenant.name === 'Boulangerie Martin')!;
  await api.send('POST', `/v1/customers/${customer.id}/orders`, {
    referenceCustomerId: customer.id,
    billingCycle: prices[0]!.billingCycle,
    lineItems: [{ lineItemNumber: 0, offerId, quantity: 1, termDuration: prices[0]!.term, friendlyName: randomUUID() }],
  });
}
