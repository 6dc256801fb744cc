/** What the schemas of a surface are called in its OpenAPI document: as its contract exports them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const contracts = join(import.meta.dirname, '../../contracts/src');

/** Objects that the contract of a surface exports, by their names with a capital; each once. */
export async function contractsOf(surface: string): Promise<ReadonlyMap<string, z.ZodType>> {
  const all = (await readdir(contracts, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const files = all.filter((name) => name === `${surface}.ts` || name.startsWith(`${surface}/`)).toSorted();
  const named = new Map<string, z.ZodType>();
  const known = new Set<unknown>();
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    const exported = (await import(join(contracts, file))) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(exported)) {
      if (!(value instanceof z.ZodObject) || known.has(value)) continue;
      const plain = name[0]!.toUpperCase() + name.slice(1);
      const id = named.has(plain) ? `${plain}Of${file.replace(/^.*\/|\.ts$/g, '').replaceAll(/\W/g, '')}` : plain;
      known.add(value);
      named.set(id, value);
    }
  }
  return named;
}
