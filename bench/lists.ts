/** Long lists over HTTP: a page among a million rows, and a walk through a hundred thousand; times beside their limits. */
import type { World } from '@comptoir/contracts/sandbox';
import type { ClientBase } from 'pg';
import { applicationToken, resources, tenantOf } from '../scripts/story/client.ts';
import { printFigure } from './figures.ts';

const rows = 1_000_000;
const walked = 100_000;
const pageSize = 100;
const pageLimitMs = 10;
const walkPageSize = 500;
/** A subscription is 1.5 KB of JSON, a customer a third of it. */
const walkLimitsMs = { customers: 2_000, subscriptions: 5_000 } as const;

/** Prints a row for each figure; one above its limit ends the run with an error. */
export async function measureLists(origin: string, world: World, database: ClientBase): Promise<void> {
  const partner = tenantOf(world, 'direct', 'FR');
  const customer = world.tenants.find((one) => one.name === 'Boulangerie Martin')!.id;
  await addRows(database, partner.id, customer);
  const headers = { authorization: `Bearer ${await applicationToken(origin, partner, resources.partnerCenter)}` };
  const get = (path: string, token?: string) =>
    fetch(`${origin}/v1${path}`, { headers: token ? { ...headers, 'MS-ContinuationToken': token } : headers });
  console.log(`\nLists: ${walked} customers; ${rows} subscriptions, of which one customer has ${walked}`);
  console.log('                                       p50 ms   p95 ms   p99 ms   limit ms');
  const subscriptions = `/customers/${customer}/subscriptions`;
  for (const [what, path] of [
    ['customers', '/customers'],
    ['subscriptions', subscriptions],
  ] as const) {
    const pages = await walk(get, path);
    const middle = pages.tokens[Math.floor(pages.tokens.length / 2)]!;
    const page = { limitMs: pageLimitMs, within: 0.5, times: 200 };
    await printFigure({ ...page, what: `${what}, the first ${pageSize}`, ask: () => get(`${path}?size=${pageSize}`) });
    await printFigure({
      ...page,
      what: `${what}, ${pageSize} in the middle`,
      ask: () => get(`${path}?size=${pageSize}&seekOperation=Next`, middle),
    });
    const limitMs = walkLimitsMs[what];
    const late = pages.ms > limitMs ? '   TOO SLOW' : '';
    if (late) process.exitCode = 1;
    console.log(
      `  ${`${what}, all ${pages.items} by ${walkPageSize}`.padEnd(34)} ${String(Math.ceil(pages.ms)).padStart(8)} ms in all, limit ${limitMs}${late}`,
    );
  }
}

/** Every page of a list, one after another. */
async function walk(
  get: (path: string, token?: string) => Promise<Response>,
  path: string,
): Promise<{ readonly ms: number; readonly items: number; readonly tokens: readonly string[] }> {
  const begun = performance.now();
  const tokens: string[] = [];
  let items = 0;
  for (let token: string | undefined; ;) {
    const next = token === undefined ? '' : '&seekOperation=Next';
    const answer = await get(`${path}?size=${walkPageSize}${next}`, token);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    const page = (await answer.json()) as { items: readonly unknown[]; continuationToken?: string };
    items += page.items.length;
    token = page.continuationToken;
    if (token === undefined) return { ms: performance.now() - begun, items, tokens };
    tokens.push(token);
  }
}

/** Copies of a customer and of a subscription. What they refer to is there: no foreign key is checked again. */
async function addRows(database: ClientBase, partner: string, customer: string): Promise<void> {
  const { rows: columns } = await database.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'subscription'::regclass and attnum > 0 and not attisdropped order by attnum`,
  );
  const changed: Readonly<Record<string, string>> = {
    id: `md5('bought' || n)::uuid`,
    customer_tenant_id: `case when n <= ${walked} then s.customer_tenant_id else md5('list' || n % ${walked} + 1)::uuid end`,
    created_at: `now() - make_interval(secs => n)`,
  };
  await database.query(`
    begin;
    set local session_replication_role = replica;
    insert into tenant (id, name, domain, country, created_at)
      select md5('list' || n)::uuid, 'Client ' || n, 'client-' || n || '.example', 'FR', now() from generate_series(1, ${walked}) n;
    insert into customer (tenant_id, commerce_id, company_name, domain, country, region, billing_profile, billing_profile_id,
        administrator_id, created_at, partner_tenant_ids, current_partner_tenant_ids)
      select md5('list' || n)::uuid, md5('list' || n)::uuid, 'Client ' || n, 'client-' || n || '.example', 'FR', c.region,
        c.billing_profile, md5('list' || n)::uuid, c.administrator_id, now(), c.partner_tenant_ids, c.current_partner_tenant_ids
      from generate_series(1, ${walked}) n, customer c where c.tenant_id = '${customer}';
    insert into customer_relationship (partner_tenant_id, customer_tenant_id, customer_name, customer_domain, state, since)
      select '${partner}', md5('list' || n)::uuid, 'Client ' || n, 'client-' || n || '.example', 'reseller', now()
      from generate_series(1, ${walked}) n;
    insert into subscription (${columns.map(({ name }) => name).join(', ')})
      select ${columns.map(({ name }) => changed[name] ?? `s.${name}`).join(', ')}
      from (select * from subscription where partner_tenant_id = '${partner}' and customer_tenant_id = '${customer}' limit 1) s,
        generate_series(1, ${rows}) n;
    commit;`);
}
