/** Offers of every kind, created and published as a publisher does it page by page, in both languages. */
import { describe, expect, test } from 'vitest';
import {
  addPlan,
  create,
  deploy,
  fill,
  fillCommonPages,
  menuOf,
  open,
  openPlans,
  publish,
  save,
} from './offer-steps.ts';
import { accessProblems, expectGone, usePortal, type Visit } from './support.ts';
import { walkedIn } from './words.ts';

const publisher = 'paul@atelier-logiciel.example';

/** The menu of rule A24 by its labels, before Review and publish. */
const menus = {
  fr: [
    'Vue d’ensemble de l’offre',
    'Configuration',
    'Propriétés',
    'Référencement',
    'Préversion',
    'Configuration technique',
    'Plans',
    'Audience du revendeur CSP',
    'Vérifier et publier',
  ],
  en: [
    'Offer overview',
    'Offer setup',
    'Properties',
    'Offer listing',
    'Preview',
    'Technical configuration',
    'Plan overview',
    'CSP reseller audience',
    'Review and publish',
  ],
} as const;

describe.each(walkedIn('fr'))('in %s', (language) => {
  const portal = usePortal();
  const menu = menus[language];
  let visit: Visit;
  const without = (...labels: string[]) => menu.filter((label) => !labels.includes(label));

  test('AUD-03 AUD-10 AUD-15 AUD-59 COL-06 COL-08 a virtual machine with a pay-as-you-go and a BYOL plan is created and published', async () => {
    visit = await portal.enter(publisher, { language });
    const { page, words } = visit;
    await create(visit, 'virtualMachine', 'Passerelle Réseau', 'network-gateway');
    expect(await menuOf(page, words)).toEqual(without(menu[5]!));
    await page.getByRole('button', { name: words('offers.id') }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('network-gateway');
    await fillCommonPages(page);

    await open(visit, 'plans');
    await addPlan(visit, 'À l’heure', 'hourly');
    await fill(page, words('plan.description'), 'Une heure entamée est une heure payée.');
    await page.getByRole('radio', { name: words('plan.markets.some') }).check();
    await page.getByRole('checkbox', { name: /France/ }).check();
    await page.getByRole('textbox', { name: `EUR – ${words('plan.hourlyPrices')}` }).fill('0,045');
    await deploy(page, words, 'https://images.isv.example/gateway.vhd');
    await openPlans(page, words);
    await addPlan(visit, 'Votre licence', 'own-licence');
    await fill(page, words('plan.description'), 'Avec une licence achetée ailleurs.');
    await page.getByRole('radio', { name: words('plan.byol') }).check();
    await page.getByRole('radio', { name: words('plan.markets.all') }).check();
    await deploy(page, words, 'https://images.isv.example/gateway.vhd');
    await save(visit);
    await openPlans(page, words);
    const rows = page.getByRole('table', { name: words('offerPage.plans') }).getByRole('row');
    await rows.filter({ hasText: 'own-licence' }).getByText(words('plan.resale.default')).waitFor();
    await rows.filter({ hasText: 'hourly' }).getByText(words('plan.resale.audience')).waitFor();

    await open(visit, 'audience');
    await page.getByRole('radio', { name: words('audience.none') }).check();
    await save(visit);
    await publish(visit);
    await open(visit, 'overview');
    const [store, resale] = [words('offerOverview.store'), words('offerOverview.resale')].map((name) =>
      page.getByRole('region', { name }),
    );
    await store!.getByText(words('store.listed')).waitFor();
    await resale!.getByText(words('audience.none')).waitFor();
    await resale!.getByText(/Votre licence/).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-01 AUD-11 AUD-12 an Azure application with a solution template and a managed application is resold without being in the stores', async () => {
    const { page, words } = visit;
    await create(visit, 'azureApplication', 'Lac de Données', 'data-lake');
    expect(await menuOf(page, words)).toEqual(without(menu[5]!));
    await page.getByRole('checkbox', { name: words('offerSetup.listInStore') }).uncheck();
    await page
      .getByRole('button', { name: words('offer.saveAndContinue') })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: words('offerPage.properties') }).waitFor();
    await expectGone(page.getByRole('alertdialog'));
    await fillCommonPages(page);
    await open(visit, 'plans');
    await addPlan(visit, 'Modèle', 'template');
    await fill(page, words('plan.description'), 'Se déploie en une heure.');
    await page.getByRole('radio', { name: words('plan.markets.all') }).check();
    await deploy(page, words, 'https://packages.isv.example/template.zip');
    await openPlans(page, words);

    await addPlan(visit, 'Géré', 'managed');
    await page.getByRole('radio', { name: words('plan.applicationType.managedApplication') }).check();
    await fill(page, words('plan.description'), 'Nous veillons sur le lac.');
    await page.getByRole('radio', { name: words('plan.markets.some') }).check();
    await page.getByRole('checkbox', { name: /France/ }).check();
    const monthly = words('plan.price.of', { term: words('term.P1M'), cycle: words('cycle.monthly') }).toLowerCase();
    await page.getByRole('textbox', { name: `EUR – ${monthly}`, exact: true }).fill('490');
    await deploy(page, words, 'https://packages.isv.example/managed.zip');
    await save(visit);
    await open(visit, 'publish');
    const missing = page.getByRole('listitem').filter({ hasText: words('problems.AuthorizationMissing') });
    await missing.getByRole('link', { name: /Géré/ }).click();
    await page.getByRole('alert').getByText(words('problems.AuthorizationMissing')).first().waitFor();
    await fill(page, words('plan.authorizations.principalId'), '3f0c8f9a-4a8e-4c1f-9a53-6a5cbb3a1f10');
    await page.getByRole('button', { name: words('plan.authorizations.add') }).click();
    await save(visit);
    await open(visit, 'audience');
    await page.getByRole('radio', { name: words('audience.any') }).check();
    await save(visit);
    await publish(visit);
    await open(visit, 'overview');
    await page
      .getByRole('region', { name: words('offerOverview.resale') })
      .getByText(words('audience.any'))
      .waitFor();
    await page
      .getByRole('region', { name: words('offerOverview.store') })
      .getByText(words('store.notListed'))
      .waitFor();
  });

  test('AUD-59 a container has no audience page; the overview says that partners resell it by default', async () => {
    const { page, words } = visit;
    await create(visit, 'container', 'Agent de Mesure', 'metrics-agent');
    expect(await menuOf(page, words)).toEqual(without(menu[5]!, menu[7]!));
    const audience = page.url().replace(/setup$/, 'audience');
    await fillCommonPages(page);
    await open(visit, 'plans');
    await addPlan(visit, 'Libre', 'free');
    // What is saved too early is told, on top and at its field, until it is worked on.
    const description = page.getByRole('textbox', { name: words('plan.description') });
    await save(visit);
    await page
      .getByRole('alert')
      .getByRole('link', { name: words('plan.description') })
      .waitFor();
    expect(await description.getAttribute('aria-invalid')).toBe('true');
    await description.fill('…');
    await expectGone(page.getByRole('alert'));
    await fill(page, words('plan.description'), 'L’agent seul.');
    await page.getByRole('radio', { name: words('plan.free') }).check();
    await page.getByRole('radio', { name: words('plan.markets.all') }).check();
    await deploy(page, words, 'registry.isv.example/metrics/agent:2.1');
    await save(visit);
    await publish(visit);
    await open(visit, 'overview');
    const resale = page.getByRole('region', { name: words('offerOverview.resale') });
    await resale.getByText(words('resale.default')).waitFor();
    await resale.getByText(words('offerPage.absent.container')).waitFor();
    await visit.go(new URL(audience).pathname);
    await page.getByRole('heading', { name: words('offerPage.absent') }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-09 a SaaS listing is not sold: no plans, no technical configuration and no audience, and the overview says why', async () => {
    const { page, words } = visit;
    await create(visit, 'saas', 'Annuaire Ouvert', 'open-directory');
    expect(await menuOf(page, words)).toEqual(menu);
    await page.getByRole('radio', { name: words('offerSetup.listingOnly') }).check();
    await page.getByLabel(words('offerSetup.callToAction'), { exact: false }).first().selectOption('getItNow');
    await fill(page, words('offerSetup.callToAction.url'), 'https://isv.example/annuaire');
    await save(visit);
    expect(await menuOf(page, words)).toEqual(without(menu[5]!, menu[6]!, menu[7]!));
    await fillCommonPages(page);
    await publish(visit);
    await open(visit, 'overview');
    const resale = page.getByRole('region', { name: words('offerOverview.resale') });
    await resale.getByText(words('resale.never')).waitFor();
    await resale.getByText(words('offerPage.absent.listing')).waitFor();
    await page
      .getByRole('region', { name: words('offerOverview.store') })
      .getByText(words('store.listed'))
      .waitFor();
  });

  test('plans with a trial, private ones and stopped ones; prices in US dollars are converted when they are saved', async () => {
    const { page, words } = visit;
    await create(visit, 'saas', 'Agenda Partagé', 'shared-calendar');
    await fillCommonPages(page, { technical: true });
    await open(visit, 'plans');
    await addPlan(visit, 'Équipe', 'team');
    await fill(page, words('plan.description'), 'Pour une équipe.');
    await page.getByRole('radio', { name: words('plan.markets.some') }).check();
    for (const country of [/France/, /Royaume-Uni|United Kingdom/, /Allemagne|Germany/]) {
      await page.getByRole('checkbox', { name: country }).check();
    }
    await page.getByRole('checkbox', { name: words('plan.trial') }).check();
    await page.getByRole('radio', { name: words('plan.priceInput.usd') }).check();
    const monthly = words('plan.price.of', { term: words('term.P1M'), cycle: words('cycle.monthly') }).toLowerCase();
    const amount = (of: string) => page.getByRole('textbox', { name: `${of} – ${monthly}`, exact: true });
    await amount('USD').fill('10');
    expect(await amount('GBP').inputValue()).toBe('');
    await save(visit);
    expect(await amount('EUR').inputValue()).toMatch(/^\d+[.,]\d\d$/);
    expect(await amount('GBP').inputValue()).toMatch(/^\d+[.,]\d\d$/);
    const germany = language === 'fr' ? 'Allemagne' : 'Germany';
    await page.getByRole('combobox', { name: words('marketPrice.country') }).selectOption('DE');
    await page.getByRole('button', { name: words('marketPrice.add') }).click();
    await amount(germany).fill('7.5');

    await openPlans(page, words);
    await addPlan(visit, 'Sur mesure', 'bespoke');
    await fill(page, words('plan.description'), 'Pour un seul client.');
    await page.getByRole('radio', { name: words('plan.sale.private') }).check();
    await page.getByText(words('plan.private.remark')).waitFor();
    await fill(page, words('word.tenantId'), '5b1f3e3d-7a1c-4f2b-8d9e-0a1b2c3d4e5f');
    await fill(page, words('plan.privateAudience.name'), 'Fabrikam');
    await page.getByRole('button', { name: words('plan.privateAudience.add') }).click();
    await page.getByRole('rowheader', { name: 'Fabrikam' }).waitFor();
    await page.getByRole('radio', { name: words('plan.markets.some') }).check();
    await page.getByRole('checkbox', { name: /France/ }).check();
    await amount('EUR').fill('99');
    await openPlans(page, words);
    await page.getByRole('rowheader').getByRole('link', { name: 'Équipe' }).click();
    await page.getByRole('checkbox', { name: words('plan.stopped') }).check();
    await save(visit);
    await openPlans(page, words);
    const rows = page.getByRole('table', { name: words('offerPage.plans') }).getByRole('row');
    await rows.filter({ hasText: 'bespoke' }).getByText(words('plan.resale.private')).waitFor();
    await rows.filter({ hasText: 'team' }).getByText(words('plan.sale.state.stopped')).waitFor();
    await open(visit, 'audience');
    await page.getByRole('radio', { name: words('audience.none') }).check();
    await save(visit);
    await publish(visit);
  });
});
