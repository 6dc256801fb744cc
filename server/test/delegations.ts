/** Requests for delegated administration, for the tests of Graph's paths. */
import { expect } from 'vitest';
import { namedGroups } from '../src/modules/identity/index.ts';
import type { AllTables } from '../src/tables.ts';
import { worksOf } from './database.ts';
import { useStage } from './stage.ts';

export const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
export const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
export const licenceAdministrator = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
export const root = '/v1.0/tenantRelationships/delegatedAdminRelationships';
export const roles = (...ids: string[]) => ({ unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })) });

export interface Wish {
  readonly displayName?: string;
  readonly duration?: string;
  readonly autoExtendDuration?: string;
  readonly customer?: { readonly tenantId: string } | null;
  readonly accessDetails?: ReturnType<typeof roles>;
}

let count = 0;

/** A server with the demo world, and its first partner's requests to its first customer. */
export function useDelegations() {
  const stage = useStage();
  const works = () => worksOf(stage.server.context);

  /** A person's token for Graph, by the beginning of the user name. */
  async function person(name: string): Promise<string> {
    const users = stage.world.tenants.flatMap((tenant) => tenant.users);
    const { userPrincipalName } = users.find((user) => user.userPrincipalName.startsWith(name))!;
    const body = { userPrincipalName, resource: 'https://graph.microsoft.com' };
    return (await stage.call(undefined, 'POST', '/sandbox/v1/tokens', { body })).body.access_token as string;
  }
  const alice = () => person('alice@');
  const customer = (prefix = 'boulangerie-martin') => person(`admin@${prefix}.`);

  async function create(wish: Wish = {}) {
    count += 1;
    const body = {
      displayName: `Support ${count}`,
      duration: 'P365D',
      customer: { tenantId: stage.customer('boulangerie-martin') },
      accessDetails: roles(globalReader, userAdministrator),
      ...wish,
    };
    return stage.call(await alice(), 'POST', root, { body });
  }

  const ask = async (token: string, id: string, action: string) =>
    stage.call(token, 'POST', `${root}/${id}/requests`, { body: { action } });

  /** One that waits for the customer. */
  async function sent(wish: Wish = {}): Promise<string> {
    const { body } = await create(wish);
    expect((await ask(await alice(), body.id, 'lockForApproval')).status).toBe(201);
    return body.id as string;
  }

  async function active(wish: Wish = {}): Promise<string> {
    const id = await sent(wish);
    expect((await ask(await customer(), id, 'approve')).status).toBe(201);
    return id;
  }

  const read = async (id: string) => (await stage.call(await alice(), 'GET', `${root}/${id}`)).body;
  return { stage, works, person, alice, customer, create, ask, sent, active, read, ...recordsOf(stage, works) };
}

/** What is left of them: the partner's groups, events, mails. */
function recordsOf(stage: ReturnType<typeof useStage>, works: () => ReturnType<typeof worksOf>) {
  const groups = () =>
    works().asSystem<Awaited<ReturnType<typeof namedGroups>>, AllTables>((work) =>
      namedGroups(work, stage.azur.tenantId),
    );
  const groupNamed = async (name: string) => (await groups()).find((group) => group.name === name)!.id;
  const eventsOf = (id: string) =>
    works().asSystem<unknown[], AllTables>((work) =>
      work.db
        .selectFrom('event')
        .select(['name', 'actor_name', 'customer_tenant_id'])
        .where('aggregate_id', '=', id)
        .orderBy('seq')
        .execute(),
    );
  const mails = () =>
    works().asSystem<{ recipient: string; subject: string; text: string; links: unknown }[], AllTables>((work) =>
      work.db.selectFrom('mail').select(['recipient', 'subject', 'text', 'links']).orderBy('at').execute(),
    );
  return { groupNamed, eventsOf, mails };
}
