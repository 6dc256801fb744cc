/**
 * Which test file asks for a route, found in the tests' own text: the route's address as a test writes it (literal parts,
 * with anything where a parameter stands), in a file that uses its method. What tests put together from parts is named
 * here, with the file. A route that no test asks for fails `proofs.test.ts`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredRoute } from '../../server/src/main.ts';
import { notOffered } from '../../server/src/surfaces/partner-center/not-offered.ts';

const root = join(import.meta.dirname, '../..');
const folders = ['server/src/surfaces', 'server/scenarios', 'server/test'] as const;

interface TestFile {
  readonly path: string;
  readonly text: string;
}

/** Those of every route alike prove no single one. */
const walks = /(?:isolation|role-matrix|parameters|declared-answers|openapi|fuzz\.|bad-input\.scenario)/;

const files: readonly TestFile[] = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:test|scenario)\.ts$/.test(path) && !walks.test(path))
    .toSorted()
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') })),
);

const partnerCenter = 'server/src/surfaces/partner-center';
const graph = 'server/src/surfaces/graph';

/** Addresses that tests put together, and files that prove more of a route than the first that asks for it. */
const named: readonly (readonly [RegExp, string])[] = [
  ...['v1.0', 'beta'].flatMap((version): (readonly [RegExp, string])[] => [
    [
      new RegExp(`/${version}/tenantRelationships/.*(?:accessAssignments|operations|requests)`),
      `${graph}/delegations.test.ts`,
    ],
    [new RegExp(`/${version}/tenantRelationships/`), `${graph}/graph.test.ts`],
  ]),
  [/sandboxIndirectReseller|^GET \/v1\/relationships|\/:customerId\/relationships$/, 'server/test/who-may.test.ts'],
  [
    /^(?:POST|GET|PATCH|DELETE) \/v1\/customers$|^(?:GET|PATCH|DELETE) \/v1\/customers\/:customerId$/,
    `${partnerCenter}/customers.test.ts`,
  ],
  [
    /\/users(?:\/:userId)?$|directoryroles|usermembers|customDomains$|\/organization$/,
    `${partnerCenter}/customer-users.test.ts`,
  ],
  [/applicationconsents/, `${partnerCenter}/application-consents.test.ts`],
  [/agreementstatus/, `${partnerCenter}/compliance.test.ts`],
  [/ \/v1\/profiles\//, `${partnerCenter}/profiles.test.ts`],
  [/\/v1\/margins/, `server/src/surfaces/comptoir/private-offers.test.ts`],
  [/\/products(?:\/|$)/, `${partnerCenter}/catalogue.test.ts`],
  [
    /\/subscriptions\/:subscriptionId\/activate$|^GET \/webhooks\/v1\/customers/,
    `${partnerCenter}/subscription-features.test.ts`,
  ],
  [/^PATCH \/v1\/customers\/:customerId\/orders\/:orderId$/, `${partnerCenter}/order-changes.test.ts`],
  [/\/(?:carts|orders)(?:\/|$)/, `${partnerCenter}/orders.test.ts`],
  [/\/subscriptions\/:subscriptionId$/, `${partnerCenter}/subscription-changes.test.ts`],
  [/\/:customerId\/subscriptions(?:\/|$)/, `${partnerCenter}/subscriptions.test.ts`],
  [/\/qualifications?$/, `${partnerCenter}/qualifications.test.ts`],
  [/ \/webhooks\/v1\//, `${partnerCenter}/webhooks.test.ts`],
  [/ \/api\/saas\/subscriptions/, 'server/src/surfaces/saas-fulfillment/saas-fulfillment.test.ts'],
  [
    /\/rp\/product-ingestion\/:resourceType\/:offerId\/\*/,
    'server/src/surfaces/product-ingestion/told-resources.test.ts',
  ],
];

const known = new Set(notOffered.map(({ method, path }) => `${method} /v1${path}`.toLowerCase()));

/** The file that proves a route, relative to the repository; undefined when no test asks for it. */
export function proofOf({ surface, method, url }: DeclaredRoute): string | undefined {
  const name = `${method} ${url}`;
  if (known.has(name.toLowerCase())) return 'server/src/surfaces/partner-center/not-offered.test.ts';
  const told = named.find(([pattern]) => pattern.test(name))?.[1];
  if (told !== undefined && !existsSync(join(root, told))) throw new Error(`${told} proves ${name} and is not there`);
  return told ?? searched(surface, method, url);
}

function searched(surface: string, method: string, url: string): string | undefined {
  const own = files.filter(({ path }) => path.includes(`/surfaces/${surface}/`));
  const others = files.filter(({ path }) => !path.includes(`/surfaces/${surface}/`));
  const verb = method === 'GET' ? /./ : new RegExp(`['"\`]${method}['"\`]`);
  // The whole address first, then its end alone: tests keep the beginning in a constant.
  for (const pattern of patternsOf(url)) {
    const found = [...own, ...others].find(({ text }) => pattern.test(text) && verb.test(text));
    if (found) return found.path;
  }
  return undefined;
}

/** How a test may write an address, the most telling first. */
function patternsOf(url: string): RegExp[] {
  const parts = url.split('/').filter(Boolean);
  const ends: RegExp[] = [];
  for (let from = 0; from < parts.length; from += 1) {
    const rest = parts.slice(from);
    // An end that is one word of a parameter says nothing.
    if (!rest.some((part) => !part.startsWith(':'))) break;
    if (from > 0 && rest.length === 1 && rest[0]!.length < 4) break;
    ends.push(new RegExp(`${rest.map(partOf).join('')}(?=['"\`?)\\s])`, 'i'));
  }
  return ends;
}

const partOf = (part: string) =>
  part.startsWith(':') ? '/(?:\\$\\{[^}]*\\}|[\\w.-]+)' : `/${part.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`)}`;
