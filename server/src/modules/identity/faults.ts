/** What identity refuses. */
import { Fault, faultMaker, type FaultKind } from '../../kernel/index.ts';
import { rules } from '../../programme/rules/index.ts';
import type { LinkRefusal } from './domain/links.ts';
import type { PasswordProblem } from './domain/password.ts';
import type { PeopleRefusal } from './domain/people.ts';
import { resources } from './domain/resources.ts';
import { providerProblems, type ProviderProblem } from './domain/provider-problems.ts';
import { grantedResources, type GrantProblem } from './domain/scopes.ts';

/** Every code, and how it is to be understood. */
const kinds = {
  AddressKnown: 'conflict',
  AdminAgentNeeded: 'forbidden',
  ApplicationCertificateNotFound: 'notFound',
  ApplicationConsentExists: 'conflict',
  ApplicationConsentNotFound: 'notFound',
  ApplicationNotFound: 'notFound',
  ApplicationNotShared: 'notFound',
  ApplicationSecretNotFound: 'notFound',
  BeyondOwnRights: 'forbidden',
  CertificateRefused: 'invalid',
  ClientIdTaken: 'conflict',
  GlobalAdminNeeded: 'forbidden',
  IdentityProviderNotFound: 'notFound',
  IdentityProviderRefused: 'invalid',
  LastGlobalAdmin: 'conflict',
  LinkExpired: 'conflict',
  LinkUnknown: 'notFound',
  LinkUsed: 'conflict',
  LinkWithdrawn: 'conflict',
  OwnAccount: 'conflict',
  OwnPeopleOnly: 'forbidden',
  OwnRights: 'forbidden',
  PasswordRefused: 'invalid',
  PasswordUnchanged: 'invalid',
  PasswordWrong: 'forbidden',
  PasskeyRefused: 'invalid',
  RoleNotHere: 'invalid',
  SecondFactorDemanded: 'conflict',
  SecondFactorNeeded: 'forbidden',
  SecondFactorNotFound: 'notFound',
  SecondFactorRequired: 'conflict',
  SecondFactorTooMany: 'conflict',
  SecondFactorWrong: 'invalid',
  ScopeUnknown: 'invalid',
  SignInNotFound: 'notFound',
  TenantDomainTaken: 'conflict',
  TenantNotFound: 'notFound',
  UnknownResource: 'invalid',
  UserInvitationEnded: 'conflict',
  UserInvitationNotFound: 'notFound',
  UserInvitationOpen: 'conflict',
  UserNameForeign: 'invalid',
  UserNameTaken: 'conflict',
  UserNotFound: 'notFound',
} as const satisfies Record<string, FaultKind>;
export type IdentityFaultCode = keyof typeof kinds;

const identityFault = faultMaker(kinds);

export function tenantNotFound(id: string): Fault<IdentityFaultCode> {
  return identityFault('TenantNotFound', `There is no tenant ${id}.`);
}

export function tenantDomainTaken(domain: string): Fault<IdentityFaultCode> {
  return identityFault('TenantDomainTaken', `The domain ${domain} belongs to another tenant. Choose another one.`, {
    target: 'domain',
    values: { domain },
  });
}

export function userNameTaken(name: string): Fault<IdentityFaultCode> {
  return identityFault('UserNameTaken', `A user named ${name} exists. Choose another user principal name.`, {
    target: 'userPrincipalName',
    values: { userPrincipalName: name },
  });
}

export function userNameForeign(domain: string): Fault<IdentityFaultCode> {
  const message = `A user principal name is one address that ends in @${domain}, the domain of the organisation.`;
  return identityFault('UserNameForeign', message, { target: 'userPrincipalName', values: { domain } });
}

export function addressKnown(email: string): Fault<IdentityFaultCode> {
  const message = `${email} has an account already. Its owner signs in with it; nobody is invited twice.`;
  return identityFault('AddressKnown', message, { target: 'email', values: { email } });
}

export function invitationOpen(email: string): Fault<IdentityFaultCode> {
  const message = `${email} is invited already, and the invitation is open. Send it again, or withdraw it first.`;
  return identityFault('UserInvitationOpen', message, { target: 'email', values: { email } });
}

export function invitationNotFound(id: string): Fault<IdentityFaultCode> {
  return identityFault('UserInvitationNotFound', `Your organisation has no invitation ${id}.`);
}

export function invitationEnded(): Fault<IdentityFaultCode> {
  return identityFault('UserInvitationEnded', 'This invitation was accepted or withdrawn already.');
}

const linkRefusals: Readonly<Record<LinkRefusal, string>> = {
  LinkExpired: 'This link is too old. Ask for another one.',
  LinkUnknown: 'This link is not one of ours, or it was changed. Open it from the mail again.',
  LinkUsed: 'This link was used already. Sign in with your account.',
  LinkWithdrawn: 'This invitation was withdrawn. Ask whoever invited you for another one.',
};

/** A link of a mail that opens nothing. */
export function linkRefused(refusal: LinkRefusal): Fault<IdentityFaultCode> {
  return identityFault(refusal, linkRefusals[refusal]);
}

const refusals: Readonly<
  Record<PeopleRefusal, readonly [message: string, more?: Parameters<typeof identityFault>[2]]>
> = {
  AdminAgentNeeded: [
    'Only an admin agent adds users to a partner’s organisation. A global admin can give itself the role Admin agent first.',
    { rule: rules.B19 },
  ],
  BeyondOwnRights: [
    'To give a user a role, a password or another mail address you need every right that this user has. Ask a global admin.',
  ],
  GlobalAdminNeeded: [
    'Only a global admin can grant this role, or change, disable, delete or reset a global admin.',
    { rule: rules.B29 },
  ],
  LastGlobalAdmin: ['This is the last global admin of the organisation. Make somebody else one first.'],
  OwnAccount: ['You cannot disable or delete your own account. Ask another administrator.'],
  OwnPeopleOnly: [
    'This user has, or would have, rights that nobody exercises on behalf of the organisation. Only its own administrators can do this.',
  ],
  OwnRights: ['You cannot change your own roles. Ask a global admin.'],
  RoleNotHere: [
    'An organisation of this kind has no such role. Choose among those that its users can have.',
    { target: 'roles' },
  ],
};

export function peopleRefused(refusal: PeopleRefusal): Fault<IdentityFaultCode> {
  return identityFault(refusal, ...refusals[refusal]);
}

export function passwordRefused({ code, message }: PasswordProblem): Fault<IdentityFaultCode> {
  return identityFault('PasswordRefused', message, {
    target: 'password',
    problems: [{ path: 'password', code: `password.${code}`, message }],
  });
}

export function passwordUnchanged(): Fault<IdentityFaultCode> {
  return identityFault('PasswordUnchanged', 'This is the password you have. Choose another one.', {
    target: 'password',
  });
}

export function passwordWrong(): Fault<IdentityFaultCode> {
  return identityFault('PasswordWrong', 'The current password is incorrect.', { target: 'currentPassword' });
}

export function passkeyRefused(): Fault<IdentityFaultCode> {
  const message =
    'This is no passkey that was asked for here. Try again; the address must be a name that browsers trust.';
  return identityFault('PasskeyRefused', message);
}

const factorFaults = {
  SecondFactorDemanded: [
    'The operator of the programme asks your organisation for a second factor. Only the operator can stop asking for it.',
    { rule: rules.B30 },
  ],
  SecondFactorNeeded: ['Sign in again with your second factor first.', { rule: rules.B30 }],
  SecondFactorNotFound: ['There is no such second factor. One that was begun must be confirmed within minutes.'],
  SecondFactorRequired: [
    'A second factor is asked of you here. Add another one before you remove the last.',
    { rule: rules.B30 },
  ],
  SecondFactorTooMany: ['You have ten second factors already. Remove one first.'],
  SecondFactorWrong: [
    'The code is wrong, or it was used or is too old. Enter the one that the app shows now.',
    { target: 'code' },
  ],
} as const satisfies Partial<
  Record<IdentityFaultCode, readonly [message: string, more?: Parameters<typeof identityFault>[2]]>
>;

export function secondFactorFault(code: keyof typeof factorFaults): Fault<IdentityFaultCode> {
  const [message, more] = factorFaults[code] as readonly [string, Parameters<typeof identityFault>[2]?];
  return identityFault(code, message, more);
}

export function signInNotFound(id: string): Fault<IdentityFaultCode> {
  return identityFault('SignInNotFound', `You have no sign-in ${id}; it may have ended.`);
}

export function userNotFound(name: string): Fault<IdentityFaultCode> {
  return identityFault('UserNotFound', `There is no user ${name}.`);
}

export function applicationNotFound(id: string): Fault<IdentityFaultCode> {
  return identityFault('ApplicationNotFound', `Your tenant has no application ${id}.`);
}

export function applicationSecretNotFound(id: string): Fault<IdentityFaultCode> {
  return identityFault('ApplicationSecretNotFound', `This application has no secret ${id}.`);
}

export function applicationCertificateNotFound(id: string): Fault<IdentityFaultCode> {
  const message = `This application has no certificate ${id}.`;
  return identityFault('ApplicationCertificateNotFound', message);
}

/** `why` is the whole sentence. */
export function certificateRefused(why: string): Fault<IdentityFaultCode> {
  return identityFault('CertificateRefused', why, { target: 'certificate' });
}

export function clientIdTaken(id: string): Fault<IdentityFaultCode> {
  return identityFault('ClientIdTaken', `An application with the client id ${id} exists.`);
}

export function unknownResource(name: string): Fault<IdentityFaultCode> {
  return identityFault(
    'UnknownResource',
    `${name} is not a resource of this service. Tokens are issued for ${resources.join(', ')}.`,
    { target: 'resource' },
  );
}

/** A token that is missing, broken, expired or not meant for here; `why` is the whole sentence. */
export function unauthenticated(why: string): Fault<'Unauthenticated'> {
  return new Fault('Unauthenticated', 'unauthenticated', { message: why });
}

export function identityProviderNotFound(): Fault<IdentityFaultCode> {
  return identityFault('IdentityProviderNotFound', 'Your organisation has no identity provider. Save one first.');
}

/** `detail` is the provider's, or the network's, own word for it. */
export function identityProviderRefused(problem: ProviderProblem, detail = ''): Fault<IdentityFaultCode> {
  const message = providerProblems[problem];
  return identityFault('IdentityProviderRefused', detail ? `${message} (${detail.slice(0, 200)})` : message, {
    target: problem === 'secretMissing' ? 'clientSecret' : 'issuer',
    values: { reason: problem, detail: detail.slice(0, 200) },
  });
}

/** The same for an unknown application, one of nobody else’s, and one that is not shared or not active. */
export function applicationNotShared(id: string): Fault<IdentityFaultCode> {
  const message = `There is no application ${id.slice(0, 100)} of another organisation that shares it. Check the id, and that its owner shares it with other organisations.`;
  return identityFault('ApplicationNotShared', message);
}

export function applicationConsentExists(id: string): Fault<IdentityFaultCode> {
  const message = `Permission entry already exists: ${id} is consented to. Delete that consent first to give another one.`;
  return identityFault('ApplicationConsentExists', message);
}

export function applicationConsentNotFound(id: string): Fault<IdentityFaultCode> {
  const message = `There is no consent to the application ${id.slice(0, 100)}; it may have been revoked.`;
  return identityFault('ApplicationConsentNotFound', message);
}

/** Empty: none was named. */
export function scopeUnknown(name: string): Fault<IdentityFaultCode> {
  const message = name
    ? `There is no scope ${name.slice(0, 100)}. GET /comptoir/v1/application-scopes lists them.`
    : 'Name at least one scope.';
  return identityFault('ScopeUnknown', message, { target: 'scopes' });
}

/** What a control panel vendor's grants name wrongly. */
export function grantsRefused(problem: GrantProblem): Fault<IdentityFaultCode> {
  if (problem.problem === 'none') return scopeUnknown('');
  if (problem.problem === 'scope') return scopeUnknown(problem.name);
  const message = `${problem.name.slice(0, 100)} is no enterprise application whose scopes can be granted here. Known are ${grantedResources.join(', ')}.`;
  return identityFault('UnknownResource', message, { target: 'applicationGrants' });
}

export function consentRevoked(): Fault<'Unauthenticated'> {
  return unauthenticated(
    'This application is another organisation’s, and the consent to it does not stand (any more). An administrator gives it at /{tenant}/adminconsent.',
  );
}
