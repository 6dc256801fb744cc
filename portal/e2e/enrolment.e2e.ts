/** A company comes in by the portal alone: welcome page, work account, the steps; and the operator's desk. */
import { describe, expect, test } from 'vitest';
import { accessProblems, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const operator = 'olivia@operator.example';

describe.each<Language>(['fr', 'en'])('in %s', (language) => {
  const portal = usePortal();
  let visit: Visit;
  const email = `ada@eclair-${language}.example`;
  const password = 'Une longue phrase 27';

  const linkTo = async (recipient: string) => {
    const answer = await fetch(`${portal.origin}/sandbox/v1/mailbox?to=${encodeURIComponent(recipient)}`);
    const { items } = (await answer.json()) as { items: { links: string[] }[] };
    return items[0]!.links[0]!;
  };

  test('ENR-04 ENR-10 ENR-12 ENR-17 ENR-18 the welcome page lists what is needed, and leads to a work account', async () => {
    visit = await portal.visit({ language });
    const { page, words, go } = visit;
    await go('/welcome');
    await page.getByText(words('welcome.needed.partnerId')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    expect(await sidewaysPixels(page)).toBe(0);
    await page.getByRole('link', { name: words('signUp.title') }).click();
    await page.getByLabel(words('enrolment.name')).fill('Éclair İß 株');
    await page.getByLabel(words('newCustomer.country')).selectOption('FR');
    await page.getByLabel(words('newCustomer.firstName')).fill('Ada');
    await page.getByRole('textbox', { name: words('newCustomer.lastName'), exact: true }).fill('Ёлкина');
    await page.getByLabel(words('signUp.email')).fill(email);
    await page.getByRole('button', { name: words('signUp.submit') }).click();
    await page.getByText(words('signUp.sent', { email })).waitFor();
  });

  test('ENR-09 ENR-19 the link of the mail makes the account, which signs in to its enrolment', async () => {
    const { page, words } = visit;
    await page.goto(await linkTo(email));
    await page.getByLabel(words('signUp.password')).first().fill(password);
    await page.getByLabel(words('password.again')).fill(password);
    await page.getByRole('button', { name: words('signUp.confirm.submit') }).click();
    await page.getByRole('button', { name: words('action.signIn') }).click();
    await page.getByLabel(/user name|nom d.utilisateur/i).fill(email);
    await page.getByLabel(/^(password|mot de passe)/i).fill(password);
    await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
    await page.waitForURL((url) => url.pathname === '/enrolment');
    await settled(page);
    await page.getByRole('button', { name: words('enrolment.begin') }).click();
    await page.getByText(words('enrolment.partnerId.missing')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
  });

  test('ENR-27 ENR-31 ENR-33 ENR-56 the PartnerID is postponed, the company entered manually, and the draft kept', async () => {
    const { page, words } = visit;
    await page.getByRole('button', { name: words('enrolment.partnerId.postpone') }).click();
    await page.getByRole('button', { name: words('enrolment.manually') }).click();
    await page.getByLabel(words('enrolment.address.addressLine1')).fill('12 rue des Lilas');
    await page.getByLabel(words('enrolment.address.postalCode')).fill('ABC');
    await page.getByLabel(words('enrolment.address.city')).fill('Nantes');
    // What has the wrong form is told in its step.
    await page.getByRole('button', { name: words('enrolment.saveAndGoOn') }).click();
    await page.getByText(words('problems.AddressForm.postalCode')).first().waitFor();
    await page.getByLabel(words('enrolment.address.postalCode')).fill('44000');
    expect(await accessProblems(page)).toEqual([]);
    await page.getByRole('button', { name: words('enrolment.saveAndGoOn') }).click();
    await page.getByLabel(words('newCustomer.email'), { exact: false }).first().waitFor();
    await page.reload();
    await settled(page);
    expect(await page.getByLabel(words('newCustomer.firstName')).inputValue()).toBe('Ada');
  });

  test('ENR-33 what is missing when it is sent leads to its field', async () => {
    const { page, words } = visit;
    await page.getByRole('link', { name: words('enrolment.step.submit') }).click();
    await page.getByRole('button', { name: words('enrolment.submit') }).click();
    for (const [at, label] of [
      ['enrolment.at.supportContact.email', 'enrolment.supportContact.email'],
      ['enrolment.at.supportContact.phoneNumber', 'enrolment.supportContact.phoneNumber'],
    ] as const) {
      await page.getByRole('link', { name: words(at), exact: true }).click();
      const field = page.getByLabel(words(label));
      await field.waitFor();
      expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
      await page.getByRole('link', { name: words('enrolment.step.submit') }).click();
    }
  });

  test('the operator finds desk, nominations and mail domains', async () => {
    const desk = await portal.enter(operator, { language });
    for (const path of ['/operator/vetting', '/operator/nominations', '/operator/mail-domains']) {
      await desk.go(path);
      expect(await accessProblems(desk.page)).toEqual([]);
    }
    await desk.page.getByText('gmail.com').first().waitFor();
  });
});
