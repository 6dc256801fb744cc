import { expect, test } from 'vitest';
import { testActor, useDatabase } from '../../test/database.ts';
import { newId } from '../kernel/index.ts';
import { countList, listPage, type Listing } from './listing.ts';

const works = useDatabase();

/** Numbers 0 to 63; the filters keep one value of a bit each, and their names are as long as names become. */
const bits = [0, 1, 2, 3, 4, 5].map((bit) => `numbersWhoseBitIsAsAsked${bit}`);
const numbers: Listing<'number'> = {
  name: 'numbers-of-a-list-with-a-rather-long-name',
  select: 'n',
  from: 'generate_series(0, 63) n where true',
  sorts: { number: { sql: 'n', type: 'int' } },
  tie: { sql: 'n', type: 'int' },
  filters: Object.fromEntries(bits.map((name, bit) => [name, `(n >> ${bit}) & 1 = ?::int`])),
};

test('Every shape of a list’s question is a statement of its own, however many filters it has', async () => {
  const wrong: number[] = [];
  const names = await works.as<string[], unknown>(testActor(newId(), ['direct']), async (work) => {
    for (let mask = 0; mask < 64; mask += 1) {
      const filters = Object.fromEntries(bits.map((name, bit) => [name, (mask >> bit) & 1 ? 1 : undefined]));
      const request = { sort: 'number' as const, descending: false, search: '', filters };
      const expected = Array.from({ length: 64 }, (_, n) => n).filter((n) => (n & mask) === mask);
      const page = await listPage<{ n: number }, 'number'>(work, numbers, [], { ...request, size: 64 });
      const found = page.items.map((row) => row.n);
      if (found.join() !== expected.join()) wrong.push(mask);
      if ((await countList(work, numbers, [], request)) !== expected.length) wrong.push(mask);
    }
    const text = "select name from pg_prepared_statements where name like '%numbers-of-a-list%'";
    return (await work.prepared<{ name: string }>('test-names', text, [])).map((row) => row.name);
  });
  expect(wrong).toEqual([]);
  expect(new Set(names).size).toBe(128);
});

test('An id is found by its first six characters or more, and by five only when these are the whole of it', async () => {
  const ids: Listing<'id'> = {
    name: 'ids-of-a-list',
    select: 'n.id',
    from: `(values ('12345'), ('1234567890'), ('other')) n(id) where true`,
    words: `''::text`,
    ids: ['n.id'],
    sorts: { id: { sql: 'n.id', type: 'text' } },
    tie: { sql: 'n.id', type: 'text' },
  };
  const found = (search: string) =>
    works.as<string[], unknown>(testActor(newId(), ['direct']), async (work) => {
      const request = { sort: 'id' as const, descending: false, search, size: 9 };
      return (await listPage<{ id: string }, 'id'>(work, ids, [], request)).items.map(({ id }) => id);
    });
  expect(await found('12345')).toEqual(['12345']);
  expect(await found('123456')).toEqual(['1234567890']);
  expect(await found('234567')).toEqual([]);
});
