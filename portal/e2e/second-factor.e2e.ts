/** Second factors: a passkey by the browser's own authenticator, an app's code, recovery codes, and who must have one. */
import { expect, test } from 'vitest';
import { codeOf } from '../../server/test/codes.ts';
import { accessProblems, expectGone, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();
const demoPassword = 'Comptoir-2026!';

const picture = async ({ page }: Visit, name: string) => {
  const folder = process.env.PICTURES;
  if (!folder) return;
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
};

/** Name and password at the sign-in page; the second factor is what comes next. */
async function passwordOf({ page }: Visit, user: string) {
  await page.getByLabel(/user name|nom d.utilisateur/i).fill(user);
  await page.getByLabel(/^(password|mot de passe)/i).fill(demoPassword);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
}

/** Browsers make passkeys for names only. */
const named = () => portal.origin.replace('127.0.0.1', 'localhost');

test.each<[Language, string]>([
  ['fr', 'sonia@azur-cloud.example'],
  ['en', 'bruno@azur-cloud.example'],
])('B30 a person adds a passkey and signs in with it (%s)', async (language, user) => {
  const visit = await portal.visit({ language, dark: language === 'fr' });
  const { page, words, context } = visit;
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${named()}/account/security`);
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await passwordOf(visit, user);
  await page.waitForURL((url) => url.pathname === '/account/security');
  await settled(page);
  await page.getByRole('button', { name: words('secondFactor.addPasskey') }).click();
  await page.getByRole('button', { name: words('secondFactor.make') }).click();
  await page.getByRole('heading', { name: words('secondFactor.codes.title') }).waitFor();
  expect(await page.getByRole('alertdialog').locator('code').count()).toBe(10);
  await picture(visit, `recovery-codes-${language}`);
  await page.getByRole('button', { name: words('secondFactor.codes.kept') }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByText(words('secondFactor.notProved')).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
  await picture(visit, `security-${language}`);
  await page.getByRole('button', { name: words('signIn.again') }).click();
  await passwordOf(visit, user);
  const use = page.getByRole('button', { name: /passkey|clé d.accès/i });
  await use.waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await picture(visit, `second-factor-${language}`);
  await use.click();
  await page.waitForURL((url) => url.pathname === '/account/security');
  await settled(page);
  await expectGone(page.getByText(words('secondFactor.notProved')));
  await page.getByRole('button', { name: new RegExp(`^${words('secondFactor.remove')} –`) }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('secondFactor.remove') })
    .click();
  await page.getByText(words('secondFactor.none')).waitFor();
});

test.each<[Language, string, string]>([
  ['fr', 'alice@azur-cloud.example', 'henri@azur-cloud.example'],
  ['en', 'paul@atelier-logiciel.example', 'paul@atelier-logiciel.example'],
])(
  'B30 an organisation asks for a second factor, and who has none sets one up at sign-in (%s)',
  async (language, admin, other) => {
    const boss = await portal.enter(admin, { language, at: '/settings/security' });
    const { page, words } = boss;
    await page.getByRole('button', { name: words('policy.require') }).click();
    await picture(boss, `policy-asked-${language}`);
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: words('policy.require') })
      .click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.getByText(words('policy.required')).waitFor();
    await page.reload();
    await page.getByText(words('policy.required')).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await picture(boss, `policy-${language}`);

    const visit = await portal.visit({ language, dark: language === 'fr' });
    await visit.page.goto('/account/security');
    await visit.page.getByRole('button', { name: words('action.signIn') }).click();
    await passwordOf(visit, other);
    const code = visit.page.locator('#code');
    await code.waitFor();
    expect(await accessProblems(visit.page)).toEqual([]);
    await picture(visit, `enrol-${language}`);
    const secret = (await visit.page.locator('main code').first().textContent())!;
    await code.fill('000000');
    await visit.page.locator('button[type=submit]').first().click();
    await visit.page.getByRole('alert').first().waitFor();
    await code.fill(codeOf(secret, -1));
    await visit.page.locator('button[type=submit]').first().click();
    const codes = visit.page.locator('.codes code');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    expect(await accessProblems(visit.page)).toEqual([]);
    await picture(visit, `enrol-codes-${language}`);
    await visit.page.locator('button[type=submit]').click();
    await visit.page.waitForURL((url) => url.pathname === '/account/security');
    await settled(visit.page);
    await visit.page.getByRole('button', { name: words('secondFactor.addApp') }).click();
    await visit.page.getByLabel(words('secondFactor.name')).fill('Téléphone É 株 🌿');
    await visit.page.getByRole('button', { name: words('secondFactor.next') }).click();
    const shown = visit.page.getByRole('alertdialog').locator('code');
    await shown.waitFor();
    await picture(visit, `app-${language}`);
    await visit.page
      .getByRole('textbox', { name: words('secondFactor.code') })
      .fill(codeOf((await shown.textContent())!));
    await visit.page.getByRole('button', { name: words('secondFactor.confirm') }).click();
    await visit.page.getByRole('heading', { name: 'Téléphone É 株 🌿' }).waitFor();
  },
);
