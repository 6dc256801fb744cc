/** Use cases on what a company says of itself: its legal, billing, support and organisation profiles. */
import type { Problem } from '../../../kernel/index.ts';
import { invalidInput } from '../../../platform/invalid-input.ts';
import type { Work } from '../../../platform/work.ts';
import { tenantOf } from '../../identity/index.ts';
import {
  addressProblems,
  isSameCompany,
  type CompanyAddress,
  type LegalContacts,
  type LegalProfile,
  type OrganizationProfile,
  type PartnerBillingProfile,
  type SupportProfile,
} from '../domain/profiles.ts';
import type { PartnerEvents } from '../events.ts';
import { legalProfileVerified, profileChanged } from '../faults.ts';
import { selectProfile, writeProfile, type KeptProfile } from '../store/profiles.ts';
import { selectProfiles } from '../store/search.ts';
import type { CompanyProfileKind } from '../tables.ts';

/** A profile with the version that its next writer names; 0 while it was never written. */
export interface Versioned<Profile> {
  readonly profile: Profile;
  readonly version: number;
}

/** What is known of a company before it wrote anything: its account, else its tenant. */
async function knownOf(work: Work, tenantId: string) {
  const tenant = await tenantOf(work, tenantId);
  const [account] = await selectProfiles(work, [tenantId]);
  const legal = await selectProfile(work, tenantId, 'legal');
  const address: CompanyAddress = {
    country: account?.country ?? tenant.country,
    addressLine1: account?.address ?? '',
    city: '',
  };
  const said = legal?.profile as LegalProfile | undefined;
  const company: LegalProfile = { companyName: account?.name ?? tenant.name, address, ...said };
  return { tenant, account, legal, company };
}

export interface OwnLegalProfile extends LegalProfile, LegalContacts {
  /** A company that has a partner account was verified, or opened before there was vetting. */
  readonly verified: boolean;
}

/** The acting company's legal profile: what was verified, with the contacts that were named last. */
export async function legalProfile(work: Work): Promise<Versioned<OwnLegalProfile>> {
  const { account, legal, company } = await knownOf(work, work.account);
  const contacts = await selectProfile(work, work.account, 'legal_contacts');
  const newer = contacts && (!legal || Temporal.Instant.compare(contacts.changedAt, legal.changedAt) >= 0);
  const profile = { ...company, ...(newer ? (contacts.profile as LegalContacts) : {}), verified: !!account };
  return { profile, version: contacts?.version ?? 0 };
}

/**
 * Changes the contacts of the legal profile. Name and address were verified: another vetting changes them. Faults:
 * LegalProfileVerified, ProfileChanged, InvalidInput.
 */
export async function changeLegalProfile(
  work: Work,
  wish: LegalContacts & Pick<LegalProfile, 'companyName' | 'address'>,
  version: number,
): Promise<Versioned<OwnLegalProfile>> {
  const { companyName, address, ...contacts } = wish;
  const { profile } = await legalProfile(work);
  if (!isSameCompany(profile, { companyName, address })) throw legalProfileVerified();
  const { companyApproverAddress: approver } = contacts;
  if (approver) refuse(addressProblems(approver, 'companyApproverAddress'));
  await write(work, 'legal_contacts', { ...contacts }, version);
  return legalProfile(work);
}

/** Whom the operator's invoices to the acting company concern; the legal profile until it says otherwise. */
export async function partnerBillingProfile(work: Work): Promise<Versioned<PartnerBillingProfile>> {
  const kept = await selectProfile(work, work.account, 'billing');
  if (kept) return versioned<PartnerBillingProfile>(kept);
  const { companyName, address, taxId } = (await knownOf(work, work.account)).company;
  return { profile: { companyName, address, taxId }, version: 0 };
}

/** Faults: ProfileChanged, InvalidInput. */
export async function changePartnerBillingProfile(
  work: Work,
  profile: PartnerBillingProfile,
  version: number,
): Promise<Versioned<PartnerBillingProfile>> {
  const { profile: standing } = await partnerBillingProfile(work);
  refuse(addressProblems(profile.address, 'address', standing.address));
  return write(work, 'billing', profile, version);
}

/** Whom the acting company's customers ask first; empty until it is filled in. */
export async function supportProfile(work: Work): Promise<Versioned<SupportProfile>> {
  const kept = await selectProfile(work, work.account, 'support');
  if (kept) return versioned<SupportProfile>(kept);
  return { profile: { email: '', phoneNumber: '', website: '' }, version: 0 };
}

/** One way at least by which customers reach somebody, unless there was none. Faults: ProfileChanged, InvalidInput. */
export async function changeSupportProfile(
  work: Work,
  profile: SupportProfile,
  version: number,
): Promise<Versioned<SupportProfile>> {
  const empty = ({ email, phoneNumber, website }: SupportProfile) => !email && !phoneNumber && !website;
  if (empty(profile) && !empty((await supportProfile(work)).profile)) {
    refuse([{ path: 'email', code: 'custom', message: 'give an address, a number or a site' }]);
  }
  return write(work, 'support', profile, version);
}

export async function organizationProfile(work: Work): Promise<Versioned<OrganizationProfile>> {
  const { tenant, company } = await knownOf(work, work.account);
  const kept = await selectProfile(work, work.account, 'organization');
  const { companyName, address } = company;
  const { language, country } = tenant;
  const usual = { companyName, address, email: '', language, culture: `${language}-${country}` };
  return { profile: { ...usual, ...(kept?.profile as OrganizationProfile | undefined) }, version: kept?.version ?? 0 };
}

/** What the enrolment keeps beside these members stays. Faults: ProfileChanged, InvalidInput. */
export async function changeOrganizationProfile(
  work: Work,
  profile: OrganizationProfile,
  version: number,
): Promise<Versioned<OrganizationProfile>> {
  const { profile: standing } = await organizationProfile(work);
  refuse([
    ...addressProblems(profile.address, 'defaultAddress', standing.address),
    ...(profile.email || !standing.email ? [] : [{ path: 'email', code: 'too_small', message: 'must be given' }]),
  ]);
  const kept = await selectProfile(work, work.account, 'organization');
  return write(work, 'organization', { ...kept?.profile, ...profile }, version);
}

/** Keeps a profile as it was verified, whatever stood there. System only. */
export async function keepProfile(
  work: Work,
  tenantId: string,
  kind: 'legal' | 'organization' | 'support',
  profile: Readonly<Record<string, unknown>>,
): Promise<void> {
  const there = await selectProfile(work, tenantId, kind);
  await writeProfile(work, tenantId, { kind, profile, version: there?.version ?? 0 });
}

const versioned = <Profile>({ profile, version }: KeptProfile): Versioned<Profile> => ({
  profile: profile as Profile,
  version,
});

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalidInput(problems);
}

async function write<Profile extends object>(
  work: Work,
  kind: CompanyProfileKind,
  profile: Profile,
  version: number,
): Promise<Versioned<Profile>> {
  const before = await selectProfile(work, work.account, kind);
  const written = { kind, profile: { ...profile } as Readonly<Record<string, unknown>>, version };
  if (!(await writeProfile(work, work.account, written))) throw profileChanged();
  const newValue: PartnerEvents['CompanyProfileChanged'] = { kind, version: version + 1, profile: written.profile };
  work.publish({
    name: 'CompanyProfileChanged',
    aggregateType: 'company-profile',
    aggregateId: `${work.account}/${kind}`,
    partnerTenantId: work.account,
    oldValue: before?.profile ?? {},
    newValue,
  });
  return { profile, version: version + 1 };
}
