import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventWords } from './words.ts';

test('Every event that may stand in the log of a partner has its words in both languages', () => {
  const told = join(import.meta.dirname, '../../../../server/src/modules/audit/domain/told.ts');
  const lines = [...readFileSync(told, 'utf8').matchAll(/^ {2}([A-Z]\w+): (.*)$/gm)];
  expect(lines.length).toBeGreaterThan(100);
  const left = /^'(?:publisher|no partner)'|^$/;
  const signIns = ['UserSignedIn', 'UserSignInFailed', 'ExternalSignInFailed'];
  const logged = lines
    .filter(([, name, line]) => !left.test(line!) && !signIns.includes(name!))
    .map(([, name]) => name!);
  expect(logged.filter((name) => !(name in eventWords))).toEqual([]);
  expect(Object.keys(eventWords).filter((name) => !logged.includes(name))).toEqual([]);
});

test('French is set as French is printed', () => {
  for (const [, fr] of Object.values(eventWords)) {
    expect(fr).not.toContain("'");
    expect(fr).not.toMatch(/ [:;!?»]|« /);
  }
});
