/** Transitions between the options of an audience by the source's own steps: the support request form, and the desk that decides. */
import type { World } from '@comptoir/contracts/sandbox';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { applicationToken, client, resources, tenantOf } from '../../scripts/story/client.ts';
import { accessProblems, expectGone, pick, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { type Language, type Words, walkedIn } from './words.ts';

/** The source's own labels (“Cloud Solution Provider program”, lines 98–161). */
const labels = {
  fr: {
    version: ['Sélectionner la version du produit', 'Gestion des offres en direct'],
    category: ['Sélectionner une catégorie qui décrit le mieux le problème', 'Logiciel en tant que service (SaaS)'],
    problem: ['Sélectionner un problème décrivant le mieux le vôtre', 'Mettre à jour l’offre existante'],
    remark: 'Ne changez pas les sélections préremplies des menus déroulants',
    next: 'Suivant',
    details: 'Détails du problème',
    title: 'Supprimer l’autorisation CSP',
    send: 'Envoyer',
    sync: 'Synchroniser l’audience CSP',
    select: 'Sélectionner des partenaires CSP',
    requests: 'Demandes',
  },
  en: {
    version: ['Select the product version', 'Live offer management'],
    category: ['Select a category that best describes the issue', 'Software as a service (SaaS)'],
    problem: ['Select a problem that best describes yours', 'Update existing offer'],
    remark: 'Do not change the pre-filled selections of the drop-down lists',
    next: 'Next',
    details: 'Issue details',
    title: 'Deauthorize CSP',
    send: 'Submit',
    sync: 'Sync CSP audience',
    select: 'Select CSP partners',
    requests: 'Requests',
  },
} as const;

const publisher = 'paul@atelier-logiciel.example';
const operator = 'olivia@operator.example';

describe.each(walkedIn('fr'))('in %s', (language) => {
  const portal = usePortal();
  const label = labels[language];
  let visit: Visit;
  let desk: Visit;

  test('AUD-41 AUD-42 AUD-43 AUD-44 AUD-45 AUD-46 AUD-47 the form opens from the partner’s row, filled in and locked', async () => {
    visit = await portal.enter(publisher, { language });
    const { page, words } = visit;
    await openAudience(page, words, 'Relevé');
    await addDelta(page, words, label);
    await page.getByRole('row').filter({ hasText: 'Delta Distribution' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: words('support.new') }).waitFor();
    await settled(page);
    await page.getByText(label.remark).waitFor();
    for (const [name, chosen] of [label.version, label.category, label.problem]) {
      const list = page.getByLabel(name);
      expect(await list.isDisabled()).toBe(true);
      expect(await list.locator('option:checked').textContent()).toBe(chosen);
    }
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('button', { name: label.next, exact: true }).click();
    await page.getByRole('heading', { level: 2, name: label.details }).waitFor();
  });

  test('AUD-48 SUP-38 what is missing is said at the field and summed up; going back keeps what was typed', async () => {
    const { page, words } = visit;
    const title = page.getByLabel(words('requestForm.title'));
    expect(await title.inputValue()).toBe(label.title);
    expect(await page.getByRole('checkbox', { name: 'Delta Distribution' }).isChecked()).toBe(true);
    await title.fill('Autre chose');
    await page.getByLabel(words('requestForm.contact.email')).fill('paul');
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(words('form.problems', { count: 3 }))
      .waitFor();
    await page.getByLabel(words('requestForm.description')).fill('Nous ne travaillons plus ensemble.');
    await page.getByLabel(words('requestForm.contact.email')).fill('paul@atelier-logiciel.example');
    await title.fill(label.title);
    await page.getByRole('button', { name: words('requestForm.back'), exact: true }).click();
    await page.getByRole('button', { name: label.next, exact: true }).click();
    expect(await page.getByLabel(words('requestForm.description')).inputValue()).toBe(
      'Nous ne travaillons plus ensemble.',
    );
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: label.title }).waitFor();
    await page.getByText(words('request.state.submitted')).first().waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-41 the operator approves on its desk, and the partner is off the list', async () => {
    desk = await portal.enter(operator, { language });
    await openRequest(desk.page, desk.words, 'Relevé', label.requests);
    expect(await accessProblems(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: desk.words('desk.approve') }).click();
    await desk.page
      .getByRole('alertdialog')
      .getByRole('button', { name: desk.words('desk.approve') })
      .click();
    await desk.page.getByText(desk.words('desk.said.approved')).waitFor();
    await desk.page.getByText(desk.words('request.state.approved')).first().waitFor();
    expect(await blocked(desk.page, desk.words('desk.refuse'))).toBe(true);
    const { page, words } = visit;
    await openAudience(page, words, 'Relevé');
    await page.reload();
    await settled(page);
    await page.getByRole('rowheader', { name: 'Azur Cloud' }).waitFor();
    await expectGone(page.getByRole('rowheader', { name: 'Delta Distribution' }));
  });

  test('AUD-51 AUD-52 a transition of option is asked for in the same form and refused with a reason', async () => {
    const { page, words } = visit;
    await openSupport(page, words);
    await page
      .getByRole('link', { name: words('support.new') })
      .first()
      .click();
    await pick(page, words('request.offer'), 'Pilote Projets');
    await page.getByRole('button', { name: label.next, exact: true }).click();
    const none = words('requestForm.to', { option: words('audience.none') });
    await page.getByRole('radio', { name: none }).check();
    await page.getByLabel(words('requestForm.description')).fill('Fin du programme.');
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: label.title }).waitFor();

    await openRequest(desk.page, desk.words, 'Pilote Projets', label.requests);
    await desk.page.getByRole('button', { name: desk.words('desk.refuse') }).click();
    const dialog = desk.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: desk.words('desk.refuse') }).click();
    await dialog.getByText(desk.words('desk.refuse.missing')).first().waitFor();
    await dialog.getByLabel(desk.words('request.reason')).fill('Prévenez d’abord vos partenaires.');
    expect(await accessProblems(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: desk.words('desk.refuse') }).click();
    await desk.page.getByText(desk.words('desk.said.refused')).waitFor();

    await openSupport(page, words);
    const row = page.getByRole('row').filter({ hasText: 'Pilote Projets' });
    await row.getByText(words('request.state.refused')).waitFor();
    await row.getByText('Prévenez d’abord vos partenaires.').waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-40 AUD-50 AUD-51 AUD-53 once a partner sold, no transition takes the offer from it, and the form says so', async () => {
    await sell(portal.origin, 'Pilote Projets');
    const { page, words } = visit;
    await visit.go('/publisher/support/new?change=selected');
    await pick(page, words('request.offer'), 'Pilote Projets');
    await page.getByRole('button', { name: label.next, exact: true }).click();
    await page.getByText(words('requestForm.kept')).waitFor();
    await page.getByText(/Azur Cloud.* \(/).waitFor();
    const none = page.getByRole('radio', { name: words('requestForm.to', { option: words('audience.none') }) });
    expect(await none.isDisabled()).toBe(true);
    await page.getByText(words('audienceTransition.refused.A22')).waitFor();
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByLabel(words('requestForm.description')).fill('Moins de partenaires.');
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: label.title }).waitFor();
    await page.getByText(words('request.kept')).waitFor();

    await openRequest(desk.page, desk.words, 'Pilote Projets', label.requests, 'submitted');
    await desk.page.getByText(/Azur Cloud.* \(/).waitFor();
    await desk.page.getByRole('button', { name: desk.words('desk.approve') }).click();
    await desk.page
      .getByRole('alertdialog')
      .getByRole('button', { name: desk.words('desk.approve') })
      .click();
    await desk.page.getByText(desk.words('desk.said.approved')).waitFor();
    await openAudience(page, words, 'Pilote Projets');
    await page.reload();
    await settled(page);
    expect(await page.getByRole('radio', { name: words('audience.selected') }).isChecked()).toBe(true);
    const row = page.getByRole('row').filter({ hasText: 'Azur Cloud' });
    expect(await row.getByRole('button', { name: words('offerAudience.remove') }).getAttribute('aria-disabled')).toBe(
      'true',
    );
  });

  test('SUP-38 a request that waits is taken back, and the form works without an offer', async () => {
    const { page, words } = visit;
    await visit.go('/publisher/support/new');
    expect(await blocked(page, label.next)).toBe(true);
    await pick(page, words('request.offer'), 'Relevé');
    await page.getByRole('button', { name: label.next, exact: true }).click();
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page.getByRole('alert').getByText(words('requestForm.change.missing')).first().waitFor();
    const any = words('requestForm.to', { option: words('audience.any') });
    await page.getByRole('radio', { name: any }).check();
    await page.getByLabel(words('requestForm.description')).fill('Pour tous.');
    await page.getByRole('button', { name: label.send, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: label.title }).waitFor();
    await page.getByRole('button', { name: words('request.withdraw') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('request.withdraw') })
      .click();
    await page.getByText(words('request.state.withdrawn')).first().waitFor();
    expect(await blocked(page, words('request.withdraw'))).toBe(true);
  });
});

type Labels = (typeof labels)[Language];

const blocked = async (page: Page, name: string) =>
  (await page.getByRole('button', { name, exact: true }).first().getAttribute('aria-disabled')) === 'true';

async function openSupport(page: Page, words: Words): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words('menu.support'), exact: true })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: words('menu.support') }).waitFor();
  await settled(page);
}

/** The newest request about an offer, from the desk's list. */
async function openRequest(page: Page, words: Words, offer: string, menu: string, state?: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: menu, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: words('menu.requests') }).waitFor();
  await settled(page);
  if (state) await page.getByLabel(words('word.state')).selectOption(state);
  await page.getByRole('rowheader').getByRole('link', { name: offer }).first().click();
  await page.getByRole('heading', { level: 1, name: offer }).waitFor();
  await settled(page);
}

async function openAudience(page: Page, words: Words, offer: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words('menu.offers'), exact: true })
    .first()
    .click();
  await page.getByRole('rowheader').getByRole('link', { name: offer }).click();
  await page
    .getByRole('link', { name: words('offerPage.audience') })
    .last()
    .click();
  await page.getByRole('heading', { level: 1, name: words('offerPage.audience') }).waitFor();
  await settled(page);
}

/** A second partner on the list in force, so that one can be removed. */
async function addDelta(page: Page, words: Words, label: Labels): Promise<void> {
  await page.getByRole('button', { name: label.select }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words('picker.search')).fill('Delta');
  await dialog.getByRole('checkbox', { name: /Delta Distribution/ }).check();
  await dialog.getByRole('button', { name: words('picker.add', { count: 1 }) }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: label.sync }).click();
  await page.getByText(words('offerAudience.synced', { count: 1 })).waitFor();
}

interface Items<Item> {
  readonly items: readonly Item[];
}

/** The first direct partner orders the offer for a customer of its own, over Partner Center's API. */
async function sell(origin: string, offer: string): Promise<void> {
  const world = await client(origin).get<World>('/sandbox/v1/world');
  const { productId } = world.offers.find(({ name }) => name === offer)!;
  const azur = client(origin, await applicationToken(origin, tenantOf(world, 'direct', 'FR'), resources.partnerCenter));
  const product = `/v1/products/${productId}`;
  const sku = (await azur.get<Items<{ id: string }>>(`${product}/skus?country=FR`)).items[0]!;
  const availabilities = await azur.get<Items<{ catalogItemId: string }>>(
    `${product}/skus/${sku.id}/availabilities?country=FR`,
  );
  const { catalogItemId } = availabilities.items[0]!;
  const customers = await azur.get<Items<{ id: string; companyProfile: { companyName: string } }>>('/v1/customers');
  const customer = customers.items.find(({ companyProfile }) => companyProfile.companyName === 'Boulangerie Martin')!;
  const lineItems = [{ catalogItemId, quantity: 2, billingCycle: 'monthly', termDuration: 'P1M' }];
  const carts = `/v1/customers/${customer.id}/carts`;
  const cart = await azur.send<{ id: string }>('POST', carts, { lineItems });
  await azur.send('POST', `${carts}/${cart.id}/checkout`);
}
