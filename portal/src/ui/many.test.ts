import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const importing = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** What is there as a whole, and why. */
const wholes: Readonly<Record<string, string>> = {
  'routes/rules.tsx': 'dated data of the programme',
  'routes/markets.tsx': 'dated data of the programme',
  'routes/jobs.tsx': 'the queue as it is now',
  'routes/mailbox.tsx': 'the sandbox’s newest mails',
  'features/private-offers/submitted.tsx': 'partners of one private offer',
  'features/private-offers/partner-rows.tsx': 'partners of one private offer',
};

test('AZP-43 A list whose rows are searched in the browser is named here, with what makes it a whole', () => {
  expect(importing(/\/whole-list\.tsx'/).toSorted()).toEqual(Object.keys(wholes).toSorted());
});

test('AZP-43 No drop-down stands beside a query of pages: what may be many is chosen with the picker, which searches the server', () => {
  const dropDowns = importing(/\bSelect(?:Input)?\b[^;]*from '/);
  const paged = new Set(importing(/useInfiniteQuery/));
  expect(dropDowns.length).toBeGreaterThan(5);
  expect(paged.size).toBeGreaterThan(0);
  expect(dropDowns.filter((file) => paged.has(file))).toEqual([]);
});

test('No file is made in the browser out of what it shows', () => {
  expect(importing(/text\/csv;|new Blob\(\['\\uFEFF/)).toEqual([]);
});
