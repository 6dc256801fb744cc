/** What the demo world remembers of itself, and how it is told (`GET /sandbox/v1/world`). */
import type { World } from '@comptoir/contracts/sandbox';
import { sql } from 'kysely';
import { systemActor } from '../kernel/index.ts';
import type { Context } from '../platform/context.ts';
import type { JsonColumn, InstantColumn } from '../platform/tables.ts';
import type { Work } from '../platform/work.ts';

export type WorldTenant = World['tenants'][number];

export interface WorldDocument {
  readonly tenants: readonly WorldTenant[];
}

export interface WorldTables {
  sandbox_world: { id: boolean; document: JsonColumn<WorldDocument>; made_at: InstantColumn };
}

export async function worldDocument(work: Work<WorldTables>): Promise<WorldDocument | undefined> {
  return (await work.db.selectFrom('sandbox_world').select('document').executeTakeFirst())?.document;
}

/** Whether this database is, or was, a sandbox. */
export async function isSandbox(context: Pick<Context, 'runner'>): Promise<boolean> {
  return context.runner.run({ actor: systemActor, system: true }, async (work: Work<WorldTables>) => {
    return (await worldDocument(work)) !== undefined;
  });
}

/** Sets the clock of a sandbox whose world is yet to be made; once it is there, the clock only moves forward. */
export async function startClock({ runner }: Pick<Context, 'runner'>, at: Temporal.Instant): Promise<void> {
  await runner.run({ actor: systemActor, system: true }, (work) =>
    work.prepared(
      'start-clock',
      `update sandbox_clock set shift = $1::timestamptz - clock_timestamp() where not exists (select from sandbox_world)`,
      [at],
    ),
  );
}

export async function keepWorld(work: Work<WorldTables>, document: WorldDocument): Promise<void> {
  await work.db
    .insertInto('sandbox_world')
    .values({ id: true, document: JSON.stringify(document), made_at: work.now })
    .execute();
}

/** Credentials of one of the demo world's applications. */
export async function secretOf(
  work: Work<WorldTables>,
  clientId: string,
): Promise<{ tenantId: string; clientSecret: string } | undefined> {
  for (const tenant of (await worldDocument(work))?.tenants ?? []) {
    const app = tenant.apps.find((one) => one.clientId.toLowerCase() === clientId.toLowerCase());
    if (app) return { tenantId: tenant.id, clientSecret: app.clientSecret };
  }
  return undefined;
}

/** The whole world: who lives in it, and every SaaS offer that is sold, the ones made since included. */
export async function readWorld(work: Work<WorldTables>): Promise<World> {
  const document = await worldDocument(work);
  return { now: work.now.toString(), tenants: [...(document?.tenants ?? [])], offers: await publishedOffers(work) };
}

type WorldOffer = World['offers'][number];

/**
 * The catalogue as a whole crosses every publisher, which no module's use case does: the sandbox may look. Of what is
 * bought in Partner Center, with plans that are sold to everybody and cost something from the first day, because who
 * reads the world is after something to buy; other kinds, listings, private, stopped and trial plans are in the catalogue.
 */
async function publishedOffers(work: Work<WorldTables>): Promise<WorldOffer[]> {
  const { rows } = await sql<WorldOffer>`
    select o.product_id as "productId", o.external_id as "externalId", o.name, o.publisher_tenant_id as "publisherTenantId", o.kind, o.state, a.option as audience,
      (select coalesce(json_agg(json_build_object(
          'planId', p.plan_id,
          'name', d.plan ->> 'name',
          'skuId', p.sku_id,
          'pricing', case when d.plan ->> 'pricingModel' = 'perSeat' then 'perSeat'
                          when jsonb_array_length(d.plan -> 'dimensions') > 0 then 'metered' else 'flat' end,
          'terms', (select json_agg(distinct t ->> 'term') from jsonb_array_elements(d.plan -> 'terms') t)) order by p.sku_id), '[]')
        from jsonb_array_elements(v.document -> 'plans') as d(plan)
        join offer_plan p on p.offer_id = o.id and p.plan_id = d.plan ->> 'planId'
        where not coalesce((d.plan ->> 'private')::boolean, false) and not coalesce((d.plan ->> 'stopped')::boolean, false)
          and not coalesce((d.plan ->> 'trial')::boolean, false)) as plans
    from offer o
    join offer_version v on v.id = o.live_version_id
    join offer_audience a on a.offer_id = o.id
    where o.kind = 'saas'
    order by o.name, o.product_id`.execute(work.db);
  return rows;
}
