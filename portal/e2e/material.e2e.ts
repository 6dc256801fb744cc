/** Sales and support material and service notices, from the publisher's pages to the partner's, by their labels. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { officeFile, pdfFile, programFile } from '../../server/test/files.ts';
import { accessProblems, expectGone, pick, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { type Words, walkedIn } from './words.ts';

const publisher = 'paul@atelier-logiciel.example';
const partner = 'alice@azur-cloud.example';
const helpdesk = 'henri@azur-cloud.example';

const labels = {
  fr: { program: 'Contact du programme CSP', marketing: 'Supports marketing du programme CSP' },
  en: { program: 'CSP Programme Contact', marketing: 'CSP Programme Marketing Materials' },
} as const;

describe.each(walkedIn('fr'))('in %s', (language) => {
  const portal = usePortal();
  let isv: Visit;
  let reseller: Visit;

  test('COL-06 AUD-08 the offer listing has the programme contact, the marketing address, and the material with what is recommended', async () => {
    isv = await portal.enter(publisher, { language });
    const { page, words } = isv;
    await openListing(page, words, 'Relevé');
    const contact = page.getByRole('region', { name: words('contact.cspProgramme') });
    expect(words('contact.cspProgramme')).toBe(labels[language].program);
    const limits = { name: '255', email: '255', phone: '20' } as const;
    for (const field of ['name', 'email', 'phone'] as const) {
      expect(await contact.getByLabel(words(`contact.${field}`)).getAttribute('maxlength')).toBe(limits[field]);
    }
    const marketing = contact.getByLabel(words('offerListing.cspMarketingUrl'));
    expect(words('offerListing.cspMarketingUrl')).toBe(labels[language].marketing);
    expect(await marketing.getAttribute('maxlength')).toBe('2048');
    const section = page.getByRole('region', { name: words('material.section') });
    await section.getByRole('heading', { name: words('material.empty') }).waitFor();
    const advised = await section.getByRole('note').getByRole('listitem').allTextContents();
    const wanted = ['userDocumentation', 'training', 'salesMaterial'] as const;
    expect(advised).toEqual(wanted.map((kind) => words(`material.kind.${kind}`)));
    await section.getByText(words('material.atOnce.draft')).waitFor();
    await section.getByText(words('material.limits')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('SUP-06 SUP-28 files are uploaded, each with its own error; the draft has nothing to save', async () => {
    const { page, words } = isv;
    const section = page.getByRole('region', { name: words('material.section') });
    await choose(page, words('material.addFiles'), [
      { name: 'Guide_utilisateur.pdf', mimeType: 'application/pdf', buffer: pdfFile },
      { name: 'Tarifs.docx', mimeType: 'application/msword', buffer: officeFile('docm') },
      { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: programFile },
    ]);
    const dialog = page.getByRole('alertdialog');
    const row = (name: string) => dialog.getByRole('region', { name });
    expect(await row('Guide_utilisateur.pdf').getByLabel(words('material.title')).inputValue()).toBe(
      'Guide utilisateur',
    );
    await row('setup.exe').getByText(words('material.problem.kind')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: words('material.send', { count: 2 }) }).click();
    await row('Tarifs.docx').getByText(words('errors.MaterialFileRefused')).waitFor();
    await row('Guide_utilisateur.pdf').getByText(words('material.sent')).waitFor();
    await dialog.getByRole('button', { name: words('action.close') }).click();
    await dialog.waitFor({ state: 'detached' });
    await section.getByRole('button', { name: 'Guide utilisateur', exact: true }).waitFor();
    expect(await section.getByRole('rowheader').count()).toBe(1);
    const save = page.getByRole('button', { name: words('offer.saveDraft') }).first();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    const advised = await section.getByRole('note').getByRole('listitem').allTextContents();
    expect(advised).not.toContain(words('material.kind.userDocumentation'));
  });

  test('SUP-07 SUP-28 a link is added, changed and removed; a script is no link', async () => {
    const { page, words } = isv;
    const section = page.getByRole('region', { name: words('material.section') });
    await section.getByRole('button', { name: words('material.addLink') }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel(words('material.title')).fill('Formation');
    await dialog.getByLabel(words('material.kind')).selectOption('training');
    await dialog.getByLabel(words('material.link')).fill('javascript:alert(1)');
    await dialog.getByRole('button', { name: words('material.add'), exact: true }).click();
    await dialog.getByText(words('errors.MaterialLinkRefused')).waitFor();
    await dialog.getByLabel(words('material.link')).fill('https://isv.example/formation');
    await dialog.getByRole('button', { name: words('material.add'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const link = section.getByRole('rowheader').getByRole('link', { name: 'Formation' });
    expect(await link.getAttribute('href')).toBe('https://isv.example/formation');
    await section.getByRole('button', { name: `${words('material.change')} – Formation` }).click();
    await dialog.getByLabel(words('material.title')).fill('Formation en ligne');
    await dialog.getByRole('button', { name: words('material.save'), exact: true }).click();
    await section.getByRole('link', { name: 'Formation en ligne' }).waitFor();
    await page.reload();
    await settled(page);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await section.getByRole('button', { name: `${words('material.remove')} – Formation en ligne` }).click();
    await dialog.getByRole('button', { name: words('material.remove'), exact: true }).click();
    await page.getByText(words('material.removed')).waitFor();
    await section.getByRole('link', { name: 'Formation en ligne' }).waitFor({ state: 'detached' });
  });

  test('COL-02 SUP-05 SUP-24 SUP-25 SUP-26 SUP-27 SUP-29 SUP-30 SUP-37 the partner finds contacts and material on the offer details of its marketplace', async () => {
    reseller = await portal.enter(partner, { language });
    const { page, words } = reseller;
    await openMarketplaceOffer(page, words, 'Pilote Projets');
    const material = page.getByRole('region', { name: words('material.section') });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      material.getByRole('button', { name: 'Guide de prise en main' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Guide de prise en main.pdf');
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
    const training = material.getByRole('link', { name: /Webinaire/ });
    expect(await training.getAttribute('href')).toMatch(/^https:\/\/www\.atelier-logiciel\.example\//);
    const headings = await material.getByRole('heading', { level: 3 }).allTextContents();
    const kinds = ['userDocumentation', 'training', 'salesMaterial'] as const;
    expect(headings).toEqual(kinds.map((kind) => words(`material.kind.${kind}`)));
    const contacts = page.getByRole('region', { name: words('marketplace.contacts') });
    for (const kind of ['support', 'engineering', 'cspProgramme'] as const) {
      await contacts.getByText(words(`contact.${kind}`), { exact: true }).waitFor();
    }
    const addresses = await contacts
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    const mail = (name: string) => `mailto:${name}@atelier-logiciel.example`;
    const site = 'https://www.atelier-logiciel.example';
    expect(addresses).toEqual(
      expect.arrayContaining([
        mail('support'),
        mail('engineering'),
        mail('partners'),
        `${site}/support`,
        `${site}/partners`,
      ]),
    );
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('SUP-04 SUP-20 the partner sees the agreement the publisher’s support commitments are in', async () => {
    const { page, words } = reseller;
    const main = page.getByRole('main');
    await main.getByText(words('offerProperties.terms'), { exact: true }).waitFor();
    await main.getByText(words('offerProperties.terms.standard')).waitFor();
    expect(await main.getByText(words('offerProperties.terms.standard')).count()).toBe(1);
  });

  test('SUP-08 AUD-08 a notice is posted, reaches the partner, is added to and resolved', async () => {
    const { page, words } = isv;
    await page.getByRole('link', { name: words('menu.serviceNotices') }).click();
    await page.getByRole('heading', { level: 1, name: words('menu.serviceNotices') }).waitFor();
    await settled(page);
    await page.getByRole('button', { name: words('notices.post') }).click();
    const dialog = page.getByRole('alertdialog');
    const post = dialog.getByRole('button', { name: words('notices.post.do') });
    await post.click();
    await dialog.getByText(words('form.problems', { count: 3 })).waitFor();
    await pick(dialog, words('notices.offer'), 'Pilote Projets');
    await dialog.getByLabel(words('notices.kind')).selectOption('maintenance');
    await dialog.getByLabel(words('notices.title')).fill('Changement de serveur');
    await dialog.getByLabel(words('notices.text')).fill('Deux heures sans accès.');
    const utc = (id: 'notices.start' | 'notices.end') => words('notices.inUtc', { label: words(id) });
    await dialog.getByLabel(utc('notices.start')).fill('2099-12-05T08:00');
    await dialog.getByLabel(utc('notices.end')).fill('2099-12-05T07:00');
    await post.click();
    await dialog.getByText(words('errors.NoticeSpanRefused')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByLabel(utc('notices.end')).fill('2099-12-05T10:00');
    await post.click();
    await dialog.waitFor({ state: 'detached' });
    const state = (visit: Visit, kind: 'scheduled' | 'ended') =>
      visit.page
        .getByRole('article', { name: 'Changement de serveur' })
        .getByText(`${visit.words('notice.kind.maintenance')} – ${visit.words(`notice.state.${kind}`)}`);
    await state(isv, 'scheduled').waitFor();

    await openNotices(reseller);
    await state(reseller, 'scheduled').waitFor();
    const open = reseller.page.getByRole('region', { name: words('notices.open') });
    await open.getByRole('article', { name: 'Envoi des notifications ralenti' }).waitFor();
    const ended = reseller.page.getByRole('region', { name: words('notices.ended') });
    await ended.getByRole('article', { name: 'Dashboards did not load' }).getByRole('listitem').waitFor();
    expect(await accessProblems(reseller.page)).toEqual([]);

    await page.getByRole('button', { name: `${words('notices.resolve')} – Changement de serveur` }).click();
    await dialog.getByLabel(words('notices.text')).fill('Le changement est reporté.');
    await dialog.getByRole('button', { name: words('notices.resolve') }).click();
    await dialog.waitFor({ state: 'detached' });
    await state(isv, 'ended').waitFor();
    await openNotices(reseller);
    await state(reseller, 'ended').waitFor();
    await ended.getByText('Le changement est reporté.').waitFor();
    await expectGone(open.getByRole('article', { name: 'Changement de serveur' }));
    for (const { page: shown } of [isv, reseller]) {
      await shown.setViewportSize({ width: 320, height: 800 });
      await shown.reload();
      await settled(shown);
      await shown.getByRole('article', { name: 'Changement de serveur' }).waitFor();
      expect(await sidewaysPixels(shown)).toBe(0);
      expect(await accessProblems(shown)).toEqual([]);
    }
  });

  test('SUP-08 those who support customers read the notices too', async () => {
    const visit = await portal.enter(helpdesk, { language });
    await openNotices(visit);
    const open = visit.page.getByRole('region', { name: visit.words('notices.open') });
    await open.getByRole('article').first().waitFor();
    expect(await open.getByRole('article', { name: 'Envoi des notifications ralenti' }).count()).toBe(1);
  });
});

async function openListing(page: Page, words: Words, offer: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: words('menu.offers'), exact: true })
    .first()
    .click();
  await page.getByRole('rowheader').getByRole('link', { name: offer }).click();
  await page
    .getByRole('link', { name: words('offerPage.listing') })
    .last()
    .click();
  await page.getByRole('heading', { level: 1, name: words('offerPage.listing') }).waitFor();
  await settled(page);
}

async function openMarketplaceOffer(page: Page, words: Words, title: string): Promise<void> {
  await page.getByRole('link', { name: words('menu.marketplace') }).click();
  await page.getByRole('heading', { level: 1, name: words('menu.marketplace') }).waitFor();
  await page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await settled(page);
}

async function openNotices({ page, words }: Visit): Promise<void> {
  await page.getByRole('link', { name: words('menu.serviceNotices') }).click();
  await page.getByRole('heading', { level: 1, name: words('menu.serviceNotices') }).waitFor();
  await page.reload();
  await settled(page);
}

interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Through the browser's own file picker. */
async function choose(page: Page, button: string, files: readonly TestFile[]): Promise<void> {
  const [picker] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await picker.setFiles([...files]);
}
