/** The PartnerID of an enrolment: an own location, one of another account by its code, or none for now (rules B7 to B10). */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { addressProblems, type TypedAddress } from '../../../programme/address-check.ts';
import { partnerIdVerdict, type EnrolmentKind } from '../../../programme/enrolment.ts';
import { marketOf } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import {
  addLocation,
  locationByMpnId,
  locationsOf,
  partnerByMpnId,
  type PartnerLocation,
} from '../../partners/index.ts';
import { enrolmentFault, requireAllowed } from '../faults.ts';
import { selectEnrolments, selectUserOfMpnId, updateEnrolment, type Enrolment } from '../store/enrolments.ts';
import { associationCodeRefused, associationCodes, useAssociationCode } from './association-codes.ts';
import { publishOf } from './draft.ts';
import { ownEnrolment } from './facts.ts';
import { openAccount } from './opening.ts';

export interface IdentifierRow extends PartnerLocation {
  /** The one that transacts for this account. */
  readonly associated: boolean;
  /** The other organisation that uses it, by a code (rule B8). */
  readonly usedBy: string | undefined;
}

/** PartnerIDs of the acting company: its locations, and the one of another account that it uses (rule B8). System only. */
export async function identifiersOf(work: Work): Promise<IdentifierRow[]> {
  const enrolments = await selectEnrolments(work, work.account);
  const used = new Set(enrolments.flatMap(({ mpnId }) => (mpnId ? [mpnId] : [])));
  const own = await locationsOf(work, work.account);
  const account = await partnerAccountIds(work, own);
  const foreign: PartnerLocation[] = [];
  for (const mpnId of used) {
    if (own.some((location) => location.mpnId === mpnId)) continue;
    const location = await locationByMpnId(work, mpnId);
    if (location) foreign.push(location);
  }
  const users = await otherUsersOf(work);
  return [...own, ...foreign].map((location) => ({
    ...location,
    associated: used.has(location.mpnId) || account.has(location.mpnId),
    usedBy: users.get(location.mpnId),
  }));
}

/** Names of the organisations that use a location of the acting company, by its PartnerID. */
async function otherUsersOf(work: Work): Promise<ReadonlyMap<string, string>> {
  const users = new Map<string, string>();
  for (const { mpnId, usedBy } of await associationCodes(work)) {
    if (usedBy && (await selectUserOfMpnId(work, mpnId)) === usedBy.tenantId) users.set(mpnId, usedBy.name);
  }
  return users;
}

async function partnerAccountIds(work: Work, locations: readonly PartnerLocation[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { mpnId, type } of locations) {
    if (type !== 'location') continue;
    const account = await partnerByMpnId(work, mpnId);
    if (account?.tenantId === work.account) ids.add(mpnId);
  }
  return ids;
}

export interface NewLocationInput {
  readonly name: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly address: TypedAddress;
}

/** Adds a location, which issues a PartnerID (rule B8). Faults: InvalidInput with every problem of the address. */
export async function addOwnLocation(work: Work, input: NewLocationInput): Promise<PartnerLocation> {
  if (!marketOf(input.country, dayOf(work.now))) {
    const message = `${input.country} is not a country of the programme at this date.`;
    throw invalidInput([{ path: 'country', code: 'CountryUnknown', message, rule: rules.C1 }]);
  }
  const problems = addressProblems(input.country, input.address).map(({ member, problem }) => ({
    path: `address.${member}`,
    code: problem === 'missing' ? 'FieldRequired' : 'AddressForm',
    message: problem === 'missing' ? 'This is required. Fill it in.' : `This is not the form of ${input.country}.`,
    rule: rules['B27/address'],
  }));
  if (problems.length > 0) throw invalidInput(problems);
  return addLocation(work, input);
}

export interface PartnerIdWish {
  readonly kind: EnrolmentKind;
  /** Null: postponed (rule B9). */
  readonly mpnId: string | null;
  /** Of another account's location. */
  readonly code?: string | undefined;
  /** Scheme, host and port of the portal. */
  readonly origin: string;
}

/**
 * Associates a PartnerID with the acting company's enrolment, or postpones it. Once the company is verified, its partner
 * account opens with it. Faults: EnrolmentUnknown, PartnerIdRefused (other country, type, or there already), PartnerIdInUse,
 * AssociationCodeRefused for every PartnerID that is not its own and has no fitting code, whether it exists or not. System only.
 */
export async function associatePartnerId(work: Work, wish: PartnerIdWish): Promise<Enrolment> {
  const { kind, mpnId } = wish;
  const enrolment = await ownEnrolment(work, kind, true);
  if (kind === 'publisher') {
    throw enrolmentFault('PartnerIdRefused', 'Publishers need no PartnerID.', { target: 'mpnId' });
  }
  if (enrolment.mpnId !== null && enrolment.status === 'authorized') {
    const message = `The PartnerID ${enrolment.mpnId} is associated with this account. It changes through support only.`;
    throw enrolmentFault('PartnerIdRefused', message, { target: 'mpnId', rule: rules.B10 });
  }
  if (mpnId === null) {
    await updateEnrolment(work, enrolment, { mpnId: null, mpnTenantId: null });
    return ownEnrolment(work, kind);
  }
  const location = await fittingLocation(work, enrolment, { ...wish, mpnId });
  await updateEnrolment(work, enrolment, { mpnId, mpnTenantId: location.tenantId });
  publishOf(work, 'PartnerIdAssociated', kind, {
    kind,
    mpnId,
    ofAnotherAccount: location.tenantId !== work.account,
  });
  const associated = await ownEnrolment(work, kind);
  if (associated.status === 'authorized') await openAccount(work, associated);
  return associated;
}

async function fittingLocation(
  work: Work,
  { country }: Enrolment,
  { mpnId, code, origin }: PartnerIdWish & { readonly mpnId: string },
): Promise<PartnerLocation> {
  const location = await locationByMpnId(work, mpnId);
  if (!location) throw associationCodeRefused(mpnId);
  const details = { target: 'mpnId', values: { mpnId, country, locationCountry: location.country } };
  if (location.tenantId !== work.account) await useAssociationCode(work, location, code, origin);
  requireAllowed(partnerIdVerdict(location, country), 'PartnerIdRefused', details);
  const [user, account] = [await selectUserOfMpnId(work, mpnId), await partnerByMpnId(work, mpnId)];
  if ((user && user !== work.account) || (account && account.tenantId !== work.account)) {
    throw enrolmentFault(
      'PartnerIdInUse',
      `The PartnerID ${mpnId} is associated with another account: one account, one location. Take another one.`,
      { target: 'mpnId', rule: rules.B10, values: { mpnId } },
    );
  }
  return location;
}
