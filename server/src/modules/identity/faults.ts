/** What identity refuses. */
import { Fault } from '../../kernel/index.ts';
import type { PasswordProblem } from './domain/password.ts';
import { resources } from './domain/resources.ts';

export type IdentityFaultCode =
  | 'ApplicationCertificateNotFound'
  | 'ApplicationNotFound'
  | 'ApplicationSecretNotFound'
  | 'CertificateRefused'
  | 'ClientIdTaken'
  | 'PasswordRefused'
  | 'PasswordWrong'
  | 'SignInNotFound'
  | 'TenantDomainTaken'
  | 'TenantNotFound'
  | 'UnknownResource'
  | 'UserNameTaken'
  | 'UserNotFound';

export function tenantNotFound(id: string): Fault<IdentityFaultCode> {
  return new Fault('TenantNotFound', 'notFound', { message: `There is no tenant ${id}.` });
}

export function tenantDomainTaken(domain: string): Fault<IdentityFaultCode> {
  return new Fault('TenantDomainTaken', 'conflict', {
    message: `The domain ${domain} belongs to another tenant. Choose another one.`,
    target: 'domain',
    values: { domain },
  });
}

export function userNameTaken(name: string): Fault<IdentityFaultCode> {
  return new Fault('UserNameTaken', 'conflict', {
    message: `A user named ${name} exists. Choose another user principal name.`,
    target: 'userPrincipalName',
    values: { userPrincipalName: name },
  });
}

export function passwordRefused({ code, message }: PasswordProblem): Fault<IdentityFaultCode> {
  return new Fault('PasswordRefused', 'invalid', {
    message,
    target: 'password',
    problems: [{ path: 'password', code: `password.${code}`, message }],
  });
}

export function passwordWrong(): Fault<IdentityFaultCode> {
  return new Fault('PasswordWrong', 'forbidden', {
    message: 'The current password is incorrect.',
    target: 'currentPassword',
  });
}

export function signInNotFound(id: string): Fault<IdentityFaultCode> {
  return new Fault('SignInNotFound', 'notFound', { message: `You have no sign-in ${id}; it may have ended.` });
}

export function userNotFound(name: string): Fault<IdentityFaultCode> {
  return new Fault('UserNotFound', 'notFound', { message: `There is no user ${name}.` });
}

export function applicationNotFound(id: string): Fault<IdentityFaultCode> {
  return new Fault('ApplicationNotFound', 'notFound', { message: `Your tenant has no application ${id}.` });
}

export function applicationSecretNotFound(id: string): Fault<IdentityFaultCode> {
  return new Fault('ApplicationSecretNotFound', 'notFound', { message: `This application has no secret ${id}.` });
}

export function applicationCertificateNotFound(id: string): Fault<IdentityFaultCode> {
  const message = `This application has no certificate ${id}.`;
  return new Fault('ApplicationCertificateNotFound', 'notFound', { message });
}

/** `why` is the whole sentence. */
export function certificateRefused(why: string): Fault<IdentityFaultCode> {
  return new Fault('CertificateRefused', 'invalid', { message: why, target: 'certificate' });
}

export function clientIdTaken(id: string): Fault<IdentityFaultCode> {
  return new Fault('ClientIdTaken', 'conflict', { message: `An application with the client id ${id} exists.` });
}

export function unknownResource(name: string): Fault<IdentityFaultCode> {
  return new Fault('UnknownResource', 'invalid', {
    message: `${name} is not a resource of this service. Tokens are issued for ${resources.join(', ')}.`,
    target: 'resource',
  });
}

/** A token that is missing, broken, expired or not meant for here; `why` is the whole sentence. */
export function unauthenticated(why: string): Fault<'Unauthenticated'> {
  return new Fault('Unauthenticated', 'unauthenticated', { message: why });
}
