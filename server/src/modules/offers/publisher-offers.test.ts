import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../test/database.ts';
import { aPublisher, publishedOffer } from '../../../test/offers.ts';
import type { Actor } from '../../kernel/index.ts';
import type { ListRequest } from '../../platform/listing.ts';
import { createOffer, publisherOfferId, publisherOfferNames, publisherOffers } from './index.ts';

const works = useDatabase();
let publisher: Actor;
let other: Actor;
const names = ['Éclair', 'beta', 'Alpha', 'alpha', 'Zoé machine'];
let ids: string[];

beforeAll(async () => {
  [publisher, other] = [await aPublisher(works), await aPublisher(works)];
  ids = [];
  for (const [index, name] of names.entries()) {
    const kind = name.includes('machine') ? 'virtualMachine' : 'saas';
    const made = await works.as(publisher, (work) => createOffer(work, { kind, externalId: `own-${index}`, name }));
    ids.push(made.offerId);
  }
  await publishedOffer(works, publisher);
  await works.as(other, (work) => createOffer(work, { kind: 'saas', externalId: 'own-0', name: 'Alpha too' }));
});

type Request = Partial<ListRequest<'name' | 'age'>>;
const list = (request: Request = {}, actor = publisher) =>
  works.as(actor, (work) =>
    publisherOffers(work, { sort: 'name', descending: false, search: '', size: 100, ...request }),
  );
const named = async (request: Request) => (await list(request)).items.map(({ name }) => name);

async function walk(request: Request) {
  const pages: string[][] = [];
  let after: string | undefined;
  do {
    const page = await list({ ...request, after });
    pages.push(page.items.map(({ offerId }) => offerId));
    after = page.next;
  } while (after !== undefined);
  return pages;
}

test.for(['name', 'age'] as const)('Pages by %s together are the whole list, each offer once', async (sort) => {
  const whole = (await list({ sort })).items.map(({ offerId }) => offerId);
  expect(whole).toHaveLength(6);
  for (const size of [1, 2, 3, 6]) {
    const pages = await walk({ sort, size });
    expect(pages.flat()).toEqual(whole);
    expect(pages.every((page) => page.length === size || page === pages.at(-1))).toBe(true);
  }
});

test('By age the oldest comes first', async () => {
  expect((await list({ sort: 'age', size: 5 })).items.map(({ offerId }) => offerId)).toEqual(ids);
});

test('Words without accents, state and kind narrow the list, and the total says how many fit on all pages', async () => {
  expect(await named({ search: 'ECLAIR' })).toEqual(['Éclair']);
  expect(await named({ search: 'own-3' })).toEqual(['alpha']);
  expect(await named({ search: 'machine zoe' })).toEqual(['Zoé machine']);
  expect(await named({ search: '100%' })).toEqual([]);
  expect(await named({ filters: { kind: 'virtualMachine' } })).toEqual(['Zoé machine']);
  expect(await list({ filters: { state: 'draft' }, size: 2 })).toMatchObject({ total: 5, items: [{}, {}] });
  expect((await list({ filters: { state: 'live' } })).total).toBe(1);
});

test('An offer is found by the publisher’s own id, never another publisher’s', async () => {
  expect(await works.as(publisher, (work) => publisherOfferId(work, 'own-0'))).toBe(ids[0]);
  expect(await works.as(other, (work) => publisherOfferId(work, 'own-1'))).toBeUndefined();
  const namesFor = (actor: Actor) => works.as(actor, (work) => publisherOfferNames(work, ids.slice(0, 2)));
  expect([...(await namesFor(publisher)).values()].toSorted()).toEqual(['beta', 'Éclair']);
  expect([...(await namesFor(other)).values()]).toEqual([]);
});

test.for(['', 'x', btoa('["a"]'), btoa('["a","b","c"]')])('%j is no position of the list', async (after) => {
  await expect(list({ after })).rejects.toMatchObject({ code: 'InvalidInput' });
});
