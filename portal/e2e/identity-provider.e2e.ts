/** An organisation's own identity provider: set up, tried, used at sign-in, and away. */
import { afterAll, beforeAll, test } from 'vitest';
import { openidProvider, providerSecret, type OrganisationProvider } from '../../server/test/openid-provider.ts';
import { expectGone, usePortal, type Visit } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();
const at = '/account/identity-provider';
const alice = 'alice@azur-cloud.example';

let provider: OrganisationProvider;
beforeAll(async () => {
  const visit = await portal.enter(alice, { at });
  const addresses = visit.page.getByRole('region', { name: visit.words('identityProvider.register') }).locator('code');
  await addresses.first().waitFor();
  const [redirectUri, postLogoutRedirectUri] = await addresses.allTextContents();
  provider = await openidProvider({ redirectUri: redirectUri!, postLogoutRedirectUri: postLogoutRedirectUri! });
  provider.people.set('nora', {
    email: 'nora@azur-cloud.example',
    email_verified: true,
    name: 'Nora É 株',
    groups: ['Ventes'],
  });
});
afterAll(() => provider.stop());

const picture = async ({ page }: Visit, name: string) => {
  const folder = process.env.PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

test.each<[Language, boolean]>([
  ['fr', false],
  ['en', true],
])('an administrator sets the provider up, tries it, and people come in by it (%s)', async (language, dark) => {
  const visit = await portal.enter(alice, { at, language, dark });
  const { page, words } = visit;
  const field = (name: RegExp | string) => page.getByLabel(name, { exact: false }).first();
  await field(words('identityProvider.issuer')).fill('http://127.0.0.1:1');
  await field(words('applications.clientId')).fill('comptoir');
  await field(words('identityProvider.secret')).fill(providerSecret);
  await page.getByLabel(words('identityProvider.active')).check();
  const save = page.getByRole('button', { name: words('action.save') });
  await save.click();
  await page.getByText(words('identityProvider.problem.unreachable')).first().waitFor();
  await picture(visit, `provider-refused-${language}`);
  await field(words('identityProvider.issuer')).fill(provider.issuer);
  if (language === 'fr') {
    await page.getByRole('button', { name: words('identityProvider.groups.add') }).click();
    await page
      .getByRole('textbox', { name: words('identityProvider.groups.name') })
      .last()
      .fill('Ventes');
    await page.getByLabel(words('users.role.sales_agent')).check();
  }
  await save.click();
  await page.getByText(words('identityProvider.saved')).first().waitFor();
  await page.getByText(words('identityProvider.state.active'), { exact: true }).waitFor();
  await picture(visit, `provider-${language}`);

  provider.next = 'nora';
  await page.getByRole('button', { name: words('identityProvider.try') }).click();
  const link = page.getByRole('link', { name: words('identityProvider.try.open') });
  const address = (await link.getAttribute('href'))!;
  const trial = await portal.visit({ language, dark });
  await trial.page.goto(address);
  await trial.page.getByText('nora@azur-cloud.example').waitFor();
  await picture(trial, `provider-trial-${language}`);

  const own = await portal.visit({ language, dark, width: 390 });
  await own.page.goto('/sign-in');
  await own.page.getByRole('button', { name: words('action.signIn') }).click();
  await own.page.locator('#username').fill('nora@azur-cloud.example');
  await picture(own, `provider-sign-in-${language}`);
  await own.page.locator('button[name=provider]').click();
  await own.page.getByRole('navigation').first().waitFor();
  await own.page.goto('/account/security');
  await own.page.getByRole('article').first().waitFor();

  provider.down = true;
  const later = await portal.visit({ language, dark });
  await later.page.goto('/sign-in');
  await later.page.getByRole('button', { name: words('action.signIn') }).click();
  await later.page.locator('#username').fill('nora@azur-cloud.example');
  await later.page.locator('#password').fill('Comptoir-2026!');
  await later.page.getByRole('button', { name: language === 'fr' ? 'Se connecter' : 'Sign in', exact: true }).click();
  await later.page.getByRole('alert').waitFor();
  await picture(later, `provider-only-${language}`);
  provider.down = false;
  await visit.go(at);
  await page
    .getByRole('button', { name: words('action.remove'), exact: true })
    .first()
    .click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: words('action.remove') })
    .click();
  await page.getByText(words('identityProvider.removed')).first().waitFor();
  await expectGone(page.getByText(words('identityProvider.state.active'), { exact: true }));
});
