/** Partners find each other: provider and reseller, then both and a customer, by the links of their mails. */
import type { World } from '@comptoir/contracts/sandbox';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { client } from '../../scripts/story/client.ts';
import { accessProblems, settled, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();
const provider = 'daan@delta-distribution.example';
const reseller = 'rose@boreal-conseil.example';

/** The link in the text that is shown once, and the dialog closed. */
async function linkIn({ page, words }: Visit): Promise<string> {
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog')).last();
  const [link] = /https?:\/\/\S+/.exec(await dialog.getByText(/https?:\/\//).innerText())!;
  await dialog.getByRole('button', { name: words('invite.done') }).click();
  return link.replace(/^https?:\/\/[^/]+/, '');
}

const confirmed = async (page: Page, name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name }).click();
const rowOf = (main: Locator, name: string) => main.getByRole('row', { name: new RegExp(name) });

async function looksRight(page: Page): Promise<void> {
  expect(await accessProblems(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
}

test.each([
  ['en', 'clinique-alpages'],
  ['fr', 'boulangerie-martin'],
] as const)(
  'IND-08 IND-11 IND-13 IND-15 IND-16 IND-17 IND-18 IND-22 IND-25 IND-28 AZP-08 AZP-39 A provider invites, the reseller authorises it, and one acceptance of a customer connects both (%s)',
  async (language, domain) => {
    const daan = await portal.enter(provider, { language, at: '/partner/indirect-resellers' });
    const main = daan.page.getByRole('main');
    await rowOf(main, 'Boréal')
      .getByRole('button', { name: daan.words('partnership.end') })
      .click();
    await confirmed(daan.page, daan.words('partnership.end'));
    await main.getByText(daan.words('resellers.empty')).waitFor();
    await main
      .getByRole('button', { name: daan.words('resellers.invite') })
      .first()
      .click();
    await daan.page.getByRole('button', { name: daan.words('invite.submit') }).click();
    const link = await linkIn(daan);

    // The reseller comes by the link, signs in, and is back on its page.
    const rose = await portal.enter(reseller, { language, at: link });
    const authorise = rose.page.getByRole('button', { name: rose.words('authorize.submit') });
    expect(await authorise.getAttribute('aria-disabled')).toBe('true');
    await looksRight(rose.page);
    await rose.page.getByRole('checkbox').check();
    await authorise.click();
    const providers = rose.page.getByRole('main');
    await rowOf(providers, 'Delta').waitFor();
    await looksRight(rose.page);
    await daan.page.reload();
    await rowOf(main, 'Boréal').waitFor();
    await rose.go(link);
    await rose.page.getByText(rose.words('errors.InvitationUsed')).waitFor();

    await rose.go('/partner/indirect-providers');
    await rowOf(providers, 'Delta')
      .getByRole('button', { name: rose.words('providers.removeAccess') })
      .click();
    await confirmed(rose.page, rose.words('providers.removeAccess'));
    await rowOf(providers, 'Delta').getByText(rose.words('partnership.access.no')).waitFor();
    await rowOf(providers, 'Delta')
      .getByRole('button', { name: rose.words('providers.invite') })
      .click();
    await rose.page.getByRole('textbox', { name: rose.words('request.email') }).fill('anna@contoso.example');
    // What is asked for stands in the mail: ticked, the proposed text names the delegation; unticked, it does not.
    const message = rose.page.getByRole('textbox', { name: rose.words('invite.message') });
    const without = await message.inputValue();
    await rose.page.getByRole('checkbox', { name: rose.words('request.delegated') }).check();
    await expect.poll(() => message.inputValue()).not.toBe(without);
    await rose.page.getByRole('checkbox', { name: rose.words('request.delegated') }).uncheck();
    await expect.poll(() => message.inputValue()).toBe(without);
    await rose.page.getByRole('button', { name: rose.words('invite.submit.send') }).click();
    const request = await linkIn(rose);

    const customer = await portal.visit({ language, width: 390 });
    await customer.go(request);
    await customer.page.getByText('Boréal Conseil').first().waitFor();
    await customer.page.getByText('Delta Distribution').first().waitFor();
    await looksRight(customer.page);
    await customer.page
      .getByRole('main')
      .getByRole('link', { name: customer.words('action.signIn') })
      .click();
    await signInAs(customer, domain);
    await customer.page.getByRole('checkbox').check();
    await customer.page.getByRole('button', { name: customer.words('accept.submit') }).click();
    await customer.page
      .getByRole('main')
      .getByRole('link', { name: customer.words('menu.ownPartners') })
      .click();
    for (const name of ['Azur', 'Boréal', 'Delta'])
      await customer.page.getByRole('main').getByText(name).first().waitFor();
    await settled(customer.page);
    await looksRight(customer.page);

    await rose.go('/partner/indirect-providers');
    await rowOf(providers, 'Delta')
      .getByRole('link', { name: rose.words('partnership.customers') })
      .click();
    await settled(rose.page);
    await rose.page.getByRole('main').getByText(domain).first().waitFor();
  },
);

/** A customer's administrator, whose password only the sandbox tells. */
async function signInAs({ page, words }: Visit, domain: string): Promise<void> {
  const world = await client(portal.origin).get<World>('/sandbox/v1/world');
  const [user] = world.tenants.find((one) => one.domain.startsWith(`${domain}.`))!.users;
  await page.getByRole('button', { name: words('action.signIn') }).click();
  await page.getByLabel(/user name|nom d.utilisateur/i).fill(user!.userPrincipalName);
  await page.getByLabel(/^(password|mot de passe)/i).fill(user!.password);
  await page.getByRole('button', { name: /^(sign in|se connecter)$/i }).click();
  await page.getByRole('checkbox').waitFor();
}

test.each(walkedIn('fr'))(
  'ENR-54 ENR-55 IND-03 IND-04 IND-05 IND-06 IND-07 IND-09 A provider writes its entry, and resellers find it in the directory (%s)',
  async (language) => {
    const { page, words, go } = await portal.enter(provider, { language, at: '/partner/providers/own' });
    await page.getByRole('checkbox', { name: words('directory.service.credit') }).setChecked(language === 'en');
    await page.getByRole('textbox', { name: words('directory.email') }).fill(`partners-${language}@delta.example`);
    await page.getByRole('button', { name: words('action.save') }).click();
    await page.getByText(words('directory.saved')).waitFor();
    await looksRight(page);
    await go('/partner/providers?region=mine');
    await page.getByRole('main').getByText(`partners-${language}@delta.example`).waitFor();
    await looksRight(page);
    expect(await page.getByRole('main').getByText('Delta Distribution').count()).toBeGreaterThan(0);
    await page
      .getByRole('main')
      .getByRole('link', { name: words('offerAudience.region.link') })
      .click();
    await page.getByRole('heading', { level: 1, name: words('markets.title') }).waitFor();
  },
);
