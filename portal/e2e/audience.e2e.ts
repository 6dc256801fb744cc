/** The audience of a live offer by the source's own steps: add, sync, export from one offer, import into another. */
import type { Offer } from '@comptoir/contracts/comptoir/offers';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { blocked, makeDraft, openAudience } from './audience-steps.ts';
import { accessProblems, expectGone, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { type Words, walkedIn } from './words.ts';

const labels = {
  fr: {
    select: 'Sélectionner des partenaires CSP',
    sync: 'Synchroniser l’audience CSP',
    import: 'Importer les Fournisseurs de solutions cloud',
    export: 'Exporter les Fournisseurs de solutions cloud',
    save: 'Enregistrer le brouillon',
    columns: ['Actif', 'Société', 'Emplacement', 'Région', 'Supprimer'],
  },
  en: {
    select: 'Select CSP partners',
    sync: 'Sync CSP audience',
    import: 'Import CSPs',
    export: 'Export CSPs',
    save: 'Save draft',
    columns: ['Active', 'Company', 'Location', 'Region', 'Remove'],
  },
} as const;

describe.each(walkedIn('en'))('in %s', (language) => {
  const portal = usePortal();
  const label = labels[language];
  let visit: Visit;
  let exported = '';
  // As Excel opens it in the reader's language (decision 0035).
  const between = language === 'fr' ? ';' : ',';

  test('AUD-28 AUD-33 AUD-34 partners added to a live offer are in force after Sync CSP audience, without publication', async () => {
    visit = await portal.enter('paul@atelier-logiciel.example', { language });
    const { page, words } = visit;
    await openAudience(page, words, 'Relevé');
    const table = page.getByRole('table', { name: words('offerAudience.partners') });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(label.columns);
    expect(await blocked(page, label.sync)).toBe(true);

    await page.getByRole('button', { name: label.select }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('picker.search')).fill('Delta');
    await dialog.getByRole('checkbox', { name: /Delta Distribution/ }).check();
    await dialog.getByRole('button', { name: words('picker.add', { count: 1 }) }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = table.getByRole('row').filter({ hasText: 'Delta Distribution' });
    await row.getByText(words('partner.active.sync')).waitFor();
    expect(await blocked(page, label.export)).toBe(true);

    await page.getByRole('button', { name: label.sync }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(words('offerAudience.synced', { count: 1 })).waitFor();
    await row.getByText(words('word.yes')).waitFor();
    expect(await table.getByText(words('word.yes')).count()).toBe(2);
    expect(await blocked(page, label.save)).toBe(true);
    await page.reload();
    await settled(page);
    await row.getByText(words('word.yes')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-35 AUD-36 Export CSPs gives the list as a file, for Excel and plain, named in the reader’s language', async () => {
    const { page, words } = visit;
    const exportAs = async (form: 'list.export.excel' | 'list.export.plain') => {
      await page.getByRole('button', { name: label.export }).click();
      await page.getByRole('menuitem', { name: words(form) }).click();
    };
    const [download] = await Promise.all([page.waitForEvent('download'), exportAs('list.export.excel')]);
    expect(download.suggestedFilename()).toBe(words('offerAudience.file', { id: 'releve-mesures' }));
    exported = await readFile(await download.path(), 'utf8');
    expect(exported.split('\r\n')[0]).toBe(`\uFEFF${['Tenant ID', 'Company', 'Location', 'Region'].join(between)}`);
    expect(exported).toContain(`${between}Delta Distribution`);
    expect(exported.trimEnd().split('\r\n')).toHaveLength(3);
    const [second] = await Promise.all([page.waitForEvent('download'), exportAs('list.export.plain')]);
    expect(await readFile(await second.path(), 'utf8')).toMatch(/^Tenant ID,Company,Location,Region\r\n/);
  });

  test('AUD-35 AUD-36 AUD-37 Import CSPs takes the file into another offer and tells its bad rows', async () => {
    const { page, words } = visit;
    await makeDraft(page, 'Carnet de bord');
    await openAudience(page, words, 'Carnet de bord');
    await page.getByRole('radio', { name: words('audience.selected') }).check();
    await expectGone(page.getByRole('button', { name: label.export }));
    expect(await blocked(page, label.sync)).toBe(true);

    await choose(page, label.import, 'Company\r\nDelta\r\n');
    await page.getByText(words('errors.AudienceFileRefused.columns')).waitFor();
    await choose(page, label.import, `${exported}${['nobody', 'Personne', '', ''].join(between)}\r\n`);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(words('fileImport.counts', { rows: 3, add: 2, already: 0, repeated: 0, problems: 1 }))
      .waitFor();
    expect(await dialog.getByRole('row').last().textContent()).toBe(
      `4nobody${words('fileImport.problem.TenantIdInvalid')}`,
    );
    const add = dialog.getByRole('button', { name: words('fileImport.add', { count: 2 }) });
    expect(await add.getAttribute('aria-disabled')).toBe('true');
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('checkbox', { name: words('fileImport.skip') }).check();
    await add.click();

    await page.getByRole('rowheader', { name: 'Delta Distribution' }).waitFor();
    await page.getByRole('button', { name: label.save }).first().click();
    await page.getByText(words('offer.saved')).first().waitFor();
    await page.reload();
    await settled(page);
    expect(await listed(page, words).count()).toBe(2);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('AUD-28 a long list is shown in numbered pages', async () => {
    const { page, words } = visit;
    await page.setViewportSize({ width: 1280, height: 900 });
    await nameFurther(page, 43);
    const pages = page.getByRole('navigation', {
      name: words('pager.name', { name: words('offerAudience.partners') }),
    });
    const names = await pages.getByRole('button').allTextContents();
    expect(names).toEqual([words('pager.previous'), '1', '2', '3', words('pager.next')]);
    expect(await listed(page, words).count()).toBe(20);
    await page.getByRole('rowheader', { name: 'Delta Distribution' }).waitFor();
    await pages.getByRole('button', { name: words('pager.page', { page: 3 }) }).click();
    expect(await listed(page, words).count()).toBe(5);
    expect(await pages.locator('[aria-current=page]').textContent()).toBe('3');
    expect(await blocked(page, words('pager.next'))).toBe(true);
    await expectGone(page.getByRole('rowheader', { name: 'Delta Distribution' }));
    expect(await accessProblems(page)).toEqual([]);
  });
});

/** Saves the draft of the shown offer with so many more tenants on its list; the demo world has too few partners. */
async function nameFurther(page: Page, count: number): Promise<void> {
  const asked = page.waitForResponse((response) => /\/comptoir\/v1\/offers\/[0-9a-f-]{36}$/.test(response.url()));
  await page.reload();
  const response = await asked;
  const { authorization = '' } = await response.request().allHeaders();
  const { revision, document } = (await response.json()) as Offer;
  document.audience.partnerTenantIds.push(...Array.from({ length: count }, () => randomUUID()));
  const saved = await page.request.put(`${response.url()}/draft`, {
    headers: { authorization },
    data: { revision, document },
  });
  expect(saved.status()).toBe(200);
  await page.reload();
  await settled(page);
}

/** Rows of the table of selected partners. */
const listed = (page: Page, words: Words) =>
  page.getByRole('table', { name: words('offerAudience.partners') }).getByRole('rowheader');

/** Through the browser's own file picker. */
async function choose(page: Page, button: string, text: string): Promise<void> {
  const [picker] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await picker.setFiles({ name: 'partners.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
}
