/** Use cases on partner accounts. */
import { dayOf } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import { marketOf } from '../../../programme/markets.ts';
import { maySell, type SellingPartner } from '../../../programme/selling.ts';
import type { PartnerEvents } from '../events.ts';
import { mayNotSell, mpnIdTaken, outsideMarkets, partnerNotFound } from '../faults.ts';
import {
  insertPartner,
  selectPartner,
  selectPartnerByMpnId,
  selectPartnersByMpnId,
  selectPartners,
  updateAgreementSigned,
  updateKind,
  updateNameAndAddress,
  type PartnerAccount,
  type PartnerPresence,
} from '../store/accounts.ts';
import { insertLocation } from '../store/locations.ts';
import { selectProfiles } from '../store/search.ts';
import type { PartnerKind, PartnerState } from '../tables.ts';

export interface NewPartnerAccount extends PartnerPresence {
  readonly tenantId: string;
  /** Legal name. */
  readonly name: string;
  readonly kind: PartnerKind;
  /** 5 to 10 digits. */
  readonly mpnId: string;
  /** ISO 3166-1 alpha-2; region and billing currency follow from it (rules C1, C6). */
  readonly country: string;
  /** `active` when absent. */
  readonly state?: PartnerState;
  /** When the partner agreement was signed; absent while it is not. */
  readonly agreementSignedAt?: Temporal.Instant;
}

type Statements = Pick<Work, 'prepared'>;

/**
 * Opens the partner account of a tenant; region and currency are those of its country at `work.now`. System only.
 * Faults: PartnerOutsideMarkets, MpnIdTaken.
 */
export async function createPartnerAccount(work: Work, input: NewPartnerAccount): Promise<PartnerAccount> {
  const market = marketOf(input.country, dayOf(work.now));
  if (!market) throw outsideMarkets(input.country);
  const partner: PartnerAccount = {
    tenantId: input.tenantId,
    name: input.name,
    kind: input.kind,
    mpnId: input.mpnId,
    country: market.country,
    region: market.regionCode,
    currency: market.partnerCurrency,
    state: input.state ?? 'active',
    agreementSignedAt: input.agreementSignedAt,
  };
  if (!(await insertPartner(work, partner, input, work.now))) throw mpnIdTaken(input.mpnId);
  // Its PartnerID is a location, of its own unless it was another account's before (rules B8, B10).
  await insertLocation(work, {
    tenantId: partner.tenantId,
    mpnId: partner.mpnId,
    type: 'location',
    name: partner.name,
    country: partner.country,
    address: {},
    createdAt: work.now,
  });
  const { name, kind, mpnId, country, region, currency } = partner;
  const newValue: PartnerEvents['PartnerAccountCreated'] = { name, kind, mpnId, country, region, currency };
  work.publish({
    name: 'PartnerAccountCreated',
    aggregateType: 'partner',
    aggregateId: partner.tenantId,
    partnerTenantId: partner.tenantId,
    newValue,
  });
  return partner;
}

/** Notes that the partner agreement of the account's region was signed now; the first signature stays. System only. */
export async function signPartnerAgreement(work: Work, tenantId: string): Promise<void> {
  const partner = await partnerAccountOf(work, tenantId);
  if (partner.agreementSignedAt) return;
  await updateAgreementSigned(work, tenantId, work.now);
  const newValue: PartnerEvents['PartnerAgreementSigned'] = {
    region: partner.region,
    signedAt: work.now.toString(),
  };
  work.publish({ name: 'PartnerAgreementSigned', ...aboutPartner(tenantId), newValue });
}

/** An indirect reseller becomes a direct partner, on the same account (rules B1, B23). System only. */
export async function changePartnerKind(work: Work, tenantId: string, kind: PartnerKind): Promise<void> {
  const partner = await partnerAccountOf(work, tenantId);
  if (partner.kind === kind) return;
  await updateKind(work, tenantId, kind);
  const oldValue: PartnerEvents['PartnerKindChanged'] = { kind: partner.kind };
  const newValue: PartnerEvents['PartnerKindChanged'] = { kind };
  work.publish({ name: 'PartnerKindChanged', ...aboutPartner(tenantId), oldValue, newValue });
}

/** A partner is known by another name or address, which were verified. System only. */
export async function renamePartner(
  work: Work,
  tenantId: string,
  { name, address: given }: { readonly name: string; readonly address?: string },
): Promise<void> {
  const [before] = await selectProfiles(work, [tenantId]);
  if (!before) return;
  const address = given ?? before.address;
  if (before.name === name && before.address === address) return;
  await updateNameAndAddress(work, tenantId, { name, address });
  const oldValue: PartnerEvents['PartnerRenamed'] = { name: before.name, address: before.address };
  const newValue: PartnerEvents['PartnerRenamed'] = { name, address };
  work.publish({ name: 'PartnerRenamed', ...aboutPartner(tenantId), oldValue, newValue });
}

const aboutPartner = (tenantId: string) => ({
  aggregateType: 'partner',
  aggregateId: tenantId,
  partnerTenantId: tenantId,
});

/** The partner account of a tenant, or undefined when it has none. */
export async function findPartnerAccount(work: Statements, tenantId: string): Promise<PartnerAccount | undefined> {
  return selectPartner(work, tenantId);
}

/** The partner account of a tenant. Faults: PartnerNotFound. */
export async function partnerAccountOf(work: Statements, tenantId: string): Promise<PartnerAccount> {
  const partner = await selectPartner(work, tenantId);
  if (!partner) throw partnerNotFound(tenantId);
  return partner;
}

/** The partner accounts of these tenants, by name; tenants without one are left out. */
export async function partnerAccountsOf(work: Statements, tenantIds: readonly string[]): Promise<PartnerAccount[]> {
  return tenantIds.length === 0 ? [] : selectPartners(work, tenantIds);
}

/** The account of a location PartnerID, or undefined. */
export async function partnerByMpnId(work: Statements, mpnId: string): Promise<PartnerAccount | undefined> {
  return selectPartnerByMpnId(work, mpnId);
}

/** The accounts of these location PartnerIDs, by PartnerID; those nobody has are left out. */
export async function partnersByMpnId(
  work: Statements,
  mpnIds: readonly string[],
): Promise<ReadonlyMap<string, PartnerAccount>> {
  const partners = await selectPartnersByMpnId(work, mpnIds);
  return new Map(partners.map((partner) => [partner.mpnId, partner]));
}

/** The same answer as `maySell`, as a fault. Faults: PartnerMayNotSell, PartnerAgreementMissing. */
export function requireSeller(partner: SellingPartner): void {
  const verdict = maySell(partner);
  if (!verdict.allowed) throw mayNotSell(verdict.rule, verdict.reason);
}
