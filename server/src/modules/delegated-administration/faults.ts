/** What delegated administration refuses. */
import { Fault, type FaultDetails, type FaultKind } from '../../kernel/index.ts';

export type DelegatedAdministrationFaultCode =
  | 'ConsentNotDelegated'
  | 'DelegationApprovalRefused'
  | 'DelegationAssignmentExists'
  | 'DelegationAssignmentNotFound'
  | 'DelegationChanged'
  | 'DelegationDurationWrong'
  | 'DelegationExtensionRefused'
  | 'DelegationGroupUnknown'
  | 'DelegationMissing'
  | 'DelegationNameTaken'
  | 'DelegationNotFound'
  | 'DelegationRequestExpired'
  | 'DelegationRequestNotFound'
  | 'DelegationRoleNotGranted'
  | 'DelegationRoleUnknown'
  | 'DelegationStateWrong'
  | 'ResellerRelationshipMissing';

const kinds: Readonly<Record<DelegatedAdministrationFaultCode, FaultKind>> = {
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
  DelegationStateWrong: 'conflict',
  ResellerRelationshipMissing: 'forbidden',
};

export function delegationFault(
  code: DelegatedAdministrationFaultCode,
  message: string,
  more: Omit<FaultDetails, 'message'> = {},
): Fault<DelegatedAdministrationFaultCode> {
  return new Fault(code, kinds[code], { message, ...more });
}

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
