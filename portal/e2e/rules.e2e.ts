/** The page "Rules": found by words and topic, as they hold on a day, and one rule that a refusal led to. */
import { beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, expectGone, sidewaysPixels, usePortal, type Visit } from './support.ts';
import { people } from './people.ts';
import { walkedIn } from './words.ts';

const portal = usePortal();

describe.each(walkedIn('fr'))('the rules in %s', (language) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await portal.enter(people.operator, { language, dark: language === 'en' });
  });

  test('the operator’s menu leads to them; words and topic find one, the day says what held', async () => {
    const { page, words, go } = visit;
    await page.getByRole('link', { name: words('menu.rules'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: words('rules.title') }).waitFor();
    await go('/rules?family=B&q=B27');
    const named = page.getByRole('rowheader', { name: 'B27', exact: true });
    await named.waitFor();
    await go('/rules?family=B&q=B27&on=2021-09-21');
    await page.getByRole('rowheader', { name: 'B27/address', exact: true }).waitFor();
    await expectGone(named);
  });

  test('a rule that was refused by stands first, with its documents, and fits wide and at 320 pixels', async () => {
    const { page, words, go } = visit;
    await go('/rules?rule=A15');
    const title =
      language === 'fr' ? 'Programme des fournisseurs de solution Cloud' : 'Cloud Solution Provider program';
    await page.getByRole('main').getByRole('listitem').filter({ hasText: title }).first().waitFor();
    await page.getByText(words('rules.kind.binding')).first().waitFor();
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await sidewaysPixels(page), String(width)).toBe(0);
    }
    expect(await accessProblems(page)).toEqual([]);
  });
});
