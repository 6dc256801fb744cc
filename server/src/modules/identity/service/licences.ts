/** Licences that people hold. How many there are, and who may give them, is for the caller to know. System only. */
import type { Work } from '../../../platform/work.ts';
import type { IdentityEvents } from '../events.ts';
import { countLicences, deleteLicences, insertLicences, lockLicences, selectLicences } from '../store/licences.ts';
import { concerned } from './concerned.ts';

/** Whose they are. */
interface Holder {
  readonly id: string;
  readonly tenantId: string;
}

/** SKU ids that a person holds. */
export function licencesOf(work: Work, { tenantId, id }: Holder): Promise<string[]> {
  return selectLicences(work, tenantId, id);
}

/**
 * How many people of a tenant hold each SKU. With `hold`, nobody else gives one of the tenant's until the work ends.
 */
export async function licencesInUse(
  work: Work,
  tenantId: string,
  { hold = false }: { readonly hold?: boolean } = {},
): Promise<ReadonlyMap<string, number>> {
  if (hold) await lockLicences(work, tenantId);
  return new Map((await countLicences(work, tenantId)).map(({ skuId, count }) => [skuId, count]));
}

/** Gives a person exactly these. */
export async function setLicences(
  work: Work,
  person: Holder & { readonly userPrincipalName: string },
  wanted: readonly string[],
): Promise<void> {
  const held = await licencesOf(work, person);
  const licences = [...new Set(wanted)].toSorted();
  const given = licences.filter((skuId) => !held.includes(skuId));
  const taken = held.filter((skuId) => !licences.includes(skuId));
  if (given.length === 0 && taken.length === 0) return;
  await deleteLicences(work, person, taken);
  await insertLicences(work, person, given);
  const named = { userPrincipalName: person.userPrincipalName };
  const [oldValue, newValue]: IdentityEvents['UserLicencesChanged'][] = [
    { ...named, licences: held },
    { ...named, licences },
  ];
  const about = { aggregateType: 'user', aggregateId: person.id, ...concerned(work, person.tenantId) };
  work.publish({ name: 'UserLicencesChanged', ...about, oldValue, newValue });
}
