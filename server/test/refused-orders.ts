/** Orders of a partner that were refused, as the audit trail has them. */
import type { ServedStage } from './stage.ts';

/** Code and customer of each. */
export async function refusedOrders({ server }: ServedStage, tenantId: string): Promise<string[]> {
  const text = `select concat(new_value ->> 'code', ' ', new_value -> 'named' ->> 'customerId') as told from event
    where name = 'OrderRefused' and actor_tenant_id = $1 order by seq`;
  const { rows } = await server.context.pools.owner.query<{ told: string }>(text, [tenantId]);
  return rows.map(({ told }) => told);
}
