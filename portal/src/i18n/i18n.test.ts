import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]!).toSorted((left, right) => left.localeCompare(right));

/** Names of the values a text takes; words inside a plural's branches are not names. */
const valuesOf = (text: string) => [...new Set(placeholders(text.replaceAll(/(?:=\d+|one|other) \{[^{}]*\}/g, '')))];

describe('the two languages', () => {
  test('have the same texts, none of them empty', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    for (const text of [...Object.values(fr), ...Object.values(en)]) expect(text.trim()).not.toBe('');
  });

  test.each(Object.keys(en) as (keyof typeof en)[])('%s takes the same values in both and can be formatted', (id) => {
    expect(valuesOf(fr[id])).toEqual(valuesOf(en[id]));
    for (const [locale, messages] of Object.entries({ fr, en })) {
      const onError = (error: unknown) => {
        throw error;
      };
      const intl = createIntl({ locale, messages, onError });
      const values = Object.fromEntries(placeholders(messages[id]).map((name) => [name, 2]));
      expect(intl.formatMessage({ id }, values)).not.toContain('{');
    }
  });

  test('French is set as French is printed: typographic apostrophes, no-break spaces before double punctuation', () => {
    for (const [id, text] of Object.entries(fr)) {
      expect(text, id).not.toContain("'");
      expect(text, id).not.toMatch(/ [:;!?»]|« /);
    }
  });

  test('every text is used somewhere', () => {
    const folder = join(import.meta.dirname, '..');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
    const source = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    // Families are named by a template, e.g. `errors.${code}`.
    const families = [...source.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((match) => match[1]!);
    const unused = Object.keys(en).filter(
      (id) =>
        !new RegExp(`['"]${id.replaceAll('.', '[.]')}['"]`).test(source) &&
        !families.some((family) => id.startsWith(family)),
    );
    expect(unused).toEqual([]);
  });
});
