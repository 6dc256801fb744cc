/** Sessions as people have them: they end when they sign out, and the next person enters as oneself. */
import { expect, test } from 'vitest';
import { accessProblems, expectGone, usePortal } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();

test.each<Language>(['fr', 'en'])(
  'whoever signs out is out, and the next person enters as oneself (%s)',
  async (language) => {
    const { page, words } = await portal.enter('alice@azur-cloud.example', { language });
    await page.getByRole('button', { name: /Azur Cloud/ }).click();
    await page.getByRole('menuitem', { name: words('action.signOut') }).click();
    await page.getByRole('heading', { level: 1, name: words('signIn.title') }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.goto('/partner/customers');
    await page.getByRole('button', { name: words('action.signIn') }).click();
    await page.getByLabel(/user name|nom d.utilisateur/i).fill('dieter@rheinufer-it.example');
    await page.getByLabel(/^(password|mot de passe)/i).fill('Comptoir-2026!');
    await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
    await page.getByRole('button', { name: /Rheinufer/ }).waitFor();
  },
);

test('a new tab and a pasted link use the session there is; signing out in one tab ends it in all', async () => {
  const { page, context, words } = await portal.enter('alice@azur-cloud.example');
  const other = await context.newPage();
  await other.goto('/partner/marketplace?search=Pilote');
  await other.getByRole('link', { name: 'Pilote Projets', exact: true }).waitFor();
  expect(new URL(other.url()).searchParams.get('search')).toBe('Pilote');
  await other.getByRole('button', { name: /Azur Cloud/ }).click();
  await other.getByRole('menuitem', { name: words('action.signOut') }).click();
  await other.getByRole('heading', { level: 1, name: words('signIn.title') }).waitFor();
  await page.getByRole('heading', { level: 1, name: words('signIn.title') }).waitFor();
  await page.goto('/partner/marketplace');
  await page.getByRole('button', { name: words('action.signIn') }).waitFor();
});

test('a session that ends while something is typed keeps it: one signs in beside the page and goes on', async () => {
  const { page, words } = await portal.enter('paul@atelier-logiciel.example', { at: '/publisher/private-offers/new' });
  await page.getByRole('textbox').fill('Rentrée');
  await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((each) => each.startsWith('oidc.user:'))!;
    const user = JSON.parse(sessionStorage.getItem(key)!) as object;
    sessionStorage.setItem(key, JSON.stringify({ ...user, access_token: 'ended', refresh_token: undefined }));
  });
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  const dialog = page.getByRole('alertdialog', { name: words('session.ended') });
  await dialog.waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: words('action.signIn') }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox').inputValue()).toBe('Rentrée');
  await page.getByRole('button', { name: words('newOffer.create') }).click();
  await page.getByRole('heading', { level: 1, name: 'Rentrée' }).waitFor();
});

test('the first page is one that the person may see, and the menu says whose role opens the others', async () => {
  const { page, words } = await portal.enter('bruno@azur-cloud.example');
  await page.getByRole('heading', { level: 1, name: words('menu.invoices') }).waitFor();
  const menu = page.getByRole('navigation', { name: words('workspace.partner') });
  await expectGone(menu.getByRole('link', { name: words('menu.customers') }));
  await menu
    .getByRole('listitem')
    .filter({ hasText: words('menu.customers') })
    .getByText(/global admin/)
    .waitFor();
  expect(await accessProblems(page)).toEqual([]);
});
