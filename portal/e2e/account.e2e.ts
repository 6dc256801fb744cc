/** One's own account: sign-ins that end, another password, applications and their secrets. */
import { expect, test } from 'vitest';
import { clientCertificate } from '../../server/test/certificates.ts';
import { picture, usePortal } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();
const alice = 'alice@azur-cloud.example';

test.each<[Language, string]>([
  ['fr', 'bruno@azur-cloud.example'],
  ['en', 'dieter@rheinufer-it.example'],
])('a person ends another sign-in and changes the password (%s)', async (language, name) => {
  const at = '/account/security';
  const other = await portal.enter(name, { language });
  const own = await portal.enter(name, { language, at, dark: language === 'en' });
  const { page, words } = own;
  await page.getByRole('article').nth(1).waitFor();
  await picture(own, `security-${language}`);
  await page.getByRole('button', { name: words('signIns.endOthers') }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('signIns.endOthers') })
    .click();
  await page.getByRole('article').nth(1).waitFor({ state: 'detached' });
  await other.page.evaluate(() => sessionStorage.clear());
  await other.page.goto('/partner/customers');
  await other.page.getByRole('heading', { level: 1, name: words('signIn.title') }).waitFor();
  const fill = (label: Parameters<typeof words>[0], text: string) =>
    page.getByLabel(words(label), { exact: false }).first().fill(text);
  await fill('password.current', 'not the password');
  await page.getByLabel(new RegExp(`^${words('password.new')}`)).fill('abcabcabcabcabc');
  await fill('password.again', 'abcabcabcabcabc');
  const change = page.getByRole('button', { name: words('password.change') });
  await change.click();
  await page.getByText(words('errors.PasswordWrong')).first().waitFor();
  await fill('password.current', 'Comptoir-2026!');
  await change.click();
  await page.getByText(words('problems.password.guessed')).first().waitFor();
  await picture(own, `password-${language}`);
  await page.getByLabel(new RegExp(`^${words('password.new')}`)).fill('Comptoir-2026! Rhein');
  await fill('password.again', 'Comptoir-2026! Rhin');
  await change.click();
  await page.getByText(words('password.again.differs')).first().waitFor();
  await fill('password.again', 'Comptoir-2026! Rhein');
  await fill('password.current', 'Comptoir-2026!');
  await change.click();
  await page.getByText(words('password.changed')).waitFor();
  await expect.poll(() => page.getByLabel(words('password.current'), { exact: false }).inputValue()).toBe('');
});

test('an administrator makes an application, sees its secret once, removes it and disables the application', async () => {
  const visit = await portal.enter(alice, { at: '/account/applications', language: 'fr' });
  const { page, words } = visit;
  await page.getByRole('button', { name: words('applications.new') }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel(words('applications.name')).fill('Export de nuit');
  await dialog.getByLabel(words('applications.redirectUris')).fill('http://example.test/retour');
  await dialog.getByRole('button', { name: words('applications.create') }).click();
  await dialog.getByText(words('applications.redirectUris.wrong')).first().waitFor();
  await dialog.getByLabel(words('applications.redirectUris')).fill('');
  await dialog.getByRole('button', { name: words('applications.create') }).click();
  await page.getByText(words('applications.secret.once')).waitFor();
  await picture(visit, 'secret');
  const secret = (await dialog.locator('code').nth(1).textContent())!;
  await dialog.getByRole('button', { name: words('applications.secret.kept') }).click();
  const card = page.getByRole('region', { name: 'Export de nuit' });
  const clientId = (await card.locator('code').first().textContent())!;
  const token = async () => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    const answer = await page.request.post('/azur-cloud.example/oauth2/token', {
      form: { ...form, resource: 'https://api.partnercenter.microsoft.com' },
    });
    return answer.status();
  };
  expect(await token()).toBe(200);
  await picture(visit, 'applications');
  await card.getByRole('button', { name: words('applications.disable') }).click();
  await dialog.getByRole('button', { name: words('applications.disable') }).click();
  await card.getByText(words('applications.state.disabled')).waitFor();
  // What a process knows of an application it asks anew within seconds.
  await expect.poll(token, { timeout: 15_000 }).toBeGreaterThanOrEqual(400);
  await card.getByRole('button', { name: words('applications.enable') }).click();
  await card.getByText(words('applications.state.active')).waitFor();
  await expect.poll(token, { timeout: 15_000 }).toBe(200);
  await card.getByRole('button', { name: words('action.remove') }).click();
  await dialog.getByRole('button', { name: words('action.remove') }).click();
  await card.getByText(secret.slice(0, 3)).waitFor({ state: 'detached' });
  await expect.poll(token, { timeout: 15_000 }).toBe(401);
});

test('an administrator registers a certificate, is told what is none, and removes it', async () => {
  const visit = await portal.enter(alice, { at: '/account/applications', language: 'fr' });
  const { page, words } = visit;
  await page
    .getByRole('button', { name: words('applications.addCertificate') })
    .first()
    .click();
  const dialog = page.getByRole('alertdialog');
  const field = dialog.getByLabel(words('applications.certificate.word'));
  const send = dialog.getByRole('button', { name: words('applications.addCertificate') });
  const { certificate, privateKey, thumbprint } = await clientCertificate();
  await field.fill(privateKey);
  await send.click();
  await dialog.getByText(words('errors.CertificateRefused')).first().waitFor();
  await picture(visit, 'certificate');
  await field.fill(certificate);
  await send.click();
  await page.getByText(thumbprint, { exact: true }).waitFor();
  await page.getByRole('button', { name: new RegExp(thumbprint) }).click();
  await dialog.getByRole('button', { name: words('action.remove') }).click();
  await page.getByText(thumbprint, { exact: true }).waitFor({ state: 'detached' });
  expect(await page.getByText(words('applications.certificate.removed')).count()).toBeGreaterThan(0);
});

test.each<[Language, boolean]>([
  ['fr', false],
  ['en', true],
])(
  'an application is shared, allowed by another organisation for a part, listed there and revoked (%s)',
  async (language, dark) => {
    const vendor = await portal.enter('paul@atelier-logiciel.example', { at: '/account/applications', language });
    const { page, words } = vendor;
    const name = `Panneau É ${language}`;
    await page.getByRole('button', { name: words('applications.new') }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel(words('applications.name')).fill(name);
    await dialog.getByRole('button', { name: words('applications.create') }).click();
    await dialog.getByRole('button', { name: words('applications.secret.kept') }).click();
    const card = page.getByRole('region', { name });
    const clientId = (await card.locator('code').first().textContent())!;
    await card.getByRole('button', { name: words('applications.share') }).click();
    await dialog.getByLabel(words('applications.share.label')).check();
    await dialog.getByRole('button', { name: words('action.update') }).click();
    await dialog.getByText(words('applications.share.none')).first().waitFor();
    await dialog.getByRole('checkbox').nth(6).check();
    await dialog.getByRole('checkbox').nth(7).check();
    await picture(vendor, `share-${language}`);
    await dialog.getByRole('button', { name: words('action.update') }).click();
    await card.getByText(words('applications.scopes.shared')).waitFor();

    const partner = await portal.enter(alice, { at: '/account/applications', language, dark });
    await partner.page.goto(`/azur-cloud.example/adminconsent?client_id=${clientId}`);
    await partner.page.getByRole('button', { name: /alice@azur-cloud/ }).click();
    await partner.page.getByText('atelier-logiciel.example').waitFor();
    await picture(partner, `consent-${language}`);
    await partner.page.getByRole('checkbox').nth(1).uncheck();
    await partner.page.locator('button[value=accept]').click();
    await partner.page.locator('h1').waitFor();
    await partner.go('/account/applications');
    const allowed = partner.page.getByRole('region', { name });
    await allowed.getByText('alice@azur-cloud.example').waitFor();
    await allowed.getByText('atelier-logiciel.example', { exact: false }).first().waitFor();
    expect(await allowed.getByRole('listitem').count()).toBe(1);
    await picture(partner, `consents-${language}`);
    await allowed.getByRole('button', { name: words('consents.revoke') }).click();
    await partner.page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('consents.revoke') })
      .click();
    await allowed.waitFor({ state: 'detached' });
  },
);
