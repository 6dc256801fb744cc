/** Enrolments in the shapes of the contract. */
import type { Enrolment, Location, OwnEnrolments } from '@comptoir/contracts/comptoir/enrolment';
import type { DeskDetail } from '@comptoir/contracts/comptoir/vetting';
import type {
  accountWithoutEnrolment,
  EnrolmentDetail,
  EnrolmentProfile,
  IdentifierRow,
} from '../../modules/enrolment/index.ts';
import { regionName } from '../../programme/markets.ts';

export function enrolmentToWire(detail: EnrolmentDetail): Enrolment {
  const { enrolment, standing, checks, documents, expected } = detail;
  return {
    kind: enrolment.kind,
    companyName: enrolment.companyName,
    country: enrolment.country,
    region: standing.region,
    regionName: regionName(standing.region),
    programmeStatus: standing.status,
    vettingStatus: enrolment.status,
    vettingSubStatus: enrolment.subStatus,
    profile: enrolment.profile,
    verifiedCompany: enrolment.verifiedProfile && companyOf(enrolment.verifiedProfile),
    revision: enrolment.revision,
    mpnId: enrolment.mpnId,
    mpnIdOfAnotherAccount: enrolment.mpnTenantId !== null && enrolment.mpnTenantId !== enrolment.tenantId,
    agreementSigned: standing.agreementSigned,
    startedAt: enrolment.startedAt.toString(),
    submittedAt: enrolment.submittedAt?.toString() ?? null,
    emailConfirmedAt: enrolment.emailConfirmedAt?.toString() ?? null,
    expected: expected ? { from: expected.from.toString(), by: expected.by.toString() } : null,
    overdue: detail.overdue,
    decidedAt: enrolment.decidedAt?.toString() ?? null,
    reason: enrolment.reason,
    checks: checks.map(({ name, state }) => ({ name, state })),
    documents: documents.map((document) => ({ ...document, uploadedAt: document.uploadedAt.toString() })),
    shortPath: detail.shortPath,
    registrationIdRequired: detail.registrationIdRequired,
    addressValidated: detail.addressValidated,
    revenueUsd: detail.revenueUsd ?? null,
  };
}

/** A partner account that the operator entered. */
export function enteredToWire({
  account,
  status,
}: NonNullable<Awaited<ReturnType<typeof accountWithoutEnrolment>>>): NonNullable<OwnEnrolments['partnerAccount']> {
  const { kind, name, country, region, mpnId, agreementSignedAt } = account;
  return {
    kind,
    companyName: name,
    country,
    region,
    regionName: regionName(region),
    programmeStatus: status,
    mpnId,
    agreementSigned: agreementSignedAt !== undefined,
  };
}

const companyOf = ({ company: { name, registrationNumber, address } }: EnrolmentProfile) => ({
  name,
  registrationNumber,
  address,
});

export function deskToWire(detail: EnrolmentDetail): DeskDetail {
  return {
    ...enrolmentToWire(detail),
    tenantId: detail.enrolment.tenantId,
    domain: detail.tenant.domain,
    decidedBy: detail.enrolment.decidedByName,
    checks: detail.checks.map(({ name, state, note, at, byName }) => ({
      name,
      state,
      note,
      at: at?.toString() ?? null,
      by: byName,
    })),
  };
}

export function locationToWire(account: string, { tenantId, createdAt, usedBy, ...location }: IdentifierRow): Location {
  return { ...location, createdAt: createdAt.toString(), own: tenantId === account, usedBy: usedBy ?? null };
}
