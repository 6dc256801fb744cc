/** Offers of every kind from their creation to the end of their sale, as a publisher makes them, in both languages. */
import type { Offer, OfferDocument } from '@comptoir/contracts/comptoir/offers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { accessProblems, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language, Words } from './words.ts';

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

describe.each<Language>(['fr', 'en'])('in %s', (language) => {
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

  test('AUD-11 AUD-12 an Azure application holds a solution template and a managed application, and has an audience', async () => {
    const { page, words } = visit;
    await create(visit, 'azureApplication', 'Lac de Données', 'data-lake');
    expect(await menuOf(page, words)).toEqual(without(menu[5]!));
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
    const monthly = words('plan.price.of', { term: words('term.P1M'), cycle: words('cycle.monthly') });
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
  });

  test('AUD-59 a container has no audience page; the overview says that partners resell it by default', async () => {
    const { page, words } = visit;
    await create(visit, 'container', 'Agent de Mesure', 'metrics-agent');
    expect(await menuOf(page, words)).toEqual(without(menu[5]!, menu[7]!));
    const audience = page.url().replace(/setup$/, 'audience');
    await fillCommonPages(page);
    await open(visit, 'plans');
    await addPlan(visit, 'Libre', 'free');
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
    const monthly = words('plan.price.of', { term: words('term.P1M'), cycle: words('cycle.monthly') });
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

  test('a preview is seen by the people named, and goes live', async () => {
    const { page, words } = visit;
    await openOffer(visit, 'Agenda Partagé');
    await open(visit, 'listing');
    await page
      .getByRole('textbox', { name: words('offerListing.summary') })
      .first()
      .fill('Des rendez-vous partagés');
    await save(visit);
    await open(visit, 'preview');
    await fill(page, words('preview.audience.name'), 'alice@azur-cloud.example');
    await page.getByRole('button', { name: words('preview.audience.add') }).click();
    expect(await blocked(page, words('preview.publish'))).toBe(true);
    await save(visit);
    await page.getByRole('button', { name: words('preview.publish') }).click();
    await page.getByText(words('preview.state.preview'), { exact: true }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    const address = (await page.getByRole('link', { name: words('preview.open') }).getAttribute('href'))!;

    const alice = await portal.enter('alice@azur-cloud.example', { language, at: address });
    await alice.page.getByRole('heading', { level: 1, name: 'Passerelle' }).waitFor();
    await alice.page.getByText('Des rendez-vous partagés').waitFor();
    expect(await accessProblems(alice.page)).toEqual([]);
    await alice.context.close();
    const stranger = await portal.enter('henri@azur-cloud.example', { language, at: address });
    await stranger.page.getByRole('heading', { name: words('state.notFound') }).waitFor();
    await stranger.context.close();

    await page.getByRole('button', { name: words('preview.goLive') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('preview.goLive') })
      .click();
    await page.getByText(words('offerPublish.done', { number: 2 })).waitFor();
    await page.getByText(words('preview.state.live'), { exact: true }).waitFor();
    expect(await blocked(page, words('preview.withdraw'))).toBe(true);
  });

  test('AUD-01 versions are kept and compared in words; a stopped offer is not sold, and says so', async () => {
    const { page, words } = visit;
    await open(visit, 'overview');
    const versions = page.getByRole('table', { name: words('offerOverview.versions') });
    await versions
      .getByRole('link', { name: words('offerOverview.version.number', { number: 1 }), exact: true })
      .click();
    await page.getByRole('heading', { level: 1, name: words('offerOverview.version.number', { number: 1 }) }).waitFor();
    await page.getByRole('link', { name: words('compare.withDraft') }).click();
    await page.getByRole('heading', { level: 1, name: words('compare.title') }).waitFor();
    const change = page
      .getByRole('table', { name: words('compare.changes') })
      .getByRole('row')
      .filter({ hasText: words('offerListing.summary') });
    await change.getByText('Des rendez-vous partagés').waitFor();
    await page.getByText(words('compare.audience')).waitFor();
    expect(await accessProblems(page)).toEqual([]);

    await open(visit, 'overview');
    await page.getByRole('button', { name: words('stopSelling.title') }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(words('stopSelling.consequence.customers')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: words('stopSelling.title') }).click();
    await page
      .getByRole('region', { name: words('offerOverview.store') })
      .getByText(words('store.stopped'))
      .waitFor();
    expect(await blocked(page, words('stopSelling.title'))).toBe(true);
  });

  test('of two people who save the same draft the second sees what changed and loses nothing', async () => {
    const { page, words } = visit;
    await openOffer(visit, 'Lac de Données');
    await open(visit, 'listing');
    const privacy = page.getByRole('textbox', { name: words('offerListing.privacyUrl') });
    await privacy.fill('https://isv.example/mine');
    const marketing = page.getByRole('textbox', { name: words('offerListing.cspMarketingUrl') });
    await saveElsewhere(page, (document) => {
      document.cspMarketingUrl = 'https://isv.example/theirs';
      document.privacyUrl = 'https://isv.example/their-privacy';
    });
    await page
      .getByRole('button', { name: words('offer.saveDraft') })
      .first()
      .click();
    const dialog = page.getByRole('alertdialog', { name: words('conflict.title') });
    const row = (text: string) => dialog.getByRole('row').filter({ hasText: text });
    await row('https://isv.example/theirs').getByText(words('conflict.kept.theirs')).waitFor();
    await row('https://isv.example/mine').getByText(words('conflict.kept.mine')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: words('conflict.keepMine') }).click();
    expect(await privacy.inputValue()).toBe('https://isv.example/mine');
    expect(await marketing.inputValue()).toBe('https://isv.example/theirs');
    await save(visit);
    await page.reload();
    await settled(page);
    expect(await privacy.inputValue()).toBe('https://isv.example/mine');
    expect(await marketing.inputValue()).toBe('https://isv.example/theirs');
  });

  test('the list of offers is filtered by kind and state and searched; every page fits a narrow screen', async () => {
    const { page, words } = visit;
    await visit.go('/publisher/offers');
    await page.getByRole('combobox', { name: words('offerOverview.kind') }).selectOption('container');
    const containers = await page.getByRole('rowheader').allTextContents();
    expect(containers).toContain('Agent de Mesure');
    expect(containers).not.toContain('Lac de Données');
    await page.getByRole('button', { name: /Conteneur|Container/ }).click();
    await page.getByRole('combobox', { name: words('word.state') }).selectOption('stopped');
    const stopped = await page.getByRole('rowheader').allTextContents();
    expect(stopped).toContain('Agenda Partagé');
    expect(stopped).not.toContain('Agent de Mesure');
    await page.getByRole('button', { name: /Arrêtée|Stopped/ }).click();
    await page.getByRole('searchbox').fill('donnees');
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Lac de Données']);
    await page.getByRole('searchbox').fill('agenda');
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByRole('rowheader').getByRole('link').click();
    for (const name of ['overview', 'preview', 'publish', 'plans'] as const) {
      await open(visit, name);
      expect(await sidewaysPixels(page), name).toBe(0);
      expect(await accessProblems(page), name).toEqual([]);
    }
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.getByRole('heading', { name: words('plan.prices'), exact: true }).waitFor();
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
  });
});

type OfferPage = 'overview' | 'setup' | 'listing' | 'preview' | 'plans' | 'audience' | 'publish';

async function create({ page, words, go }: Visit, kind: string, name: string, externalId: string): Promise<void> {
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

async function menuOf(page: Page, words: Words): Promise<readonly string[]> {
  const menu = page.getByRole('navigation', { name: words('offer.menu') });
  // Behind each label stands how much is missing.
  return (await menu.getByRole('link').allTextContents()).map((text) => text.replace(/\d.*$/, ''));
}

async function openOffer({ page, go }: Visit, name: string): Promise<void> {
  await go('/publisher/offers');
  await page.getByRole('rowheader').getByRole('link', { name }).click();
  await settled(page);
}

async function open({ page, words }: Visit, name: OfferPage): Promise<void> {
  await page
    .getByRole('navigation', { name: words('offer.menu') })
    .getByRole('link', { name: words(`offerPage.${name}`) })
    .click();
  await page.getByRole('heading', { level: 1, name: words(`offerPage.${name}`) }).waitFor();
  await settled(page);
}

async function openPlans(page: Page, words: Words): Promise<void> {
  await page.getByRole('link', { name: words('offerPlans.back') }).click();
  await page.getByRole('table', { name: words('offerPage.plans') }).waitFor();
}

async function addPlan({ page, words }: Visit, name: string, planId: string): Promise<void> {
  await fill(page, words('plan.name'), name);
  await fill(page, words('plan.id'), planId);
  await page.getByRole('button', { name: words('offerPlans.add') }).click();
  await page.getByRole('rowheader').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name: words('plan.basics'), exact: true }).waitFor();
}

async function deploy(page: Page, words: Words, address: string): Promise<void> {
  await fill(page, words('plan.package.address'), address);
  await fill(page, words('plan.package.version'), '1.0.2');
}

async function save({ page, words }: Visit): Promise<void> {
  await page
    .getByRole('button', { name: words('offer.saveDraft') })
    .first()
    .click();
  await page.getByText(words('offer.saved')).waitFor();
}

async function publish(visit: Visit): Promise<void> {
  const { page, words } = visit;
  await open(visit, 'publish');
  await page.getByRole('button', { name: words('offerPublish.publish') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('offerPublish.publish') })
    .click();
  await page.getByText(words('offerPublish.done', { number: 1 })).waitFor();
}

const fill = (page: Page, label: string, value: string) =>
  page.getByRole('textbox', { name: label, exact: true }).first().fill(value);

const blocked = async (page: Page, name: string) =>
  (await page.getByRole('button', { name }).first().getAttribute('aria-disabled')) === 'true';

const person = { name: 'Ada Lovelace', email: 'ada@isv.example', phone: '+33 1 23 45 67 89' };

/** The pages that every kind has, through the API the pages use: this file is about the others. */
async function fillCommonPages(page: Page, options: { technical?: boolean } = {}): Promise<void> {
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
    if (options.technical) {
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
async function saveElsewhere(page: Page, change: (document: OfferDocument) => void): Promise<void> {
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
