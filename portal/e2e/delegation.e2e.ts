/** Delegated administration: asked, approved by the link, given to a group, used on behalf, ended; users and licences. */
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { activate, order, setStage } from '../../server/scenarios/stage.ts';
import {
  accessProblems,
  administratorOf,
  expectGone,
  picture,
  settled,
  sidewaysPixels,
  usePortal,
  type Visit,
} from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();
const alice = 'alice@azur-cloud.example';

async function looksRight(visit: Visit, name: string): Promise<void> {
  const { page } = visit;
  // Anew: toasts and dialogs that are going away hold the focus in elements that nobody sees.
  await page.reload();
  await settled(page);
  // What is being drawn is looked at again; what stays wrong is told.
  await expect.poll(() => accessProblems(page), { message: name, timeout: 10_000 }).toEqual([]);
  expect(await sidewaysPixels(page), name).toBe(0);
  await picture(visit, name);
}

const customerId = async (prefix: string) => (await setStage(portal.origin)).customer(prefix);
const main = ({ page }: Visit) => page.getByRole('main');
const press = async (visit: Visit, name: string, within: Locator = main(visit)) =>
  within.getByRole('button', { name }).first().click();
const dialogOf = ({ page }: Visit) => page.getByRole('alertdialog').or(page.getByRole('dialog')).last();

test.each([
  ['en', 'clinique-alpages'],
  ['fr', 'boulangerie-martin'],
] as const)(
  'AZP-47 ACC-15 ACC-17 D8 A partner asks for roles, the customer approves by the link, a group has them, and somebody administers on its behalf until it ends (%s)',
  async (language, prefix) => {
    const at = `/partner/customers/${await customerId(prefix)}/access`;
    const partner = await portal.enter(alice, { language, at, dark: language === 'fr' });
    const { words } = partner;
    const name = `Support É 株 ${language}`;
    await press(partner, words('delegation.request'));
    const dialog = dialogOf(partner);
    await dialog.getByLabel(words('delegation.displayName')).fill(name);
    await dialog.getByLabel(words('delegation.duration.days')).fill('30');
    const role = language === 'fr' ? 'Administrateur d’utilisateurs' : 'User Administrator';
    await dialog.getByRole('checkbox', { name: new RegExp(role) }).check();
    expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBe(1);
    await picture(partner, `delegation-request-${language}`);
    await press(partner, words('delegation.request.do'), dialog);
    const card = main(partner).locator('section', { has: partner.page.getByRole('heading', { name }) });
    await card.getByText(role).waitFor();
    await looksRight(partner, `delegation-waiting-${language}`);

    // The customer's administrator comes by the mail's link: looking answers nothing.
    const { user, password } = await administratorOf(portal.origin, prefix);
    const customer = await portal.enter(user, { language, password, at: await requestLink() });
    await main(customer).getByText(name).first().waitFor();
    await looksRight(customer, `delegation-answer-${language}`);
    await press(customer, words('accessRequest.approve'));
    await main(customer)
      .getByRole('heading', { name: words('ownAccess.active') })
      .waitFor();
    await looksRight(customer, `own-access-${language}`);

    await partner.page.reload();
    await press(partner, words('delegation.assign'), card);
    const assigning = dialogOf(partner);
    await assigning.getByLabel(words('delegation.group')).selectOption('AdminAgents');
    await picture(partner, `delegation-assign-${language}`);
    await assigning.getByRole('checkbox', { name: new RegExp(role) }).check();
    await press(partner, words('delegation.assign.do'), assigning);
    await card.getByRole('row', { name: /AdminAgents/ }).waitFor();
    await expectGone(card.getByText(words('delegation.assign.none')));
    await looksRight(partner, `delegation-active-${language}`);

    await press(partner, words('administer.do'));
    const strip = partner.page.getByRole('region', { name: words('onBehalf.name') });
    await strip.waitFor();
    await looksRight(partner, `on-behalf-${language}`);
    await partner.go('/settings/users');
    await main(partner).getByText(user).first().waitFor();
    await strip.getByRole('button', { name: words('onBehalf.leave') }).click();
    await strip.waitFor({ state: 'detached' });

    // The customer ends it; what was granted opens nothing any more.
    const granted = main(customer).getByRole('row', { name: new RegExp(name) });
    await press(customer, words('delegation.terminate'), granted);
    await press(customer, words('delegation.terminate'), dialogOf(customer));
    await main(customer)
      .getByRole('heading', { name: words('ownAccess.over') })
      .waitFor();
    await partner.go(at);
    await card.getByText(words('delegation.status.terminated'), { exact: true }).waitFor();
    await expectGone(card.getByRole('button', { name: words('delegation.assign') }));
  },
);

/** Of the last mail that asks a customer for access. */
async function requestLink(): Promise<string> {
  const answer = await fetch(`${portal.origin}/sandbox/v1/mailbox`);
  const { items } = (await answer.json()) as { items: readonly { readonly links: readonly string[] }[] };
  const link = items.flatMap(({ links }) => links).find((one) => /\/access\/|granularAdminRelationships/.test(one))!;
  return link.replace(/^https?:\/\/[^/]+/, '');
}

test.each([
  ['en', 'clinique-alpages', 'CH'],
  ['fr', 'boulangerie-martin', 'FR'],
] as const)(
  'AZP-47 D12 Users and licences of a customer: a user is added, is given a licence and a role, and loses the licence; the customer sees what it has (%s)',
  async (language, prefix, country) => {
    const stage = await setStage(portal.origin);
    const item = await stage.item(stage.azur, 'Pilote Projets', '0001', country);
    const wish = { customerId: stage.customer(prefix), item, quantity: 2 };
    const bought = await order(stage, stage.azur, wish);
    await activate(stage, stage.atelier, bought.subscriptionId);
    const partner = await portal.enter(alice, { language, at: `/partner/customers/${wish.customerId}/users` });
    const { words } = partner;
    await press(partner, words('customerUsers.add'));
    const adding = dialogOf(partner);
    await adding.getByLabel(words('customerUsers.name')).fill('Zoë ß 🚀');
    await adding.getByLabel(words('customerUsers.userName')).fill(`zoe@${prefix}.onmicrosoft.com`);
    await adding.getByLabel(words('customerUsers.password')).fill('Ocean-lantern-2026!');
    await picture(partner, `customer-user-add-${language}`);
    await press(partner, words('customerUsers.add'), adding);
    const row = main(partner).getByRole('row', { name: /Zoë/ });
    await row.waitFor();
    await row.getByRole('button', { name: words('licences.title') }).click();
    const licences = dialogOf(partner);
    const box = licences.getByRole('checkbox', { name: /Pilote Projets/ });
    await box.check();
    // Without a country it is refused at its field, and given with one.
    await press(partner, words('action.update'), licences);
    await licences.getByText(words('errors.UsageLocationMissing')).first().waitFor();
    await licences.getByLabel(words('customerUsers.location')).selectOption(country);
    await picture(partner, `customer-licences-${language}`);
    await press(partner, words('action.update'), licences);
    await partner.page.getByText(words('licences.saved')).last().waitFor();
    const units = main(partner).getByRole('row', { name: /Pilote Projets/ });
    await units.getByRole('cell', { name: '1', exact: true }).waitFor();
    await row.getByRole('button', { name: words('customerUsers.roles') }).click();
    const roles = dialogOf(partner);
    const asUserAdmin = roles.getByRole('checkbox', { name: /^(User Administrator|Administrateur d’utilisateurs)/ });
    await asUserAdmin.check();
    await picture(partner, `customer-user-roles-${language}`);
    await press(partner, words('action.update'), roles);
    await partner.page.getByText(words('customerUsers.roles.saved')).last().waitFor();
    await row.getByText(words('users.role.user_admin')).waitFor();
    await looksRight(partner, `customer-users-${language}`);

    const admin = await administratorOf(portal.origin, prefix);
    const customer = await portal.enter(admin.user, { language, password: admin.password, dark: language === 'en' });
    await main(customer)
      .getByRole('heading', { level: 1, name: words('menu.overview') })
      .waitFor();
    await looksRight(customer, `customer-overview-${language}`);
    await customer.go('/customer/subscriptions');
    await main(customer).getByText('Azur Cloud Services').first().waitFor();
    await looksRight(customer, `own-subscriptions-${language}`);
    await customer.go('/customer/partners');
    await looksRight(customer, `own-partners-${language}`);
    await customer.go('/settings/users');
    await main(customer).getByRole('link', { name: /Zoë/ }).click();
    const own = customer.page.getByRole('checkbox', { name: /Pilote Projets/ });
    await own.waitFor();
    expect(await own.isChecked()).toBe(true);
    await looksRight(customer, `user-licences-${language}`);
    await own.uncheck();
    const section = main(customer).locator('form', { has: own });
    await press(customer, words('action.update'), section);
    await customer.page.getByText(words('licences.saved')).last().waitFor();
  },
);

test.each(walkedIn('en'))(
  'AZP-39 A reseller begins with what it has: customers, providers, open requests (%s)',
  async (language) => {
    const rose = await portal.enter('rose@boreal-conseil.example', { language, dark: language === 'fr' });
    await main(rose)
      .getByRole('heading', { level: 1, name: rose.words('menu.overview') })
      .waitFor();
    for (const label of ['overview.customers', 'overview.providers', 'overview.openRequests'] as const)
      await main(rose)
        .getByRole('link', { name: rose.words(label) })
        .waitFor();
    const numbers = await main(rose).getByRole('listitem').allInnerTexts();
    expect(numbers.map((text) => text.split('\n')[0])).toEqual(['1', '1', '0']);
    await looksRight(rose, `reseller-overview-${language}`);
  },
);
