/** The demo world in a test database, without a server: for tests of use cases. */
import type { Actor } from '../src/kernel/index.ts';
import { readWorld } from '../src/demo/index.ts';
import type { Work } from '../src/platform/work.ts';
import { testActor, type TestWorks } from './database.ts';

export interface DemoTest {
  /** An administrator of a demo tenant, by its domain's first word: `azur-cloud`, `atelier-logiciel`. */
  actor(domain: string): Actor;
  tenantId(domain: string): string;
  /** Catalogue item id of an offer's plan in a country, e.g. `('Pilote Projets', 'essentiel', 'FR')`. */
  itemId(offer: string, planId: string, country: string): Promise<string>;
}

/** Who and what is in the world; for works made with `useDatabase(undefined, cloneDemoWorld)`, in `beforeAll`. */
export async function useDemoWorld(works: TestWorks): Promise<DemoTest> {
  const world = await works.asSystem((work) => readWorld(work));
  const tenant = (domain: string) => {
    const found = world.tenants.find((one) => one.domain.startsWith(`${domain}.`));
    if (!found) throw new Error(`no demo tenant ${domain}`);
    return found;
  };
  return {
    actor: (domain) => testActor(tenant(domain).id, tenant(domain).parts),
    tenantId: (domain) => tenant(domain).id,
    itemId: (offer, planId, country) => works.asSystem((work) => availabilityOf(work, offer, planId, country)),
  };
}

async function availabilityOf(work: Work, offer: string, planId: string, country: string): Promise<string> {
  const [row] = await work.prepared<{ id: string }>(
    'test-availability',
    `select a.product_id || ':' || a.sku_id || ':' || a.id as id from offer_availability a join offer o on o.live_version_id = a.version_id
     where o.name = $1 and a.plan_id = $2 and a.market = $3`,
    [offer, planId, country],
  );
  if (!row) throw new Error(`no availability of ${offer} ${planId} in ${country}`);
  return row.id;
}
