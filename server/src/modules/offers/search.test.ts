import { expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPartner, meteredPlan, perSeatPlan, republished } from '../../../test/offers.ts';
import { aShelf, byolPlan, hourlyPlan } from '../../../test/shelf.ts';
import { newId, nobody, type Actor } from '../../kernel/index.ts';
import { marketplaceOffer, marketplaceOffers, stopOffer, storeOffer, storeOffers } from './index.ts';

const works = useDatabase();

const found = async (partner: Actor, wish: Partial<Parameters<typeof marketplaceOffers>[1]>) =>
  works.as(partner, (work) => marketplaceOffers(work, { language: 'fr', size: 100, ...wish }));
const titles = (page: { readonly items: readonly { readonly title: string }[] }) => page.items.map((one) => one.title);
const inStore = (wish: Partial<Parameters<typeof storeOffers>[1]>) =>
  works.as(nobody, (work) => storeOffers(work, { language: 'fr', size: 100, ...wish }));

test('Words are found without accents and case, in any order, in titles, summaries, keywords, publisher and offer id', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  const offer = await publish('Échelle « pro »', {
    listings: {
      en: { title: 'Ladder', summary: 'Climbing', description: 'x', keywords: ['steps'] },
      fr: { title: 'Échelle « pro »', summary: 'Grimper', description: 'x', keywords: [] },
    },
  });
  for (const search of [
    `ECHELLE ${name}`,
    `${name} pro`,
    'grimper',
    'STEPS ladder',
    offer.externalId,
    `${name}, l’échelle`,
  ])
    expect([search, titles(await found(partner, { search }))]).toEqual([search, ['Échelle « pro »']]);
  expect(titles(await found(partner, { search: `${name} grimper`, language: 'en' }))).toEqual(['Ladder']);
  expect(titles(await found(partner, { search: `${name} %` }))).toEqual(['Échelle « pro »']);
});

test('What fits best comes first: the title itself, then what begins so, then words of it, then the rest', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  const word = `mot${newId().slice(-6)}`;
  const summary = { fr: { title: 'Autre', summary: word, description: 'x', keywords: [] } };
  await publish('Autre', { listings: summary });
  for (const title of [`Avant ${word}`, `Sur${word}`, `${word} Plus`, word]) await publish(title);
  expect(titles(await found(partner, { search: word }))).toEqual([
    word,
    `${word} Plus`,
    `Avant ${word}`,
    `Sur${word}`,
    'Autre',
  ]);
  const order = [];
  for (let after: string | undefined, page = 0; page < 6; page += 1) {
    const next = await found(partner, { search: word, size: 2, after });
    order.push(...titles(next));
    expect([next.total, next.filters === undefined]).toEqual([5, page > 0]);
    after = next.next;
    if (!after) break;
  }
  expect(order).toEqual([word, `${word} Plus`, `Avant ${word}`, `Sur${word}`, 'Autre']);
  expect(titles(await found(partner, { search: name }))).toEqual(
    ['Autre', `Avant ${word}`, word, `${word} Plus`, `Sur${word}`].toSorted(new Intl.Collator('fr').compare),
  );
});

test('A misspelt word finds what it may have meant, and the answer says so', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  for (const title of ['Kaleidoscope', 'Kaleidophone', 'Harbourmaster']) await publish(title);
  const meant = async (word: string) => {
    const page = await found(partner, { search: `${word} ${name}` });
    return [titles(page), page.alike];
  };
  expect(await meant('kaleidoscope')).toEqual([['Kaleidoscope'], false]);
  expect(await meant('kaliedoscope')).toEqual([['Kaleidoscope'], true]);
  expect(await meant('harbormaster')).toEqual([['Harbourmaster'], true]);
  expect(await meant('Kaléidoscop')).toEqual([['Kaleidoscope'], false]);
  expect(await meant('kaleidosopes')).toEqual([['Kaleidoscope'], true]);
  expect(await meant('zzyzxqq')).toEqual([[], false]);
  expect(await meant('kal')).toEqual([['Kaleidophone', 'Kaleidoscope'], false]);
  const first = await found(partner, { search: `kaleidosope ${name}`, size: 1 });
  expect([first.alike, first.next]).toEqual([true, undefined]);
});

test('Filters narrow what is found, and each says how many offers its values have under the others', async () => {
  const { name, publisher, publish } = await aShelf(works);
  const partner = await aPartner(works);
  const of = (...categories: string[]) => ({ properties: { categories, terms: { standardContract: true, url: '' } } });
  await publish('Un', of('finance'));
  await publish('Deux', of('finance', 'storage'));
  await publish('Trois', { ...of('storage'), plans: [hourlyPlan, byolPlan] }, 'virtualMachine');
  const all = await found(partner, { search: name });
  expect(all.filters).toEqual({
    kinds: [
      { value: 'saas', offers: 2 },
      { value: 'virtualMachine', offers: 1 },
    ],
    categories: [
      { value: 'finance', offers: 2 },
      { value: 'storage', offers: 2 },
    ],
    publishers: [{ value: publisher.tenantId, name, offers: 3 }],
  });
  const storage = await found(partner, { search: name, category: 'storage' });
  expect([titles(storage), storage.total]).toEqual([['Deux', 'Trois'], 2]);
  expect(storage.filters?.categories).toEqual(all.filters?.categories);
  expect(storage.filters?.kinds).toEqual([
    { value: 'saas', offers: 1 },
    { value: 'virtualMachine', offers: 1 },
  ]);
  expect(titles(await found(partner, { publisherTenantId: publisher.tenantId, kind: 'virtualMachine' }))).toEqual([
    'Trois',
  ]);
  expect(titles(await found(partner, { publisherTenantId: newId() }))).toEqual([]);
});

test('A position belongs to its search; one of another search, or an invented one, is refused', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  for (const title of ['A', 'B', 'C']) await publish(title);
  const { next } = await found(partner, { search: name, size: 1 });
  expect(titles(await found(partner, { search: name, size: 1, after: next }))).toEqual(['B']);
  const invented = Buffer.from(JSON.stringify(['fr', name, '', '', '', '', '0', 'x', 'B', 'B'])).toString('base64url');
  for (const wish of [{ after: next }, { search: name, after: 'nothing' }, { search: name, after: invented }])
    await expect(found(partner, { size: 1, ...wish })).rejects.toMatchObject({ code: 'InvalidInput' });
  await expect(found(partner, { search: name, after: next, kind: 'saas' })).rejects.toMatchObject({
    code: 'InvalidInput',
  });
});

test('AUD-01 An offer of option 3 is in the store and in no partner’s list; one kept from the store is the other way round', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  await publish('Store only', { audience: { option: 'none', partnerTenantIds: [] } });
  await publish('Partners only', { setup: { sellThroughOperator: true, listInStore: false } });
  await publish('Both');
  expect(titles(await found(partner, { search: name }))).toEqual(['Both', 'Partners only']);
  expect(titles(await inStore({ search: name }))).toEqual(['Both', 'Store only']);
});

test('AUD-01 A stopped offer is found nowhere, and published again it is', async () => {
  const { name, publisher, publish } = await aShelf(works);
  const partner = await aPartner(works);
  const offer = await publish('Pause');
  const both = async () => [titles(await found(partner, { search: name })), titles(await inStore({ search: name }))];
  expect(await both()).toEqual([['Pause'], ['Pause']]);
  await works.as(publisher, (work) => stopOffer(work, offer.offerId));
  expect(await both()).toEqual([[], []]);
  await expect(works.as(nobody, (work) => storeOffer(work, offer.productId, { language: 'fr' }))).rejects.toMatchObject(
    {
      code: 'ProductUnknown',
    },
  );
  await republished(works, publisher, offer, {
    ...offer.document,
    listings: { fr: { title: 'Reprise', summary: 'r', description: 'd', keywords: [] } },
  });
  expect(await both()).toEqual([['Reprise'], ['Reprise']]);
});

test('A machine with a plan of the customer’s own licence is found and sold by all, whatever its publisher chose', async () => {
  const { name, publish } = await aShelf(works);
  const partner = await aPartner(works);
  const none = { audience: { option: 'none', partnerTenantIds: [] } } as const;
  const offer = await publish('Image', { plans: [hourlyPlan, byolPlan], ...none }, 'virtualMachine');
  await publish('Hidden', { plans: [hourlyPlan], ...none }, 'virtualMachine');
  const page = await found(partner, { search: name });
  expect(page.items).toMatchObject([{ title: 'Image', kind: 'virtualMachine', exclusive: false, purchasable: false }]);
  const { plans } = await works.as(partner, (work) => marketplaceOffer(work, offer.productId, { language: 'fr' }));
  expect(plans.map(({ plan, hindrances }) => [plan.planId, hindrances.map((one) => one.rule.id)])).toEqual([
    ['hourly', ['F5', 'A14']],
    ['byol', ['F5']],
  ]);
});

test('Private and stopped plans are shown neither to partners nor to customers', async () => {
  const { publish } = await aShelf(works);
  const partner = await aPartner(works);
  const privateAudience = [{ tenantId: newId(), name: 'Only one' }];
  const offer = await publish('Plans', {
    plans: [
      perSeatPlan,
      { ...meteredPlan, private: true, privateAudience, dimensions: [] },
      { ...perSeatPlan, planId: 'old', stopped: true },
    ],
  });
  const shown = await works.as(partner, (work) => marketplaceOffer(work, offer.productId, { language: 'fr' }));
  expect(shown.plans.map(({ plan }) => plan.planId)).toEqual(['team']);
  const anybody = await works.as(nobody, (work) =>
    storeOffer(work, offer.productId, { language: 'fr', country: 'FR' }),
  );
  expect(anybody.plans.map(({ plan }) => plan.planId)).toEqual(['team']);
});
