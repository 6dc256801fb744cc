/** The list of customers: found by any word, sorted, counted and exported by the server, in both languages. */
import { expect, test } from 'vitest';
import { accessProblems, settled, sidewaysPixels, usePortal } from './support.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();

test.each(walkedIn('en'))(
  'AZP-43 in %s a customer is found by a word within its name, and the whole list is counted, sorted and exported',
  async (language) => {
    const { page, words, go } = await portal.enter('alice@azur-cloud.example', { language });
    await go('/partner/customers');
    const names = () => page.getByRole('rowheader').allInnerTexts();
    const all = await names();
    expect(all.length).toBeGreaterThan(2);
    const count = words('list.count', { shown: all.length, total: all.length });
    await page.getByText(count, { exact: true }).waitFor();

    await page.getByRole('button', { name: words('customers.name') }).click();
    await page.waitForURL(/sort=name/);
    await page.getByRole('button', { name: words('customers.name') }).click();
    await page.waitForURL(/sort=-name/);
    await settled(page);
    await expect.poll(names).toEqual(all.toReversed());

    const inner = all.map((name) => name.split(/\s+/)).find((parts) => parts.length > 1)!;
    await page.getByRole('searchbox').fill(inner.at(-1)!.toUpperCase());
    await expect.poll(async () => (await names()).length).toBeLessThan(all.length);
    expect(await names()).toContain(inner.join(' '));

    await page.getByRole('button', { name: words('list.export') }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: words('list.export.excel') }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const [head, ...rows] = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
    expect(head).toBe(`\uFEFF${['CompanyName', 'Domain', 'TenantId', 'Since'].join(language === 'fr' ? ';' : ',')}`);
    expect(rows).toHaveLength((await names()).length);
    expect(await accessProblems(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await sidewaysPixels(page)).toBe(0);
  },
);

test('AZP-43 where rows are cards, the order of a list is chosen above them', async () => {
  const { page, words, go } = await portal.enter('alice@azur-cloud.example', { language: 'fr', width: 390 });
  await go('/partner/customers');
  const names = () => page.getByRole('rowheader').allInnerTexts();
  const all = await names();
  const order = page.getByRole('combobox', { name: words('list.sort', { name: words('menu.customers') }) });
  await order.selectOption(words('list.sort.down', { column: words('customers.name') }));
  await page.waitForURL(/sort=-name/);
  await expect.poll(names).toEqual(all.toReversed());
  expect(await accessProblems(page)).toEqual([]);
  expect(await sidewaysPixels(page)).toBe(0);
  // Few columns are a table as soon as there is room for them.
  await page.setViewportSize({ width: 1024, height: 900 });
  await order.waitFor({ state: 'hidden' });
  expect(await sidewaysPixels(page)).toBe(0);
});

test('who may not buy finds the button with the roles that may, and a page that is not for one has no commands', async () => {
  const helpdesk = await portal.enter('henri@azur-cloud.example', { at: '/partner/customers' });
  const { page, words } = helpdesk;
  const add = page.getByRole('button', { name: words('customers.add') }).first();
  expect(await add.getAttribute('aria-disabled')).toBe('true');
  await page.getByRole('rowheader').getByRole('link').first().click();
  const subscribe = page.getByRole('button', { name: words('order.begin') }).first();
  expect(await subscribe.getAttribute('aria-disabled')).toBe('true');
  const billing = await portal.enter('bruno@azur-cloud.example', { at: '/partner/customers' });
  await billing.page.getByRole('heading', { name: words('state.forbidden') }).waitFor();
  expect(await billing.page.locator('.page-head .commands').isVisible()).toBe(false);
});
