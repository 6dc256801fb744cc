/** Row policies as PostgreSQL keeps them: they compare columns with settings, so that they cost nothing and distribute. */
import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

const works = useDatabase();

const policiesText = `select tablename || '.' || policyname as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as text
  from pg_policies where schemaname = 'public' order by 1`;
const readingText = `select proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.prosrc ~* '\\mfrom\\M'`;

test('Row policies compare columns with settings: none asks a table, by itself or by a function', async () => {
  const { rows: policies } = await works.pools.owner.query<{ name: string; text: string }>(policiesText);
  const { rows: functions } = await works.pools.owner.query<{ name: string }>(readingText);
  expect(policies.length).toBeGreaterThan(50);
  const asks = (text: string) => /\bselect\b/i.test(text) || functions.some(({ name }) => text.includes(`${name}(`));
  expect(policies.filter(({ text }) => asks(text)).map(({ name }) => name)).toEqual([]);
});
