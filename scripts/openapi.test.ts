import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../docs/openapi');

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const names = await readdir(folder);

test('Every API has a document', () => {
  expect(names.toSorted()).toEqual([
    'comptoir.json',
    'graph.json',
    'partner-center.json',
    'product-ingestion.json',
    'saas-fulfillment.json',
    'sandbox.json',
  ]);
});

test.each(names)('%s names every operation once, and every schema that it refers to is in it', async (name) => {
  const text = await readFile(join(folder, name), 'utf8');
  const { openapi, paths, components } = JSON.parse(text) as Document;
  expect(openapi).toBe('3.1.0');
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids).toHaveLength(new Set(ids).size);
  const referred = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, schema]) => schema!);
  expect([...new Set(referred)].toSorted()).toEqual(Object.keys(components.schemas));
});
