/**
 * Every declared route of every API, with bodies, queries and addresses that its own schema does not describe: refused in the
 * surface's own words. A new route is in this walk the day it is declared.
 */
import type { World } from '@comptoir/contracts/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { client } from '../../scripts/story/client.ts';
import { playStory } from '../../scripts/story/play.ts';
import { newId } from '../src/kernel/index.ts';
import { declaredRoutes, type DeclaredRoute } from '../src/main.ts';
import { callServer, type Called } from './http.ts';
import { ownedThings, type Owned } from './owned.ts';
import { namesOf, tokensOf, type TokenOf } from './rightful.ts';
import { sampleOf, wrongBodies } from './samples.ts';
import { startTestServer, type TestServer } from './server.ts';

let server: TestServer;
let owned: Owned;
let tokenOf: TokenOf;
let routes: readonly DeclaredRoute[];

beforeAll(async () => {
  server = await startTestServer();
  await playStory(server.origin, () => undefined);
  const world = await client(server.origin).get<World>('/sandbox/v1/world');
  owned = await ownedThings(server.origin, world);
  tokenOf = tokensOf(server, world);
  // The sandbox's clock would be led to any year; who deletes comes last.
  const declared = (await declaredRoutes(server.context.config)).filter(
    ({ url }) => !url.endsWith('/sandbox/v1/clock'),
  );
  const last = (route: DeclaredRoute) => (route.method === 'DELETE' ? 1 : 0);
  routes = declared.toSorted((one, other) => last(one) - last(other));
});
afterAll(() => server.stop());

/** Words of our inside: a stack, a statement, what the database says. */
const inside =
  /\bat (?:async )?[\w.<>]+ \(|\.ts:\d+|node:internal|node_modules|\bselect\b.+\bfrom\b.+\bwhere\b|insert into \w|duplicate key|violates .*constraint|relation "|column "|invalid input syntax|invalid byte sequence|unterminated/i;
/** Of the first tenants, and nowhere among what is sent. */
const secret = 'Les Quais';

const wrong: string[] = [];
let asked = 0;

function judge(route: DeclaredRoute, why: string, { status, text }: Called): void {
  asked += 1;
  const told = `${route.method} ${route.url} (${why}): ${status} ${text.slice(0, 300)}`;
  if (status >= 500) wrong.push(told);
  else if (status >= 400 && inside.test(text)) wrong.push(`words of our inside: ${told}`);
}

interface Sent {
  readonly route: DeclaredRoute;
  readonly why: string;
  readonly path: string;
  readonly body?: string;
  readonly who?: 'owner' | 'stranger';
}

async function send({ route, why, path, body, who = 'owner' }: Sent): Promise<Called> {
  const token = await tokenOf(route, who);
  const answer = await callServer(server.origin, route.method, path, {
    ...(token ? { token } : {}),
    ...(body === undefined ? {} : { body }),
    headers: { 'ms-requestid': newId() },
  });
  judge(route, why, answer);
  return answer;
}

/** Several at a time: what one does is not the other's to wait for. */
async function all<Item>(items: readonly Item[], body: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await body(item);
  };
  await Promise.all(Array.from({ length: 4 }, lane));
}

const writes = ({ method }: DeclaredRoute) => ['POST', 'PUT', 'PATCH'].includes(method);
const seedOf = ({ method, url }: DeclaredRoute) =>
  Buffer.from(`${method}${url}`).reduce((sum, byte) => (sum * 31 + byte) % 2_147_483_647, 7);

test('Bodies of wrong types, with members missing, more, huge, in any script and deep are refused by every route, in its own words', async () => {
  wrong.length = asked = 0;
  await all(routes.filter(writes), async (route) => {
    const sample = sampleOf(route.body, owned.values) ?? {};
    const path = owned.addressOf(route);
    for (const [why, body] of wrongBodies(sample, seedOf(route))) await send({ route, why, path, body });
  });
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(1_500);
}, 60_000);

const oddities = ['\u202Eاختبار 🙂', `';select 1 from tenant--`, 'x'.repeat(6_000), '-1', '9e99', 'null'];

test('Queries and addresses of any script and length are refused or not found, by every route', async () => {
  wrong.length = asked = 0;
  await all(
    routes.filter((route) => !writes(route)),
    async (route) => {
      const [path = '', query = ''] = owned.addressOf(route).split('?');
      const odd = oddities[seedOf(route) % oddities.length]!;
      const named = /:[A-Za-z]+/.exec(route.url)?.[0];
      if (named) {
        const address = owned.addressOf({ ...route, url: route.url.replace(named, encodeURIComponent(odd)) });
        await send({ route, why: `address ${odd.slice(0, 20)}`, path: address });
      }
      const names = namesOf(route.query);
      if (names.length === 0 || route.method === 'DELETE') return;
      const each = new URLSearchParams([...new URLSearchParams(query), ...names.map((name) => [name, odd])]);
      await send({ route, why: 'every parameter', path: `${path}?${each.toString()}` });
      const twice = names.flatMap((name) => [`${name}=1`, `${name}=2`, `${name}[x]=3`]).join('&');
      await send({ route, why: 'twice', path: `${path}?${query}&${twice}` });
    },
  );
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(400);
}, 60_000);

test('What a route describes, sent by a stranger to another’s address, brings nothing of the other to light', async () => {
  wrong.length = asked = 0;
  const shown: string[] = [];
  await all(
    routes.filter(({ access }) => access.permission !== 'public'),
    async (route) => {
      // There is one operator, and one provider: nobody is a stranger to itself.
      if ((await tokenOf(route)) === (await tokenOf(route, 'stranger'))) return;
      const sample = writes(route) ? { body: JSON.stringify(sampleOf(route.body, owned.values) ?? {}) } : {};
      const sent = { route, why: 'a stranger', path: owned.addressOf(route), who: 'stranger' as const, ...sample };
      const { status, text } = await send(sent);
      const others = status < 400 ? [secret, ...owned.secrets] : [secret];
      const theirs = others.filter((one) => text.includes(one) && !(sample.body ?? '').includes(one));
      if (theirs.length > 0) shown.push(`${route.method} ${route.url}: ${status} ${theirs.join(', ')}`);
    },
  );
  expect([wrong, shown]).toEqual([[], []]);
}, 60_000);

test('A body of ten megabytes is refused by every API without being kept, and the next request is answered', async () => {
  wrong.length = asked = 0;
  const body = JSON.stringify({ name: 'x'.repeat(10_000_000) });
  for (const [, [route]] of Map.groupBy(routes.filter(writes), ({ surface }) => surface)) {
    const { status } = await send({ route: route!, why: 'ten megabytes', path: owned.addressOf(route!), body });
    expect([route!.surface, status >= 400 && status < 500]).toEqual([route!.surface, true]);
  }
  expect(wrong).toEqual([]);
  expect((await callServer(server.origin, 'GET', '/healthz')).status).toBe(200);
});
