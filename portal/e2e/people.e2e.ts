/** User management behind the gear: the list, a person's page and roles, a new user and the first sign-in. */
import { expect, test, vi } from 'vitest';
import { accessProblems, expectGone, mailLink, picture, settled, sidewaysPixels, usePortal } from './support.ts';
import type { Language } from './words.ts';

const portal = usePortal();
const alice = 'alice@azur-cloud.example';

test.each<[Language, string]>([
  ['fr', 'emile'],
  ['en', 'emily'],
])(
  'ENR-50 ENR-52 ENR-53 behind the gear an administrator finds itself, ticks Admin agent and updates; adds a user who chooses a password (%s)',
  async (language, name) => {
    const visit = await portal.enter(alice, { language, dark: language === 'en' });
    const { page, words } = visit;
    await page.getByRole('link', { name: words('settings.title') }).click();
    await page
      .getByRole('link', { name: words('users.title') })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: words('users.title') }).waitFor();
    await settled(page);
    expect(await accessProblems(page)).toEqual([]);
    await picture(visit, `users-${language}`);
    await page.getByRole('link', { name: 'Alice Azur' }).click();
    const agent = page.getByRole('checkbox', { name: words('users.role.admin_agent') });
    await agent.waitFor();
    expect(await agent.isChecked()).toBe(true);
    const update = page.getByRole('button', { name: words('action.update') });
    for (const ticked of [false, true]) {
      await agent.click();
      await update.click();
      await page.getByText(words('users.roles.saved')).last().waitFor();
      await page.waitForFunction(
        (wanted) => document.querySelectorAll('input[type=checkbox]:checked').length === wanted,
        ticked ? 2 : 1,
      );
    }
    await picture(visit, `user-${language}`);
    await page
      .getByRole('link', { name: words('users.title') })
      .first()
      .click();
    await page.getByRole('link', { name: words('users.add') }).click();
    await page.getByLabel(words('users.fullName')).fill('Élise Ё 株 ش 🌿');
    await page.getByLabel(words('users.userName')).fill('alice');
    await page.getByLabel(words('users.email')).fill(`${name}@mail.example`);
    await page.getByRole('checkbox', { name: words('users.role.helpdesk_agent') }).click();
    await page.getByRole('button', { name: words('users.add.submit') }).click();
    await page.getByText(words('errors.UserNameTaken')).first().waitFor();
    await picture(visit, `user-new-${language}`);
    await page.getByLabel(words('users.userName')).fill(name);
    await page.getByRole('button', { name: words('users.add.submit') }).click();
    await page.getByRole('heading', { level: 1, name: words('users.added') }).waitFor();
    const made = (await page.getByRole('main').locator('code').nth(1).textContent())!;
    expect(await sidewaysPixels(page)).toBe(0);
    await picture(visit, `user-added-${language}`);
    await firstSignIn(language, `${name}@azur-cloud.example`, made);
  },
);

/** The first sign-in of a person whose password was made by somebody else. */
async function firstSignIn(language: Language, userName: string, made: string) {
  const visit = await portal.visit({ language, dark: language === 'fr' });
  const { page, words } = visit;
  await page.goto('/');
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await page.getByLabel(/user name|nom d.utilisateur/i).fill(userName);
  await page.getByLabel(/^(password|mot de passe)/i).fill(made);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  const next = page.locator('#new-password');
  await next.waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await picture(visit, `choose-password-${language}`);
  await next.fill('velvet anchor tomato');
  await page.locator('#again').fill('velvet anchor tomato');
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname.startsWith('/partner/'));
}

test('a helpdesk agent sees who may manage users, and groups have their members', async () => {
  const { page, words, go } = await portal.enter('henri@azur-cloud.example', { language: 'en', at: '/settings/users' });
  await page.getByRole('heading', { name: words('state.forbidden') }).waitFor();
  await expectGone(page.getByRole('link', { name: words('users.add') }));
  await go('/account/security');
  const admin = await portal.enter(alice, { language: 'fr', at: '/settings/groups' });
  const admins = admin.page.getByRole('region', { name: 'AdminAgents' });
  await admins.getByRole('link', { name: 'Alice Azur' }).waitFor();
  await picture(admin, 'groups-fr');
});

test.each<[Language, string]>([
  ['fr', 'noé'],
  ['en', 'noah'],
])(
  'an administrator invites by mail; the invited person creates the account and signs in (%s)',
  async (language, name) => {
    const email = `${name}@mail.example`;
    const admin = await portal.enter(alice, { language, at: '/settings/users', dark: language === 'fr' });
    const { page, words } = admin;
    await page.getByRole('button', { name: words('userInvitations.invite') }).click();
    const dialog = page.getByRole('alertdialog');
    const send = dialog.getByRole('button', { name: words('userInvitations.invite.submit') });
    await dialog.getByLabel(words('userInvitations.email')).fill(alice);
    await send.click();
    await page
      .getByText(words('errors.AddressKnown', { email: alice }))
      .first()
      .waitFor();
    await dialog.getByLabel(words('userInvitations.email')).fill(email);
    await dialog.getByRole('checkbox', { name: words('users.role.helpdesk_agent') }).click();
    await picture(admin, `invite-${language}`);
    await send.click();
    await page.getByText(words('userInvitations.sent', { email })).waitFor();
    await page.getByRole('link', { name: words('userInvitations.title') }).click();
    await page.getByRole('rowheader', { name: email }).waitFor();
    await settled(page);
    expect(await accessProblems(page)).toEqual([]);
    await picture(admin, `invitations-${language}`);

    const guest = await portal.visit({ language, dark: language === 'en' });
    await guest.page.goto(await mailLink(portal.origin, email));
    await guest.page.getByRole('heading', { level: 1, name: words('invitation.title') }).waitFor();
    await guest.page.getByText('Azur', { exact: false }).first().waitFor();
    expect(await accessProblems(guest.page)).toEqual([]);
    expect(await sidewaysPixels(guest.page)).toBe(0);
    await guest.page.getByLabel(words('users.fullName')).fill('Noé İß Ё 株 ش 🌿');
    await guest.page.getByLabel(words('signUp.password'), { exact: false }).first().fill('velvet anchor tomato');
    await guest.page.getByLabel(words('password.again')).fill('velvet anchor tomato');
    await picture(guest, `invitation-${language}`);
    await guest.page.getByRole('button', { name: words('invitation.submit') }).click();
    await guest.page.getByRole('heading', { level: 1, name: words('invitation.accepted') }).waitFor();
    await guest.page.getByRole('button', { name: words('action.signIn') }).click();
    await guest.page.getByLabel(/user name|nom d.utilisateur/i).fill(email);
    await guest.page.getByLabel(/^(password|mot de passe)/i).fill('velvet anchor tomato');
    await guest.page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
    await guest.page.waitForURL((url) => url.pathname.startsWith('/partner/'));

    // Used, the link says so.
    await guest.page.goto('/welcome');
    await guest.page.goto(await mailLink(portal.origin, email));
    await guest.page.getByText(words('errors.LinkUsed')).waitFor();
  },
);

test.each<[Language, string]>([
  ['fr', 'sonia@azur-cloud.example'],
  ['en', 'bruno@azur-cloud.example'],
])('who forgot the password finds the way from the sign-in page to another one (%s)', async (language, email) => {
  const visit = await portal.visit({ language, dark: language === 'fr' });
  const { page, words } = visit;
  await page.goto('/');
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await page.getByLabel(/^(password|mot de passe)/i).waitFor();
  await picture(visit, `sign-in-${language}`);
  await page.getByRole('link', { name: words('signIn.forgotten') }).click();
  await page.getByRole('heading', { level: 1, name: words('forgotten.title') }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await page.getByLabel(words('forgotten.name')).fill(email);
  await picture(visit, `forgotten-${language}`);
  await page.getByRole('button', { name: words('forgotten.submit') }).click();
  await page.getByText(words('forgotten.sent', { name: email })).waitFor();
  const link = await vi.waitFor(() => mailLink(portal.origin, email), { timeout: 5000 });
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: words('reset.title') }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await page.getByLabel(words('password.new'), { exact: false }).first().fill('velvet anchor tomato');
  await page.getByLabel(words('password.again')).fill('velvet anchor potato');
  await page.getByRole('button', { name: words('reset.submit') }).click();
  await page.getByText(words('password.again.differs')).first().waitFor();
  await picture(visit, `password-reset-${language}`);
  await page.getByLabel(words('password.again')).fill('velvet anchor tomato');
  await page.getByRole('button', { name: words('reset.submit') }).click();
  await page.getByRole('heading', { level: 1, name: words('reset.changed') }).waitFor();
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await page.getByLabel(/user name|nom d.utilisateur/i).fill(email);
  await page.getByLabel(/^(password|mot de passe)/i).fill('velvet anchor tomato');
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  await page.waitForURL((url) => url.pathname.startsWith('/partner/'));
});
