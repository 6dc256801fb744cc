/** What delegated administration refuses. */
import { faultMaker, type Fault, type FaultKind } from '../../kernel/index.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  ConsentNotDelegated: 'forbidden',
  DelegationApprovalRefused: 'forbidden',
  DelegationAssignmentExists: 'conflict',
  DelegationAssignmentNotFound: 'notFound',
  DelegationChanged: 'conflict',
  DelegationDurationWrong: 'invalid',
  DelegationExtensionRefused: 'invalid',
  DelegationGroupUnknown: 'invalid',
  DelegationMissing: 'forbidden',
  DelegationNameTaken: 'conflict',
  DelegationNotFound: 'notFound',
  DelegationRequestExpired: 'conflict',
  DelegationRequestNotFound: 'notFound',
  DelegationRoleNotGranted: 'invalid',
  DelegationRoleUnknown: 'invalid',
  DelegationSecondFactorNeeded: 'forbidden',
  DelegationStateWrong: 'conflict',
  ResellerRelationshipMissing: 'forbidden',
} as const satisfies Record<string, FaultKind>;
export type DelegatedAdministrationFaultCode = keyof typeof kinds;

export const delegationFault = faultMaker(kinds);

/** The same for an unknown id, another partner's, and one that another customer is named in. */
export function delegationNotFound(id: string): Fault<DelegatedAdministrationFaultCode> {
  return delegationFault('DelegationNotFound', `There is no delegated admin relationship ${id.slice(0, 100)} for you.`);
}

export function delegationChanged(): Fault<DelegatedAdministrationFaultCode> {
  return delegationFault(
    'DelegationChanged',
    'Somebody changed it since you read it. Read it again and send its etag.',
  );
}
