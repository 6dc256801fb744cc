import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { permissions } from '../../kernel/index.ts';
import { allRules, documentOf, findRule, languages, ruleHoldsOn, ruleWords, rules, withSource } from './index.ts';

const root = join(import.meta.dirname, '../../../..');
const registry = 'server/src/programme/rules/';

async function sources(): Promise<{ readonly file: string; readonly text: string }[]> {
  const folders = ['contracts/src', 'portal/src', 'server/src', 'server/migrations'];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  );
  const files = names.flat().filter((name) => /\.(?:tsx?|sql)$/.test(name) && !name.startsWith(registry));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })));
}

test('A rule and its source are typed nowhere but in the registry', async () => {
  const typed = /\bid: '[A-H]\d+['/]|source: ['"`](?:SEED|MS|INF)\b|\b(?:SEED \d|INF from)/;
  const found = (await sources()).filter(({ file, text }) => typed.test(text) && !/\.test\.tsx?$/.test(file));
  expect(found.map(({ file }) => file)).toEqual([]);
});

test('The source of a permission names a document by the title that the registry has, and no code', () => {
  const titles = new Set(allRules().flatMap(({ sources }) => sources.map((source) => documentOf(source).title.en)));
  for (const [name, { source }] of Object.entries(permissions)) {
    expect(source, name).not.toMatch(/\bSEED\b|\bINF\b|\.md\b/);
    for (const [, title] of source.matchAll(/“([^”]+)”/g)) expect(titles, name).toContain(title);
  }
});

test('Every rule that a comment names stands in the registry', async () => {
  const unknown = new Set<string>();
  for (const { text } of await sources()) {
    const prose = text.replaceAll(/\n\s*(?:\*|\/\/|--)\s?/g, ' ');
    for (const [, ids] of prose.matchAll(/\brules?\s+([A-H]\d+(?:(?:,\s*|\s+and\s+|\s+to\s+)[A-H]\d+)*)/g)) {
      for (const [id] of ids!.matchAll(/[A-H]\d+/g)) if (!findRule(id)) unknown.add(id);
    }
  }
  expect([...unknown]).toEqual([]);
});

test('Each rule is one sentence in French and in English, typeset as each language asks', () => {
  for (const { id, statement } of allRules()) {
    for (const language of languages) expect(statement[language], id).toMatch(/^[\p{Lu}“«].*\.$/u);
    expect(statement.fr, id).not.toMatch(/'|[^\u00A0][:;?!»]|«[^\u00A0]/);
    expect(statement.en, id).not.toMatch(/'|\u00A0/);
    for (const language of languages) expect(statement[language], id).not.toMatch(/\b[A-H]\d+\b|SEED|\bINF\b/);
  }
});

test('What a rule is said to be follows from the document that decides it', () => {
  const origins = { binding: 'source', filled: 'microsoft', inferred: 'decision' } as const;
  for (const {
    id,
    kind,
    sources: [first],
  } of allRules())
    expect(documentOf(first).origin, id).toBe(origins[kind]);
});

test('Rules stand in the order of their ids, and the citation of each is its id', () => {
  const ids = allRules().map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })));
  expect(Object.values(rules).map(({ id }) => id)).toEqual(ids);
});

test('A reader is told the statement and the titles of the documents, in the reader’s language', () => {
  expect(ruleWords(rules.A15, 'fr')).toEqual({
    statement: 'L’autorisation d’un partenaire qui a déjà revendu l’offre à un client ne peut plus être supprimée.',
    source: '«\u00a0Programme des fournisseurs de solution Cloud\u00a0», ligne\u00a098',
  });
  expect(ruleWords(rules.A2, 'en')?.source).toBe('“Cloud Solution Provider program”, lines 25–30');
  expect(withSource('It is not.', rules.A14)).toBe('It is not. (“Cloud Solution Provider program”, lines 90–94)');
  const ours = allRules().find(({ sources }) => sources.every((each) => documentOf(each).origin === 'decision'))!;
  expect(ruleWords(ours, 'fr')).toEqual({ statement: ours.statement.fr, source: '' });
  expect(withSource('It is not.', ours)).toBe('It is not.');
  expect(ruleWords({ id: 'Z9' }, 'en')).toBeUndefined();
  expect(withSource('It is not.', { id: 'Z9' })).toBe('It is not.');
});

test('A rule holds from its first day to its last, both included', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const rule = { since: '2024-02-29', until: '2024-12-31' };
  expect(ruleHoldsOn(rule, day('2024-02-28'))).toBe(false);
  expect(ruleHoldsOn(rule, day('2024-02-29'))).toBe(true);
  expect(ruleHoldsOn(rule, day('2024-12-31'))).toBe(true);
  expect(ruleHoldsOn(rule, day('2025-01-01'))).toBe(false);
  expect(ruleHoldsOn({}, day('1999-01-01'))).toBe(true);
});
