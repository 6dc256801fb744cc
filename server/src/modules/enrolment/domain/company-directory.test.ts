import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCompanies, readDuns } from './company-directory.ts';

test('ENR-32 B11 A DUNS number has nine digits, however they are spaced', () => {
  expect(readDuns(' 26-000-0019 ')).toBe('260000019');
  for (const none of ['2600000', '2600000190', 'x260000019', '260000019x', '']) expect(readDuns(none)).toBeUndefined();
});

test('ENR-32 The file of the sandbox is a directory; what is none is refused', () => {
  const content = readFileSync(new URL('../../../programme/data/companies.json', import.meta.url), 'utf8');
  expect(readCompanies(content)?.map(({ name }) => name)).toContain('Cabinet Éclair');
  for (const wrong of ['', '{}', '[{}]', '[1]', '[null]', '["x"]', 'null', content.replace('"260000019"', '"1"')]) {
    expect(readCompanies(wrong)).toBeUndefined();
  }
});
