/** What several use cases of enrolment ask: own enrolment, who may enrol, what is known of the company already. */
import { dayOf, type Verdict } from '../../../kernel/index.ts';
import type { Work } from '../../../platform/work.ts';
import {
  heldInstead,
  mayEnrol,
  programmeStatus,
  type EnrolmentKind,
  type ProgrammeFacts,
  type ProgrammeStatus,
  type SellerKind,
} from '../../../programme/enrolment.ts';
import { marketOf } from '../../../programme/markets.ts';
import { rules } from '../../../programme/rules/index.ts';
import { findUser, tenantOf } from '../../identity/index.ts';
import { findPartnerAccount, locationByMpnId, type PartnerAccount } from '../../partners/index.ts';
import { emptyProfile, isAt, type EnrolmentProfile } from '../domain/profile.ts';
import { enrolmentFault } from '../faults.ts';
import { selectSignatures, type Signature } from '../store/agreements.ts';
import { selectEnrolment, selectEnrolments, type Enrolment } from '../store/enrolments.ts';
import { isNominated } from '../store/nominations.ts';

/** The acting company's enrolment of a kind. Faults: EnrolmentUnknown. */
export async function ownEnrolment(work: Work, kind: EnrolmentKind, lock = false): Promise<Enrolment> {
  return enrolmentOf(work, work.account, kind, lock);
}

/** Anybody's; system only. Faults: EnrolmentUnknown. */
export async function enrolmentOf(work: Work, tenantId: string, kind: EnrolmentKind, lock = false): Promise<Enrolment> {
  const found = await selectEnrolment(work, tenantId, kind, { lock });
  if (found) return found;
  throw enrolmentFault('EnrolmentUnknown', `There is no enrolment as ${kind} of this organisation. Start one first.`);
}

export interface Eligibility {
  readonly may: Verdict;
  /** What it is enrolled as already, when that is why it may not (rule B21). */
  readonly held: SellerKind | undefined;
}

/** Whether the acting company may enrol as a kind now. */
export async function eligibility(work: Work, kind: EnrolmentKind): Promise<Eligibility> {
  const [enrolments, account, nominated] = [
    await selectEnrolments(work, work.account),
    await findPartnerAccount(work, work.account),
    await isNominated(work, work.account),
  ];
  const since = account?.kind === 'reseller' ? account.agreementSignedAt : undefined;
  const facts = {
    enrolled: enrolments.map((one) => one.kind),
    account: account?.kind,
    accountState: account?.state,
    resellerSince: since && dayOf(since),
    nominated,
  };
  const may = mayEnrol(kind, facts, dayOf(work.now));
  const held = heldInstead(kind, facts);
  return { may, held: !may.allowed && may.rule.id === rules.B21.id ? held : undefined };
}

export const regionOf = (work: Pick<Work, 'now'>, country: string): string =>
  marketOf(country, dayOf(work.now))?.regionCode ?? '';

export interface Standing extends ProgrammeFacts {
  readonly status: ProgrammeStatus;
  readonly region: string;
  readonly signature: Signature | undefined;
  readonly partner: PartnerAccount | undefined;
}

/** Where a company stands in the programme (rule B18). */
export async function standingOf(work: Work, enrolment: Enrolment): Promise<Standing> {
  const partner = await findPartnerAccount(work, enrolment.tenantId);
  const region = partner?.region ?? regionOf(work, enrolment.country);
  const agreement = enrolment.kind === 'publisher' ? 'publisher' : 'partner';
  const signature = (await selectSignatures(work, enrolment.tenantId)).find(
    (one) => one.agreement === agreement && one.region === region,
  );
  const facts: ProgrammeFacts = {
    kind: enrolment.kind,
    vetting: enrolment.status,
    verifiedBefore: enrolment.verifiedProfile !== null,
    hasPartnerId: enrolment.mpnId !== null,
    agreementSigned: signature !== undefined || (agreement === 'partner' && partner?.agreementSignedAt !== undefined),
    account: partner?.kind === enrolment.kind ? partner.state : undefined,
  };
  return { ...facts, status: programmeStatus(facts), region, signature, partner };
}

export interface HeldAccount {
  readonly account: PartnerAccount;
  readonly status: ProgrammeStatus;
}

/** The partner account of the acting company when no enrolment of its stands behind it: the operator entered it. */
export async function accountWithoutEnrolment(work: Work): Promise<HeldAccount | undefined> {
  const account = await findPartnerAccount(work, work.account);
  if (!account) return undefined;
  const enrolments = await selectEnrolments(work, work.account);
  if (enrolments.some(({ kind }) => kind === account.kind)) return undefined;
  const status = programmeStatus({
    kind: account.kind,
    vetting: 'authorized',
    verifiedBefore: true,
    hasPartnerId: true,
    agreementSigned: account.agreementSignedAt !== undefined,
    account: account.state,
  });
  return { account, status };
}

/**
 * What is known of a company that is in the programme already, by another enrolment of its own or by the account whose
 * PartnerID it uses: its profile, to which only the support contact is added (rule B2). Another account vouches only for the
 * place at which it was verified, in the country of who enrols (decision 0086). System only.
 */
export async function knownProfile(work: Work, enrolment: Enrolment): Promise<EnrolmentProfile | undefined> {
  const { tenantId, kind, mpnTenantId, profile } = enrolment;
  if (kind === 'direct') return undefined;
  const own = await verifiedProfile(work, tenantId, kind);
  const found =
    own ?? (mpnTenantId === null || mpnTenantId === tenantId ? undefined : await vouchedFor(work, enrolment));
  return found && { ...found, supportContact: profile.supportContact };
}

async function verifiedProfile(work: Work, tenantId: string, except?: EnrolmentKind): Promise<EnrolmentProfile | null> {
  const enrolments = await selectEnrolments(work, tenantId);
  return enrolments.find((one) => one.verifiedProfile !== null && one.kind !== except)?.verifiedProfile ?? null;
}

/** The profile of the account whose location is used, when that is the verified place of it, in the same country. */
async function vouchedFor(work: Work, enrolment: Enrolment): Promise<EnrolmentProfile | undefined> {
  const { mpnId, mpnTenantId: other, country, profile } = enrolment;
  const location = mpnId && (await locationByMpnId(work, mpnId));
  if (!location || other === null) return undefined;
  const tenant = await tenantOf(work, other);
  if (location.country !== country || tenant.country !== country) return undefined;
  const known = (await verifiedProfile(work, other)) ?? (await profileOfPartner(work, other, profile));
  return known && isAt(known.company.address, location.address) ? known : undefined;
}

/** Of a partner that came before enrolment was: name and place as the operator entered them, and who enrols as the contact. */
async function profileOfPartner(
  work: Work,
  tenantId: string,
  { supportContact, primaryContact }: EnrolmentProfile,
): Promise<EnrolmentProfile | undefined> {
  const partner = await findPartnerAccount(work, tenantId);
  const person = work.actor.userId ? await findUser(work, work.actor.userId) : undefined;
  if (!partner || !person) return undefined;
  const empty = emptyProfile(primaryContact.language);
  const address = { ...empty.company.address, ...(await locationByMpnId(work, partner.mpnId))?.address };
  return {
    ...empty,
    company: { ...empty.company, name: partner.name, address },
    primaryContact: { ...empty.primaryContact, firstName: person.displayName, email: person.email },
    supportContact,
  };
}
