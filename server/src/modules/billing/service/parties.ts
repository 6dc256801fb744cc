/** Who is on an invoice, by name, as of today: what is printed is kept on the invoice. */
import type { Work } from '../../../platform/work.ts';
import { billToOf } from '../../customers/index.ts';
import { tenantOf } from '../../identity/index.ts';
import { partnerAccountsOf } from '../../partners/index.ts';
import type { Party } from '../domain/words.ts';

/** Whom a month's invoices name, by the part they take in it: a tenant may be a partner and another partner's customer. */
export interface PartyIds {
  /** The account, and whoever sells in it. */
  readonly companies: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
}

/** Customers by their billing profile, partners by their account, and who is neither (the operator) by its tenant. */
export async function partiesOf(work: Work, { companies, customers }: PartyIds): Promise<ReadonlyMap<string, Party>> {
  const profiles = await billToOf(work, [...customers]);
  const accounts = await partnerAccountsOf(work, [...companies]);
  const parties = new Map<string, Party>([...profiles, ...accounts.map((one) => [one.tenantId, one] as const)]);
  for (const id of [...companies, ...customers].filter((one) => !parties.has(one)))
    parties.set(id, await tenantOf(work, id));
  return parties;
}
