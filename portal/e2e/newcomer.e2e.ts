/** A company's way from the welcome page to its first order through a provider, month by month, in both languages. */
import { describe, expect, test } from 'vitest';
import { client } from '../../scripts/story/client.ts';
import { accessProblems, expectGone, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const operator = 'olivia@operator.example';
const provider = 'daan@delta-distribution.example';
const password = 'Une longue phrase 27';
const offerName = 'Pilote Projets';

/** What is wrong with the page. `anew`: what a dialog leaves behind for the keyboard is no part of it. */
async function problemsOf({ page }: Visit, { anew = false } = {}): Promise<readonly string[]> {
  if (anew) await page.reload();
  await settled(page);
  const sideways = await sidewaysPixels(page);
  return [...(await accessProblems(page)), ...(sideways > 0 ? [`${sideways} pixels too wide`] : [])];
}

describe.each<Language>(['fr', 'en'])('in %s', (language) => {
  const portal = usePortal();
  const company = `Éclair ${language} İß 株`;
  const customer = `Librairie ${language} des Quais`;
  const email = `ada@eclair-${language}.example`;
  const buyer = `noor@quais-${language}.example`;
  let ada: Visit;
  let olivia: Visit;
  let daan: Visit;

  const linkTo = async (recipient: string) => {
    const path = `/sandbox/v1/mailbox?to=${encodeURIComponent(recipient)}`;
    const { items } = await client(portal.origin).get<{ items: { links: string[] }[] }>(path);
    return items[0]!.links[0]!;
  };
  const moveTo = (day: string) => client(portal.origin).send('POST', '/sandbox/v1/clock', { now: `${day}T09:00:00Z` });
  const today = async () => (await client(portal.origin).get<{ now: string }>('/sandbox/v1/clock')).now.slice(0, 10);

  /** From the welcome page to the enrolment, by the link of a mail. */
  async function signUp(name: string, address: string): Promise<Visit> {
    const visit = await portal.visit({ language });
    const { page, words, go } = visit;
    await go('/welcome');
    await page.getByRole('link', { name: words('signUp.title') }).click();
    await page.getByLabel(words('enrolment.name')).fill(name);
    await page.getByLabel(words('newCustomer.country')).selectOption('FR');
    await page.getByText(words('signUp.region', { region: 'Europe' })).waitFor();
    await page.getByLabel(words('newCustomer.firstName')).fill('Ada');
    await page.getByRole('textbox', { name: words('newCustomer.lastName'), exact: true }).fill('Ёлкина');
    await page.getByLabel(words('signUp.email')).fill(address);
    await page.getByRole('button', { name: words('signUp.submit') }).click();
    await page.getByText(words('signUp.sent', { email: address })).waitFor();
    await page.goto(await linkTo(address));
    await page.getByLabel(words('signUp.password')).first().fill(password);
    await page.getByLabel(words('password.again')).fill(password);
    await page.getByRole('button', { name: words('signUp.confirm.submit') }).click();
    await page.getByRole('button', { name: words('action.signIn') }).click();
    await signIn(visit, address);
    await page.waitForURL((url) => url.pathname === '/enrolment');
    await settled(page);
    return visit;
  }

  async function signIn({ page }: Visit, name: string): Promise<void> {
    await page.getByLabel(/user name|nom d.utilisateur/i).fill(name);
    await page.getByLabel(/^(password|mot de passe)/i).fill(password);
    await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  }

  test('ENR-09 ENR-17 ENR-25 ENR-26 ENR-56 AZP-58 AZP-59 it signs up, takes a PartnerID of its country and fills in the steps', async () => {
    ada = await signUp(company, email);
    const { page, words } = ada;
    await page.getByRole('button', { name: words('enrolment.begin') }).click();
    await page
      .getByRole('button', { name: words('locations.add') })
      .first()
      .click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel(words('enrolment.address.addressLine1')).fill('12 rue des Lilas');
    await dialog.getByLabel(words('enrolment.address.postalCode')).fill('44000');
    await dialog.getByLabel(words('enrolment.address.city')).fill('Nantes');
    await dialog.getByRole('button', { name: words('locations.add.submit') }).click();
    await page.getByRole('button', { name: new RegExp(`^${words('enrolment.partnerId.take')} \\d`) }).click();
    await page.getByRole('button', { name: words('enrolment.next') }).click();
    await page.getByRole('button', { name: words('enrolment.manually') }).click();
    await page.getByLabel(words('enrolment.address.addressLine1')).fill('12 rue des Lilas');
    await page.getByLabel(words('enrolment.address.postalCode')).fill('44000');
    await page.getByLabel(words('enrolment.address.city')).fill('Nantes');
    await page.getByRole('button', { name: words('enrolment.saveAndGoOn') }).click();
    await page.getByLabel(words('newCustomer.phoneNumber')).first().fill('+33 2 40 00 00 00');
    await page.getByLabel(words('enrolment.supportContact.email')).fill(`support@eclair-${language}.example`);
    await page.getByLabel(words('enrolment.supportContact.phoneNumber')).fill('+33 2 40 00 00 01');
    await page.getByRole('button', { name: words('enrolment.saveAndGoOn') }).click();
    await page.waitForURL(/step=submit/);
    await page.getByRole('button', { name: words('enrolment.submit'), exact: true }).click();
    await page.getByText(words('enrolment.unconfirmed', { email })).waitFor();
    expect(await problemsOf(ada, { anew: true })).toEqual([]);
  });

  test('ENR-39 ENR-41 opening the mail’s page confirms nothing, the button does, and the desk has the company', async () => {
    const reader = await portal.visit({ language, width: 390 });
    await reader.go(await linkTo(email));
    await ada.page.reload();
    await ada.page.getByText(ada.words('enrolment.unconfirmed', { email })).waitFor();
    await reader.page.getByRole('button', { name: reader.words('confirmAddress.submit') }).click();
    await reader.page.getByRole('heading', { name: reader.words('confirmAddress.done') }).waitFor();
    expect(await problemsOf(reader)).toEqual([]);
    olivia = await portal.enter(operator, { language, at: '/operator/vetting?status=pending' });
    await olivia.page.getByRole('rowheader').getByRole('link', { name: company }).click();
    await olivia.page.getByRole('heading', { level: 1, name: company }).waitFor();
    expect(await problemsOf(olivia)).toEqual([]);
  });

  test('ENR-16 ENR-42 ENR-47 rejected with a reason, it sends a document, and is approved within five business days', async () => {
    const { page, words } = olivia;
    await page.getByRole('button', { name: words('vetting.reject'), exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox', { name: words('request.reason') }).fill('Extrait trop ancien');
    await dialog.getByRole('button', { name: words('vetting.reject'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await ada.page.reload();
    await ada.page.getByText('Extrait trop ancien').waitFor();
    expect(await problemsOf(ada)).toEqual([]);
    await ada.page.getByRole('button', { name: ada.words('enrolment.fix') }).click();
    const file = { name: 'Kbis İß.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n') };
    await ada.page.locator('input[type=file]').setInputFiles(file);
    await ada.page
      .getByRole('alertdialog')
      .getByRole('button', { name: ada.words('documents.upload') })
      .click();
    await ada.page.getByText(ada.words('vetting.documents'), { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Kbis İß.pdf' }).waitFor();
    const checks = ['email_domain', 'employment_verification', 'business_verification', 'due_diligence'] as const;
    for (const check of checks) {
      const one = page.getByRole('group', { name: words(`vetting.check.${check}`) });
      const pass = one.getByRole('button', { name: new RegExp(`^${words('vetting.pass')}`) });
      // What the mail proved is passed already.
      if ((await one.getByText(words('vetting.state.passed'), { exact: true }).count()) === 0) await pass.click();
      await one.getByText(words('vetting.state.passed'), { exact: true }).waitFor();
    }
    await page.getByRole('button', { name: words('vetting.approve') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('vetting.approve') })
      .click();
    await page.getByText(words('legalInfo.vetting.authorized')).waitFor();
  });

  test('ENR-44 ENR-46 ENR-48 ENR-49 it views and accepts the agreement, and is Active with a workspace', async () => {
    const { page, words, go } = ada;
    await go('/account/agreements');
    await page.getByRole('link', { name: words('agreements.view') }).click();
    await page.getByRole('button', { name: words('invoice.pdf') }).waitFor();
    expect(await problemsOf(ada)).toEqual([]);
    await page.goBack();
    await page.getByRole('button', { name: words('agreements.accept') }).click();
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('agreements.accept') })
      .click();
    await page.getByText(words('agreements.signed'), { exact: true }).waitFor();
    await go('/account/legal/programme');
    await page.getByText(words('programme.active'), { exact: true }).waitFor();
    expect(await problemsOf(ada)).toEqual([]);
    await go('/');
    await page.getByRole('heading', { level: 1, name: words('menu.overview') }).waitFor();
  });

  test('IND-11 IND-14 IND-16 IND-17 IND-18 a provider invites it, and it authorises the provider by the link of the mail', async () => {
    daan = await portal.enter(provider, { language, at: '/partner/indirect-resellers' });
    await daan.page
      .getByRole('button', { name: daan.words('resellers.invite') })
      .first()
      .click();
    await daan.page.getByRole('textbox', { name: daan.words('invite.email') }).fill(email);
    await daan.page.getByRole('button', { name: daan.words('invite.submit.send') }).click();
    await daan.page.getByRole('button', { name: daan.words('invite.done') }).click();
    await ada.page.goto(await linkTo(email));
    await ada.page.getByRole('checkbox').check();
    await ada.page.getByRole('button', { name: ada.words('authorize.submit') }).click();
    await ada.page.getByRole('main').getByRole('row', { name: /Delta/ }).waitFor();
    await daan.page.reload();
    await daan.page
      .getByRole('main')
      .getByRole('row', { name: new RegExp(company) })
      .waitFor();
    expect(await problemsOf(daan)).toEqual([]);
  });

  test('IND-25 IND-26 AZP-49 a company that signed up takes both on in one acceptance and becomes a customer', async () => {
    await ada.page
      .getByRole('main')
      .getByRole('row', { name: /Delta/ })
      .getByRole('button', { name: ada.words('providers.invite') })
      .click();
    await ada.page.getByRole('textbox', { name: ada.words('request.email') }).fill(buyer);
    await ada.page.getByRole('button', { name: ada.words('invite.submit.send') }).click();
    await ada.page.getByRole('button', { name: ada.words('invite.done') }).click();
    const request = await linkTo(buyer);
    const noor = await signUp(customer, buyer);
    const { page, words } = noor;
    await page.goto(request);
    await page.getByLabel(words('newCustomer.firstName')).fill('Noor');
    await page.getByRole('textbox', { name: words('newCustomer.lastName'), exact: true }).fill('Vela');
    await page.getByLabel(words('newCustomer.addressLine1')).fill('2 rue du Chapitre');
    await page.getByLabel(words('newCustomer.postalCode')).fill('35000');
    await page.getByLabel(words('newCustomer.city')).fill('Rennes');
    await page.getByRole('checkbox').check();
    expect(await problemsOf(noor)).toEqual([]);
    await page.getByRole('button', { name: words('accept.submit') }).click();
    await page
      .getByRole('main')
      .getByRole('button', { name: words('menu.ownPartners') })
      .click();
    await page.waitForURL((url) => url.pathname === '/customer/partners');
    for (const name of [company, 'Delta Distribution']) await page.getByRole('main').getByText(name).first().waitFor();
    await noor.context.close();
  });

  test('IND-19 IND-20 IND-27 the provider orders for the reseller’s customer, names the reseller, and the publisher activates', async () => {
    const { page, words, go } = daan;
    await go(`/partner/customers?search=${encodeURIComponent(customer)}`);
    await page.getByRole('rowheader').getByRole('link', { name: customer }).click();
    await settled(page);
    const own = new URL(page.url()).pathname;
    await go(own.replace('subscriptions', 'agreement'));
    await page.getByRole('checkbox', { name: words('agreement.confirm', { customer }) }).check();
    await page.getByRole('button', { name: words('agreement.submit'), exact: true }).click();
    await page
      .getByRole('link', { name: words('order.begin') })
      .first()
      .click();
    await page.getByRole('link', { name: offerName, exact: true }).click();
    const plan = page.getByRole('article').first();
    await plan.getByLabel(words('word.quantity')).fill('10');
    await plan.getByRole('button', { name: words('cart.add') }).click();
    await page.getByRole('heading', { level: 1, name: words('menu.cart') }).waitFor();
    // The customer took on one reseller with the provider: it is named before anybody chooses.
    const reseller = page.getByRole('combobox', { name: words('cart.reseller') });
    await expect.poll(() => reseller.inputValue()).toContain(company);
    expect(await problemsOf(daan)).toEqual([]);
    await page.getByRole('button', { name: words('cart.buy'), exact: true }).click();
    await page.getByRole('button', { name: words('cart.buy.now') }).click();
    await page.getByRole('heading', { level: 1, name: words('confirmation.title') }).waitFor();
    const site = await daan.context.newPage();
    await site.goto((await page.getByRole('link', { name: words('activation.go') }).getAttribute('href'))!);
    for (const box of await site.getByRole('textbox').all()) await box.fill(buyer);
    await site.getByRole('button', { name: /activer|activate/i }).click();
    await site.getByRole('heading', { name: /Abonnement activé|Subscription activated/ }).waitFor();
    await site.close();
    await go(own);
    await page.getByRole('row').filter({ hasText: offerName }).getByText(words('subscription.active')).waitFor();
    expect(await problemsOf(daan)).toEqual([]);
  });

  test('IND-01 IND-02 month after month the operator bills the provider and the provider the reseller', async () => {
    const first = Temporal.PlainDate.from(await today()).toPlainYearMonth();
    for (const months of [1, 2]) {
      await moveTo(first.add({ months }).toPlainDate({ day: 9 }).toString());
      const { page, words, go } = daan;
      await go('/partner/billing/invoices');
      await expect.poll(() => page.getByRole('rowheader').count()).toBe(months);
      await go('/partner/billing/customer-invoices');
      await expect.poll(() => page.getByRole('row').filter({ hasText: company }).count()).toBe(months);
      await expectGone(page.getByRole('row').filter({ hasText: customer }));
      expect(await problemsOf(daan)).toEqual([]);
      await page.getByRole('heading', { level: 1, name: words('menu.customerInvoices') }).waitFor();
    }
    // The reseller is billed by its provider: the operator's invoices are not its to see.
    await ada.go('/partner/billing/invoices');
    await ada.page.getByRole('heading', { name: ada.words('state.forbidden') }).waitFor();
  });
});
