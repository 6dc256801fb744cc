/** Who is on an invoice, by name, as of today: what is printed is kept on the invoice. */
import type { Work } from '../../../platform/work.ts';
import { billToOf } from '../../customers/index.ts';
import { tenantOf } from '../../identity/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import type { Party } from '../domain/words.ts';

/** Customers by their billing profile, partners by their account, and who is neither (the operator) by its tenant. */
export async function partiesOf(work: Work, tenantIds: readonly string[]): Promise<ReadonlyMap<string, Party>> {
  const parties = new Map<string, Party>(await billToOf(work, tenantIds));
  const partners = await partnerAccountsOf(
    work,
    tenantIds.filter((id) => !parties.has(id)),
  );
  for (const partner of partners) parties.set(partner.tenantId, partner);
  for (const id of tenantIds.filter((one) => !parties.has(one))) parties.set(id, await tenantOf(work, id));
  return parties;
}
