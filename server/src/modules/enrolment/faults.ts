/** What can go wrong with enrolment. */
import { faultMaker, type FaultDetails, type FaultKind, type Verdict } from '../../kernel/index.ts';

const kinds = {
  AgreementAlreadySigned: 'conflict',
  AgreementChanged: 'conflict',
  AgreementNotOpen: 'forbidden',
  AgreementOtherRegion: 'conflict',
  AgreementUnknown: 'notFound',
  AssociationCodeRefused: 'forbidden',
  AssociationCodeUnknown: 'notFound',
  CompanyDirectoryNone: 'notFound',
  CompanyNotFound: 'notFound',
  CompanyUnchanged: 'invalid',
  DocumentRefused: 'invalid',
  DocumentsFull: 'conflict',
  DocumentUnknown: 'notFound',
  EnrolmentChanged: 'conflict',
  EnrolmentIncomplete: 'invalid',
  EnrolmentMoveRefused: 'conflict',
  EnrolmentRefused: 'forbidden',
  EnrolmentUnknown: 'notFound',
  LinkExpired: 'conflict',
  LinkUnknown: 'notFound',
  LinkUsed: 'conflict',
  LocationUnknown: 'notFound',
  MailDomainKnown: 'conflict',
  MailDomainMalformed: 'invalid',
  MailDomainUnknown: 'notFound',
  NominationOpen: 'conflict',
  NominationUnknown: 'notFound',
  NominationUsed: 'conflict',
  PartnerIdInUse: 'conflict',
  PartnerIdRefused: 'conflict',
  SignUpRefused: 'invalid',
} as const satisfies Record<string, FaultKind>;

export type EnrolmentFaultCode = keyof typeof kinds;

export const enrolmentFault = faultMaker(kinds);

/** A rule's refusal as the fault that leaves a use case. */
export function requireAllowed(
  verdict: Verdict,
  code: EnrolmentFaultCode,
  more: Omit<FaultDetails, 'message' | 'rule'> = {},
): void {
  if (!verdict.allowed) throw enrolmentFault(code, verdict.reason, { ...more, rule: verdict.rule });
}
