import { expect, test } from 'vitest';
import { contractOn, contractVersions } from './contract-text.ts';

const text = (title: string) => `# ${title}\n\nFirst words\nin two lines.\n\n## 1. Parties\n\nOne.\n\nTwo.\n`;
const files = (...entries: readonly (readonly [string, string])[]) => contractVersions(new Map(entries));

test('SUP-04 Texts named by day and language are the versions of the standard contract, the oldest first', () => {
  const { versions, problems } = files(
    ['2027-03-01.fr.md', text('Nouveau')],
    ['2027-03-01.en.md', text('New')],
    ['2026-01-01.en.md', `\uFEFF${text('Old').replaceAll('\n', '\r\n')}`],
    ['2026-01-01.fr.md', text('Ancien')],
  );
  expect(problems).toEqual([]);
  expect(versions.map(({ since, texts }) => [since.toString(), texts.en.title, texts.fr.title])).toEqual([
    ['2026-01-01', 'Old', 'Ancien'],
    ['2027-03-01', 'New', 'Nouveau'],
  ]);
  expect(versions[0]!.texts.en).toEqual({
    title: 'Old',
    introduction: ['First words in two lines.'],
    clauses: [{ heading: '1. Parties', paragraphs: ['One.', 'Two.'] }],
  });
});

test('SUP-04 The version of a day is the newest that has begun, and before all of them the first', () => {
  const { versions } = files(
    ['2026-01-01.en.md', text('A')],
    ['2026-01-01.fr.md', text('A')],
    ['2027-03-01.en.md', text('B')],
    ['2027-03-01.fr.md', text('B')],
  );
  const on = (day: string) => contractOn(versions, Temporal.PlainDate.from(day)).since.toString();
  expect(['2020-05-05', '2026-01-01', '2027-02-28', '2027-03-01', '2030-01-01'].map(on)).toEqual([
    '2026-01-01',
    '2026-01-01',
    '2026-01-01',
    '2027-03-01',
    '2027-03-01',
  ]);
});

test('A file that cannot be a version is named with what it lacks', () => {
  expect(files(['contract.md', text('A')]).problems).toEqual([
    'contract.md must be named by day and language, for example 2026-01-01.en.md',
  ]);
  expect(files(['2026-02-30.en.md', text('A')]).problems[0]).toMatch(/^2026-02-30\.en\.md must be named/);
  expect(files(['2026-01-01.en.md', 'Words.'], ['2026-01-01.fr.md', '# Titre\n\nRien.']).problems).toEqual([
    '2026-01-01.en.md must begin with a title ("# …") and have clauses ("## …")',
    '2026-01-01.fr.md must begin with a title ("# …") and have clauses ("## …")',
  ]);
  expect(files(['2026-01-01.en.md', text('A')]).problems).toEqual([
    '2026-01-01.fr.md is missing: each version has an English and a French text',
  ]);
  expect(files().problems).toEqual(['there is no text: add 2026-01-01.en.md and .fr.md']);
});
