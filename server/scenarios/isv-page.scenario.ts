/** docs/isv.md, as somebody reads it: every command of the page, one after the other in one shell. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../test/server.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** What stands in the page's `sh` blocks. */
async function commandsOf(page: string): Promise<string[]> {
  const text = await readFile(join(root, page), 'utf8');
  return Array.from(text.matchAll(/^```sh\n(.*?)^```$/gms), ([, commands]) => commands!);
}

test('ACT-02 ACT-12 The page for publishers leads from nothing to an activated purchase with usage that is charged; its webhook is told', async () => {
  const blocks = await commandsOf('docs/isv.md');
  expect(blocks.length).toBeGreaterThan(9);
  const script = ['set -euo pipefail', ...blocks].join('\n');
  const env = { ...process.env, COMPTOIR: server.origin };
  const { stdout } = await run('bash', ['-c', script], { env, timeout: 110_000 });
  const lines = stdout.trim().split('\n');
  expect(lines.slice(0, 3)).toEqual([
    `Comptoir answers at ${server.origin}`,
    expect.stringMatching(/^tenant [0-9a-f-]{36}, application [0-9a-f-]{36}$/),
    expect.stringMatching(/^a token of \d{3,} characters$/),
  ]);
  expect(lines[3]).toMatch(/^http.*\/landing\?token=/);
  expect(lines.slice(4, 9)).toEqual([
    'PendingFulfillmentStart',
    'Subscribed',
    'Accepted',
    '["Duplicate","InvalidDimension"]',
    '12.5',
  ]);
  expect(JSON.parse(lines[9]!)).toEqual(['ChangeQuantity', 200, 'Succeeded', 'Subscribed', 5]);
  expect(JSON.parse(lines[10]!)).toEqual(['ChangePlan', 200, 'Succeeded', 'Subscribed', 5]);
  expect(JSON.parse(lines[11]!)).toEqual(['Suspend', 200, 'Succeeded', 'Suspended', 5]);
  const [moved, renewed, charged] = lines.slice(12);
  expect(moved!.slice(0, 10) > renewed!.slice(0, 10)).toBe(true);
  expect(charged).toBe('Accepted');
});
