/** An offer's way through preview, versions and the end of its sale, and two people at one draft, in both languages. */
import { describe, expect, test } from 'vitest';
import {
  blocked,
  create,
  fill,
  fillCommonPages,
  open,
  openOffer,
  publish,
  save,
  saveElsewhere,
} from './offer-steps.ts';
import { accessProblems, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { walkedIn } from './words.ts';

const publisher = 'paul@atelier-logiciel.example';

describe.each(walkedIn('en'))('in %s', (language) => {
  const portal = usePortal();
  let visit: Visit;

  test('a preview is seen by the people named, and goes live', async () => {
    visit = await portal.enter(publisher, { language });
    const { page, words } = visit;
    await create(visit, 'saas', 'Agenda Partagé', 'shared-calendar');
    await fillCommonPages(page, { plan: true });
    await publish(visit);
    const publishNow = page.getByRole('button', { name: words('offerPublish.publish') });
    await expect.poll(() => publishNow.getAttribute('aria-disabled')).toBe('true');
    // While the publication ends, the button is another one: whoever points at it then points at it again.
    const told = page.getByRole('tooltip').getByText(words('offerPublish.unchanged'));
    await expect
      .poll(
        async () => {
          await page.mouse.move(0, 0);
          await publishNow.hover();
          return told.waitFor({ timeout: 2_000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 20_000 },
      )
      .toBe(true);
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
    await openOffer(visit, 'Agenda Partagé');
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
    await create(visit, 'container', 'Données de Mesure', 'metrics-data');
    await visit.go('/publisher/offers');
    await page.getByRole('combobox', { name: words('offerOverview.kind') }).selectOption('container');
    const names = () => page.getByRole('rowheader').allTextContents();
    await expect.poll(names).toContain('Données de Mesure');
    await expect.poll(names).not.toContain('Agenda Partagé');
    await page.getByRole('button', { name: /Conteneur|Container/ }).click();
    await page.getByRole('combobox', { name: words('word.state') }).selectOption('stopped');
    await expect.poll(names).toContain('Agenda Partagé');
    await expect.poll(names).not.toContain('Données de Mesure');
    await page.getByRole('button', { name: /Arrêtée|Stopped/ }).click();
    await page.getByRole('searchbox').fill('donnees');
    await expect.poll(names).toEqual(['Données de Mesure']);
    await page.getByRole('searchbox').fill('agenda partage');
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
