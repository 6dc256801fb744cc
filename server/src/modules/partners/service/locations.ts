/** Use cases on locations: each has a PartnerID, and the first one of a company gives its headquarters one too. */
import type { Work } from '../../../platform/work.ts';
import type { TypedAddress } from '../../../programme/address-check.ts';
import type { PartnerEvents } from '../events.ts';
import {
  insertLocation,
  nextMpnId,
  selectLocation,
  selectLocations,
  type PartnerLocation,
} from '../store/locations.ts';
import type { LocationType } from '../tables.ts';

/** Locations of a company, the oldest first. */
export async function locationsOf(work: Work, tenantId: string): Promise<PartnerLocation[]> {
  return selectLocations(work, tenantId);
}

/** The location of a PartnerID, whoever's, or undefined. */
export async function locationByMpnId(work: Work, mpnId: string): Promise<PartnerLocation | undefined> {
  return selectLocation(work, mpnId);
}

export interface NewLocation {
  readonly name: string;
  /** ISO 3166-1 alpha-2, upper case; checked by the caller. */
  readonly country: string;
  readonly address: TypedAddress;
}

/** Adds a location to the acting company and issues its PartnerID (rules B8, B10). */
export async function addLocation(work: Work, input: NewLocation): Promise<PartnerLocation> {
  const tenantId = work.account;
  const there = await selectLocations(work, tenantId);
  if (!there.some(({ type }) => type === 'global')) await issue(work, tenantId, 'global', input);
  return issue(work, tenantId, 'location', input);
}

/** A PartnerID that nobody has. */
export async function freeMpnId(work: Work): Promise<string> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const mpnId = await nextMpnId(work);
    if (!(await selectLocation(work, mpnId))) return mpnId;
  }
  throw new Error('no PartnerID is free');
}

/** PartnerIDs given by hand may stand where the sequence comes along. */
const mostTries = 100;

async function issue(
  work: Work,
  tenantId: string,
  type: LocationType,
  { name, country, address }: NewLocation,
): Promise<PartnerLocation> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const mpnId = await nextMpnId(work);
    const location: PartnerLocation = { tenantId, mpnId, type, name, country, address, createdAt: work.now };
    if (!(await insertLocation(work, location))) continue;
    const newValue: PartnerEvents['PartnerLocationAdded'] = { mpnId, type, name, country };
    work.publish({
      name: 'PartnerLocationAdded',
      aggregateType: 'partner-location',
      aggregateId: mpnId,
      partnerTenantId: tenantId,
      newValue,
    });
    return location;
  }
  throw new Error('no PartnerID is free');
}
