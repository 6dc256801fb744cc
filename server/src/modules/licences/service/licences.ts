/**
 * Use cases on licences: by a partner within what the customer delegated, and by the customer itself. Seats are of the
 * accounts of all the customer's partners: system only.
 */
import type { Work } from '../../../platform/work.ts';
import { inCustomer } from '../../delegated-administration/index.ts';
import { licencesInUse, licencesOf, personOf, setLicences, userNotFound, type Person } from '../../identity/index.ts';
import { purchasable } from '../../offers/index.ts';
import { seatsOf } from '../../subscriptions/index.ts';
import {
  decideLicences,
  subscribedSku,
  type Licence,
  type LicenceRefusal,
  type SubscribedSku,
} from '../domain/licences.ts';
import { licenceFault } from '../faults.ts';

export interface PersonAt {
  readonly customerTenantId: string;
  readonly userId: string;
}

export interface LicenceChange {
  readonly assign: readonly string[];
  readonly remove: readonly string[];
}

/**
 * SKUs of a partner's customer, by name. Faults: LicencesOfOwnTenant, CustomerNotFound, DelegationMissing.
 */
export async function customerLicences(work: Work, customerTenantId: string): Promise<SubscribedSku[]> {
  requireOther(work, customerTenantId);
  return skusOf(await inCustomer(work, customerTenantId, 'readPeople'));
}

/** What a person of a partner's customer holds. Faults: those of `customerLicences`, UserNotFound. */
export async function customerLicencesOf(work: Work, { customerTenantId, userId }: PersonAt): Promise<Licence[]> {
  requireOther(work, customerTenantId);
  const there = await inCustomer(work, customerTenantId, 'readPeople');
  return heldBy(there, await personOf(there, there.account, userId));
}

/**
 * Gives and takes licences of a person of a partner's customer. Faults: those of `customerLicencesOf`, LicenceUnknown,
 * LicencesExhausted, UsageLocationMissing.
 */
export async function changeCustomerLicences(
  work: Work,
  { customerTenantId, userId }: PersonAt,
  change: LicenceChange,
): Promise<void> {
  requireOther(work, customerTenantId);
  const there = await inCustomer(work, customerTenantId, 'assignLicences');
  await changeLicences(there, await personOf(there, there.account, userId), change);
}

/** SKUs of the acting tenant, by name. */
export function ownLicences(work: Work): Promise<SubscribedSku[]> {
  return skusOf(work);
}

/** What a person of the acting tenant holds. Faults: UserNotFound. */
export async function ownLicencesOf(work: Work, userId: string): Promise<Licence[]> {
  return heldBy(work, await personOf(work, work.account, userId));
}

/** Gives a person of the acting tenant exactly these. Faults: UserNotFound and those of `changeCustomerLicences`. */
export async function setOwnLicences(work: Work, userId: string, wanted: readonly string[]): Promise<Licence[]> {
  const person = await personOf(work, work.account, userId);
  const held = await licencesOf(work, person);
  const remove = held.filter((skuId) => !wanted.includes(skuId));
  await changeLicences(work, person, { assign: wanted, remove });
  return heldBy(work, person);
}

async function changeLicences(there: Work, person: Person, change: LicenceChange): Promise<void> {
  // Who is deleted holds none and is given none: whoever wants to restores it first.
  if (person.state === 'deleted') throw userNotFound(person.id);
  const skus = await skusOf(there, { hold: true });
  const held = await licencesOf(there, person);
  const decision = decideLicences({ ...change, held, usageLocation: person.usageLocation }, skus);
  if ('refusal' in decision) throw refused(decision.refusal, person);
  await setLicences(there, person, decision.licences);
}

/** Those that the tenant has seats of. With `hold`, nobody else gives one until the work ends. */
async function skusOf(work: Work, options: { readonly hold?: boolean } = {}): Promise<SubscribedSku[]> {
  const inUse = await licencesInUse(work, work.account, options);
  const seats = await seatsOf(work, work.account);
  const licences = await named(
    work,
    seats.map((one) => one.availabilityId),
  );
  const skus = seats.map((one) => subscribedSku(licences.get(one.skuId)!, one, inUse.get(one.skuId) ?? 0));
  return skus.toSorted((one, other) => one.name.localeCompare(other.name, 'en') || (one.skuId < other.skuId ? -1 : 1));
}

/** Licences of which the tenant has seats; of what it has no more, nothing can be used. */
async function heldBy(work: Work, person: Person): Promise<Licence[]> {
  const held = await licencesOf(work, person);
  return (await skusOf(work)).filter(({ skuId }) => held.includes(skuId));
}

async function named(work: Work, availabilityIds: readonly string[]): Promise<ReadonlyMap<string, Licence>> {
  const items = await purchasable(work, availabilityIds);
  return new Map(
    items.map(({ productId, skuId, offerName, planName, planId }) => {
      const id = `${productId}:${skuId}`;
      return [id, { skuId: id, name: `${offerName} – ${planName}`, planId }];
    }),
  );
}

function requireOther({ actor }: Work, customerTenantId: string): void {
  if (customerTenantId.toLowerCase() !== actor.tenantId) return;
  const message =
    'Here a partner gives licences to people of its customers. For your own people use the user management of your account settings.';
  throw licenceFault('LicencesOfOwnTenant', message, { target: 'customerId' });
}

const reasons: Readonly<Record<LicenceRefusal['code'], (refusal: LicenceRefusal, person: Person) => string>> = {
  LicenceUnknown: ({ skuId }) =>
    `There is no subscription with licences of ${skuId!.slice(0, 100)}. Choose one of the subscribed SKUs.`,
  LicencesExhausted: ({ name }) => `No licence of ${name} is left. Buy more seats, or take one from somebody else.`,
  UsageLocationMissing: (_refusal, { displayName }) =>
    `${displayName} has no usage location. Set one: licences depend on the country in which they are used.`,
};

function refused(refusal: LicenceRefusal, person: Person) {
  const { code, name } = refusal;
  return licenceFault(code, reasons[code](refusal, person), {
    ...(code === 'UsageLocationMissing' ? { target: 'usageLocation' } : {}),
    ...(name ? { values: { name } } : {}),
  });
}
