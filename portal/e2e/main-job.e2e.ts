/** The main job through the browser, from the publisher's audience page to the partner's invoice, in both languages. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { makeDraft, openAudience } from './audience-steps.ts';
import { accessProblems, expectGone, settled, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const people = {
  publisher: 'paul@atelier-logiciel.example',
  partner: 'alice@azur-cloud.example',
  operator: 'olivia@operator.example',
} as const;

const offerName = 'Pilote Projets';

/** What a reader of each language types. */
const typed = {
  fr: { company: 'Fromagerie des Aravis', domain: 'fromagerie-aravis.onmicrosoft.com', city: 'Thônes', last: 'Avet' },
  en: { company: 'Savoy Bikes', domain: 'savoy-bikes.onmicrosoft.com', city: 'Chambéry', last: 'Blanc' },
} as const;

describe.each<Language>(['fr', 'en'])('in %s', (language) => {
  const portal = usePortal();
  let partner: Visit;
  let customerPage = '';

  test('AUD-17 AUD-18 AUD-21 AUD-29 the publisher finds the audience page with three options and saves a draft', async () => {
    const { page, words } = await portal.enter(people.publisher, { language });
    // On a live offer this change would need a request.
    await makeDraft(page, 'Carnet de chantier');
    await openAudience(page, words, 'Carnet de chantier');
    const options = page.getByRole('radio');
    expect(await options.count()).toBe(3);
    for (const option of ['any', 'selected', 'none'] as const) {
      await page.getByRole('radio', { name: words(`audience.${option}`) }).waitFor();
    }
    const save = page.getByRole('button', { name: words('offer.saveDraft') }).first();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await expectGone(page.getByRole('button', { name: words('offerAudience.select') }));

    await page.getByRole('radio', { name: words('audience.selected') }).check();
    await page.getByRole('button', { name: words('offerAudience.select') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('picker.search')).fill('Delta');
    await dialog.getByRole('checkbox', { name: /Delta Distribution/ }).check();
    await dialog.getByRole('button', { name: words('picker.add', { count: 1 }) }).click();
    await page.getByRole('rowheader', { name: 'Delta Distribution' }).waitFor();
    await save.click();
    await page.getByText(words('offer.saved')).first().waitFor();
    await page.reload();
    await settled(page);
    expect(await page.getByRole('radio', { name: words('audience.selected') }).isChecked()).toBe(true);
    await page.getByRole('rowheader', { name: 'Delta Distribution' }).waitFor();
  });

  test('SUB-06 the partner adds a customer and attests that it has accepted the agreement', async () => {
    partner = await portal.enter(people.partner, { language });
    const { page, words } = partner;
    const text = typed[language];
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('menu.customers'), exact: true })
      .first()
      .click();
    await page.getByRole('link', { name: words('customers.add') }).click();
    await fill(page, words('newCustomer.companyName'), text.company);
    await fill(page, words('newCustomer.domain'), text.domain);
    await fill(page, words('newCustomer.addressLine1'), '4 rue du Marché');
    await fill(page, words('newCustomer.postalCode'), '74230');
    await fill(page, words('newCustomer.city'), text.city);
    await fill(page, words('newCustomer.firstName'), 'Élise');
    await fill(page, words('newCustomer.lastName'), text.last);
    await fill(page, words('newCustomer.email'), `elise@${text.domain}`);
    await page.getByRole('button', { name: words('newCustomer.create') }).click();
    await page.getByRole('heading', { level: 1, name: words('newCustomer.created') }).waitFor();
    expect(await accessProblems(page)).toEqual([]);

    await page.getByRole('link', { name: words('newCustomer.next') }).click();
    await page.getByRole('checkbox', { name: words('agreement.confirm', { customer: text.company }) }).check();
    await page.getByRole('button', { name: words('agreement.submit'), exact: true }).click();
    await page.getByRole('table', { name: words('agreement.attested') }).waitFor();
  });

  test('ACT-04 SUB-04 the partner buys ten seats and sees the publisher’s link on the confirmation page', async () => {
    const { page, words } = partner;
    await page
      .getByRole('link', { name: words('order.begin') })
      .first()
      .click();
    await page.getByRole('link', { name: offerName, exact: true }).click();
    const plan = page.getByRole('article').first();
    await plan.getByLabel(words('word.quantity')).fill('10');
    await plan.getByRole('button', { name: words('cart.add') }).click();
    await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
    await settled(page);
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words('cart.buy'), exact: true }).click();
    await page.getByRole('button', { name: words('cart.buy.now') }).click();
    await page.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
    const link = page.getByRole('link', { name: words('activation.go') });
    expect(await link.getAttribute('href')).toMatch(/^http.*token=/);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('SUB-07 SUB-08 SUB-09 SUB-11 SUB-12 ACT-05 ACT-06 the row of the subscription says what to do and links to the publisher', async () => {
    const { page, words } = partner;
    await page
      .getByRole('link', { name: words('customer.subscriptions') })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: words('customer.subscriptions') }).waitFor();
    customerPage = new URL(page.url()).pathname;
    const row = page.getByRole('row').filter({ hasText: offerName });
    await row.getByText(words('subscription.pending')).waitFor();
    expect(await row.getByRole('link', { name: words('activation.go') }).getAttribute('href')).toMatch(/token=/);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('SUB-10 ACT-11 the subscription tells how to set it up and gives the link to copy', async () => {
    const { page, words } = partner;
    await page.getByRole('rowheader').getByRole('link').first().click();
    await page.getByRole('region', { name: words('subscription.setup') }).waitFor();
    await page.getByRole('button', { name: /^(Copier|Copy)/ }).click();
    await page.getByText(words('action.copied')).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/token=/);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('ACT-08 the link leads to the publisher’s site; after the activation there the subscription is active', async () => {
    const { page, words } = partner;
    const [site] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: words('activation.go') }).click(),
    ]);
    const button = site.getByRole('button', { name: /activer|activate/i });
    await button.waitFor();
    for (const box of await site.getByRole('textbox').all()) await box.fill('elise@example.com');
    await button.click();

    await site.getByRole('heading', { name: /Abonnement activé|Subscription activated/ }).waitFor();
    await site.close();
    await page.goto(customerPage);
    await page.getByRole('row').filter({ hasText: offerName }).getByText(words('subscription.active')).waitFor();
    await expectGone(page.getByRole('table').getByText(words('subscription.pending')));
  });

  test('the operator moves the clock past the end of the month', async () => {
    const { page, words } = await portal.enter(people.operator, { language, at: '/operator/clock' });
    await page
      .getByRole('group')
      .getByRole('button', { name: words('clock.month') })
      .click();
    const question = page.getByRole('alertdialog', { name: words('clock.question') });
    await question.getByRole('button', { name: words('action.cancel') }).click();
    await page
      .getByRole('group')
      .getByRole('button', { name: words('clock.month') })
      .click();
    await question.getByText(/(.+\d{4}.+){2}/).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await question.getByRole('button', { name: words('clock.move') }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByText(/^(L’horloge indique|The clock now shows)/).waitFor({ timeout: 60_000 });
    // Fluent's focus guards stay in the page after a dialog: it is looked at anew.
    await page.reload();
    await settled(page);
    expect(await accessProblems(page)).toEqual([]);
  });

  test('BIL-03 BIL-13 BIL-14 the partner opens the invoice and downloads its PDF and its reconciliation file', async () => {
    const { page, words } = partner;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('menu.invoices'), exact: true })
      .click();
    await page.getByRole('table').getByText(words('invoice.due.open')).first().waitFor();
    await page.getByRole('rowheader').getByRole('link').first().click();
    const lines = page.getByRole('table', { name: words('invoice.lines') });
    await lines
      .getByRole('button', { name: words('invoice.path') })
      .first()
      .click();
    const path = lines.getByRole('cell').filter({ hasText: words('step.unitAmount') });
    expect((await path.boundingBox())!.width).toBeGreaterThan((await lines.boundingBox())!.width - 4);
    const left = page.locator('.facts > div').filter({ hasText: words('invoice.left') });
    await left.getByText('€').waitFor();
    const subtotal = page.locator('.facts > div').filter({ hasText: words('invoice.subtotal') });
    await subtotal.getByText('€').waitFor();
    expect(await accessProblems(page)).toEqual([]);
    const pdf = await downloaded(page, words('invoice.pdf'));
    expect(pdf.name).toMatch(/\.pdf$/);
    expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('button', { name: words('invoice.csv') }).click();
    const csv = await downloaded(page, words('list.export.plain'), 'menuitem');
    const [head = '', first = ''] = csv.content
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    expect(head.split(',').slice(0, 6)).toEqual([
      'PartnerId',
      'CustomerId',
      'CustomerName',
      'CustomerDomainName',
      'CustomerCountry',
      'InvoiceNumber',
    ]);
    expect(first).toContain(typed[language].company);
  });

  test('BIL-02 the customer’s invoice exists at the partner’s price, and the proof agrees', async () => {
    const { page, words } = partner;
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('menu.customerInvoices') })
      .click();
    await page.getByRole('row').filter({ hasText: typed[language].company }).waitFor();
    await partner.go('/partner/billing/proof');
    await page.getByText(words('proof.partly')).first().waitFor();
    await expectGone(page.getByText(words('proof.agree')));
    await expectGone(page.getByText(words('proof.differ')));
    await page.getByRole('button', { name: words('proof.files.start') }).click();
    await page.getByRole('button', { name: words('proof.files.again') }).waitFor();
    await page.getByText(words('proof.agree')).first().waitFor();
    await expectGone(page.getByText(words('proof.differ')));
    expect(await accessProblems(page)).toEqual([]);
  });
});

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(value);
}

async function downloaded(
  page: Page,
  name: string,
  role: 'button' | 'menuitem' = 'button',
): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}
