/** Use cases on the people of a tenant: change, roles, disable, delete, restore; who asks must have the right already. */
import { isGuid, isMailAddress, type Role } from '../../../kernel/index.ts';
import type { CountedPage, ListRequest } from '../../../platform/listing.ts';
import { sendMail } from '../../../platform/mail.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { addressChangedMail } from '../domain/mails.ts';
import type { IdentityEvents } from '../events.ts';
import { peopleRefused, userNameForeign, userNameTaken, userNotFound } from '../faults.ts';
import { selectUserByName } from '../store/directory.ts';
import {
  countOtherGlobalAdmins,
  erasePeople,
  firstDeleted,
  lockPeople,
  selectGroups,
  selectPeople,
  selectPerson,
  updatePerson,
  type GroupRow,
  type PersonChange,
  type PersonRow,
  type PersonSort,
  type PersonState,
} from '../store/people.ts';
import { deleteSignIns } from '../store/sign-ins.ts';
import { concerned } from './concerned.ts';
import { setLicences } from './licences.ts';
import { tenantOf } from './tenants.ts';
import { giveRoles, requireCountry, takeRoles } from './users.ts';

/** A person as those who manage people see it. */
export interface Person {
  readonly id: string;
  readonly tenantId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** BCP 47. */
  readonly language: string | undefined;
  readonly phoneNumber: string | undefined;
  readonly usageLocation: string | undefined;
  readonly immutableId: string | undefined;
  readonly state: PersonState;
  readonly mustChangePassword: boolean;
  readonly createdAt: Temporal.Instant;
  /** Deleted people can be restored for 30 days from then on. */
  readonly deletedAt: Temporal.Instant | undefined;
  readonly roles: readonly Role[];
}

export type Group = GroupRow;

/** People of a tenant, a page. Without a state: those that are not deleted. */
export async function peopleOf(
  work: Work,
  tenantId: string,
  request: ListRequest<PersonSort>,
): Promise<CountedPage<Person>> {
  const page = await selectPeople(work, tenantId, request);
  return { ...page, items: page.items.map(fromRow) };
}

/** A person of the tenant, deleted ones too. Faults: UserNotFound. */
export async function personOf(work: Work, tenantId: string, id: string): Promise<Person> {
  const row = isGuid(id) ? await selectPerson(work, tenantId, id) : undefined;
  if (!row) throw userNotFound(id);
  return fromRow(row);
}

/** Groups of a tenant, with their members. */
export function groupsOf(work: Work, tenantId: string): Promise<Group[]> {
  return selectGroups(work, tenantId);
}

/** Refuses a user principal name that is no address of the tenant's domain. Faults: UserNameForeign. */
export async function requireOwnName(work: Work, tenantId: string, userPrincipalName: string): Promise<void> {
  const { domain } = await tenantOf(work, tenantId);
  const ending = `@${domain}`.toLowerCase();
  if (!isMailAddress(userPrincipalName) || !userPrincipalName.toLowerCase().endsWith(ending))
    throw userNameForeign(domain);
}

export interface PersonWish {
  /** Whoever renames is the system: the name is unique in the whole house. */
  readonly userPrincipalName?: string;
  readonly displayName?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly language?: string | null;
  readonly phoneNumber?: string | null;
  readonly usageLocation?: string | null;
  readonly immutableId?: string | null;
}

/**
 * Changes names, address and language; what is not named stays. Whose address somebody else changes is told at the old one. Faults: InvalidInput for a usage location that is no
 * country; UserNameForeign and UserNameTaken for a new user principal name.
 */
export async function changePerson(work: Work, person: Person, wish: PersonWish): Promise<void> {
  requireCountry(wish.usageLocation);
  const before: Record<string, string | null> = {};
  const after: Record<string, string | null> = {};
  for (const [name, value] of Object.entries(wish) as [keyof PersonWish, string | null | undefined][]) {
    const held = person[name] ?? null;
    if (value === undefined || value === held) continue;
    before[name] = held;
    after[name] = value;
  }
  if (Object.keys(after).length === 0) return;
  if (after['userPrincipalName']) await requireFreeName(work, person, after['userPrincipalName']);
  if (!(await updatePerson(work, { id: person.id, tenant_id: person.tenantId }, columnsOf(after))))
    throw userNameTaken(after['userPrincipalName']!);
  publish(work, 'UserChanged', person, { oldValue: before, newValue: after });
  if (after['email'] && work.actor.userId !== person.id) await tellOldAddress(work, person);
}

/** Once an hour of business time: nobody's mailbox is filled by an address that goes back and forth. */
async function tellOldAddress(work: Work, person: Person): Promise<void> {
  const { language } = await tenantOf(work, person.tenantId);
  const hour = work.now.toString().slice(0, 13);
  await sendMail(work, {
    to: person.email,
    ...addressChangedMail(person, work.now, person.language ?? language),
    reason: `address-changed/${person.id}/${person.email}/${hour}`,
  });
}

/** One of the tenant's own that nobody else has. */
async function requireFreeName(work: Work, { id, tenantId }: Person, name: string): Promise<void> {
  await requireOwnName(work, tenantId, name);
  await lockPeople(work, tenantId);
  const holder = await selectUserByName(work, name);
  if (holder && holder.id !== id) throw userNameTaken(name);
}

const columnNames: Readonly<Record<string, keyof PersonChange>> = {
  userPrincipalName: 'user_principal_name',
  immutableId: 'immutable_id',
  displayName: 'display_name',
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  language: 'language',
  phoneNumber: 'phone_number',
  usageLocation: 'usage_location',
};

const columnsOf = (values: Readonly<Record<string, string | null>>): PersonChange =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [columnNames[name], value]));

/**
 * Gives the person exactly these roles. The last active global admin keeps that role. What tokens say follows within the
 * hour. Faults: LastGlobalAdmin.
 */
export async function setRoles(work: Work, person: Person, wanted: readonly Role[]): Promise<void> {
  const roles = [...new Set(wanted)].toSorted();
  const added = roles.filter((role) => !person.roles.includes(role));
  const taken = person.roles.filter((role) => !roles.includes(role));
  if (added.length === 0 && taken.length === 0) return;
  if (taken.includes('global_admin')) await requireAnotherGlobalAdmin(work, person);
  const row = { id: person.id, tenant_id: person.tenantId };
  await takeRoles(work, row, taken);
  await giveRoles(work, row, added);
  await save(work, person, {});
  const [oldValue, newValue]: IdentityEvents['UserRolesChanged'][] = [{ roles: person.roles }, { roles }];
  publish(work, 'UserRolesChanged', person, { oldValue, newValue });
}

/** Disables or enables; whoever is disabled is signed out everywhere. Faults: LastGlobalAdmin. System only. */
export async function setPersonActive(work: Work, person: Person, active: boolean): Promise<void> {
  if ((person.state === 'active') === active || person.state === 'deleted') return;
  if (!active) await requireAnotherGlobalAdmin(work, person);
  await save(work, person, { active });
  if (!active) await deleteSignIns(work, person.id, '');
  publish(work, active ? 'UserEnabled' : 'UserDisabled', person);
}

/** Deletes; kept for 30 days, in which nobody else gets the name. Its licences are free at once. Faults: LastGlobalAdmin. System only. */
export async function deletePerson(work: Work, person: Person): Promise<void> {
  if (person.state === 'deleted') return;
  await requireAnotherGlobalAdmin(work, person);
  await setLicences(work, person, []);
  await save(work, person, { deleted_at: work.now });
  await deleteSignIns(work, person.id, '');
  publish(work, 'UserDeleted', person);
}

/** Brings a deleted person back as it was. */
export async function restorePerson(work: Work, person: Person): Promise<void> {
  if (person.state !== 'deleted') return;
  await save(work, person, { deleted_at: null });
  publish(work, 'UserRestored', person);
}

/** Active global admins of the person's tenant beside it; others who change people of the tenant wait from now on. */
export async function otherGlobalAdmins(
  work: Work,
  { tenantId, id }: Pick<Person, 'tenantId' | 'id'>,
): Promise<number> {
  await lockPeople(work, tenantId);
  return countOtherGlobalAdmins(work, tenantId, id);
}

async function requireAnotherGlobalAdmin(work: Work, person: Person): Promise<void> {
  if (person.state !== 'active' || !person.roles.includes('global_admin')) return;
  if ((await otherGlobalAdmins(work, person)) === 0) throw peopleRefused('LastGlobalAdmin');
}

async function save(work: Work, { id, tenantId }: Person, change: PersonChange): Promise<void> {
  await updatePerson(work, { id, tenant_id: tenantId }, change);
}

type PersonEvent = 'UserChanged' | 'UserRolesChanged' | 'UserDisabled' | 'UserEnabled' | 'UserDeleted' | 'UserRestored';

function publish(
  work: Work,
  name: PersonEvent,
  person: Person,
  values: { readonly oldValue?: unknown; readonly newValue?: unknown } = {},
): void {
  const named: IdentityEvents['UserDeleted'] = { userPrincipalName: person.userPrincipalName };
  const about = { aggregateType: 'user', aggregateId: person.id, ...concerned(work, person.tenantId) };
  work.publish({ name, ...about, newValue: named, ...values });
}

const keptDays = 30;

/** Deleted people go for good after 30 days of business time; the audit trail keeps what they did. */
export const erasedPeopleSweep: Sweep = {
  name: 'erased-people',
  nextDue: async (work) => (await firstDeleted(work))?.add({ hours: 24 * keptDays }),
  async run(work) {
    const gone = await erasePeople(work, work.now.subtract({ hours: 24 * keptDays }));
    for (const { id, tenant_id: partnerTenantId, user_principal_name: userPrincipalName } of gone) {
      const newValue: IdentityEvents['UserErased'] = { userPrincipalName };
      work.publish({ name: 'UserErased', aggregateType: 'user', aggregateId: id, partnerTenantId, newValue });
    }
    return gone.length;
  },
};

function fromRow(row: PersonRow): Person {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    userPrincipalName: row.user_principal_name,
    displayName: row.display_name,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    language: row.language ?? undefined,
    phoneNumber: row.phone_number ?? undefined,
    usageLocation: row.usage_location?.trim() ?? undefined,
    immutableId: row.immutable_id ?? undefined,
    state: row.state,
    mustChangePassword: row.must_change_password,
    createdAt: row.created_at,
    deletedAt: row.deleted_at ?? undefined,
    roles: row.roles,
  };
}
