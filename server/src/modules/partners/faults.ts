/** What partners refuses. */
import { faultMaker, type Fault, type FaultKind, type RuleReference } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';

/** What the question after a reseller's agreement is refused with (wire contract 2.6). */
const agreementStatusKinds = {
  AgreementStatusAskedTwice: 'invalid',
  AgreementStatusUnasked: 'invalid',
  MpnAgreementMissing: 'invalid',
  MpnIdMalformed: 'invalid',
  MpnIdNotReseller: 'invalid',
  MpnIdOutsideProgramme: 'invalid',
  PartnerTenantUnknown: 'invalid',
  ResellerOfOtherRegion: 'invalid',
  TenantAgreementMissing: 'invalid',
  TenantIdMalformed: 'invalid',
} as const satisfies Record<string, FaultKind>;
type AgreementStatusCode = keyof typeof agreementStatusKinds;

/** Every code, and how it is to be understood. */
const kinds = {
  ...agreementStatusKinds,
  LegalProfileVerified: 'invalid',
  MpnIdTaken: 'conflict',
  MpnIdUnknown: 'notFound',
  PartnerAgreementMissing: 'forbidden',
  PartnerMayNotSell: 'forbidden',
  PartnerNotFound: 'notFound',
  PartnerOutsideMarkets: 'invalid',
  ProfileChanged: 'invalid',
} as const satisfies Record<string, FaultKind>;
export type PartnerFaultCode = keyof typeof kinds;

const partnerFault = faultMaker(kinds);

/** `subject`: the PartnerID or tenant asked about. */
export function agreementStatusFault(
  code: AgreementStatusCode,
  message: string,
  subject?: string,
): Fault<PartnerFaultCode> {
  const isMpn = code.startsWith('Mpn') || code === 'ResellerOfOtherRegion';
  const missing = code === 'MpnAgreementMissing' || code === 'TenantAgreementMissing';
  return partnerFault(code, message, {
    ...(subject === undefined ? {} : { target: isMpn ? 'mpnId' : 'tenantId', values: { subject } }),
    ...(missing ? { rule: rules.B17 } : {}),
    ...(code === 'ResellerOfOtherRegion' ? { rule: rules.C2 } : {}),
  });
}

export function partnerNotFound(tenantId: string): Fault<PartnerFaultCode> {
  return partnerFault('PartnerNotFound', `The tenant ${tenantId} has no partner account.`);
}

export function mpnIdUnknown(mpnId: string): Fault<PartnerFaultCode> {
  return partnerFault('MpnIdUnknown', `Partner Organization with partner_id ${mpnId} could not be found`, {
    target: 'mpnId',
  });
}

export function mpnIdTaken(mpnId: string): Fault<PartnerFaultCode> {
  return partnerFault('MpnIdTaken', `The PartnerID ${mpnId} belongs to another account: one account, one location.`, {
    target: 'mpnId',
    rule: rules.B10,
  });
}

export function outsideMarkets(country: string): Fault<PartnerFaultCode> {
  return partnerFault(
    'PartnerOutsideMarkets',
    `${country} is not a country of the programme at this date. Give the ISO 3166-1 code of a listed one.`,
    { target: 'country', rule: rules.C1 },
  );
}

/** A refusal of `maySell` as the fault that leaves a use case. */
export function mayNotSell(rule: RuleReference, reason: string): Fault<PartnerFaultCode> {
  const code = rule.id === 'B17' ? 'PartnerAgreementMissing' : 'PartnerMayNotSell';
  return partnerFault(code, reason, { rule });
}

/** Name and address of a company that was verified (rule B16). */
export function legalProfileVerified(): Fault<PartnerFaultCode> {
  return partnerFault(
    'LegalProfileVerified',
    'The legal name and the legal address were verified, and another verification changes them. Send them as you read them, and ask the operator for the change.',
    { target: 'companyName', rule: rules.B16 },
  );
}

/** Somebody else changed the profile, or the writer does not say what it read. */
export function profileChanged(): Fault<PartnerFaultCode> {
  return partnerFault(
    'ProfileChanged',
    'The profile is not the one you read. Get it again and send its etag (attributes.etag, or If-Match) back with your change.',
    { target: 'attributes.etag' },
  );
}
