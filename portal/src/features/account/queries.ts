/** The person's own account: sign-ins and password; and the applications of its organisation. */
import {
  applicationCertificate,
  applications,
  createdApplication,
  createdSecret,
  signIns,
  type ApplicationSharing,
  type CertificateRequest,
  type ChangePasswordRequest,
  type CreateApplicationRequest,
} from '@comptoir/contracts/comptoir/account';
import { applicationConsents, applicationScopes } from '@comptoir/contracts/comptoir/consents';
import {
  confirmedPasswordReset,
  forgottenPasswordTaken,
  readPasswordReset,
  type ConfirmPasswordReset,
  type ForgottenPassword,
} from '@comptoir/contracts/comptoir/password-reset';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1';
const id = encodeURIComponent;

export const signInsQuery = queryOptions({
  queryKey: ['sign-ins'],
  queryFn: () => ask(`${root}/sign-ins`, signIns),
});

/** One of them; all but this one when none is named. */
export const endSignIn = (signInId?: string) =>
  askRaw(signInId ? `${root}/sign-ins/${id(signInId)}` : `${root}/sign-ins`, { method: 'DELETE' });

export const changePassword = (body: ChangePasswordRequest) => askRaw(`${root}/me/password`, { method: 'PUT', body });

export const applicationsQuery = queryOptions({
  queryKey: ['applications'],
  queryFn: () => ask(`${root}/applications`, applications),
});

export const createApplication = (body: CreateApplicationRequest) =>
  ask(`${root}/applications`, createdApplication, { method: 'POST', body });

export const addSecret = (clientId: string) =>
  ask(`${root}/applications/${id(clientId)}/secrets`, createdSecret, { method: 'POST' });

export const removeSecret = (clientId: string, secretId: string) =>
  askRaw(`${root}/applications/${id(clientId)}/secrets/${id(secretId)}`, { method: 'DELETE' });

export const addCertificate = (clientId: string, body: CertificateRequest) =>
  ask(`${root}/applications/${id(clientId)}/certificates`, applicationCertificate, { method: 'POST', body });

export const removeCertificate = (clientId: string, certificateId: string) =>
  askRaw(`${root}/applications/${id(clientId)}/certificates/${id(certificateId)}`, { method: 'DELETE' });

export const setActive = (clientId: string, active: boolean) =>
  askRaw(`${root}/applications/${id(clientId)}/state`, { method: 'PUT', body: { active } });

export const shareApplication = (clientId: string, body: ApplicationSharing) =>
  askRaw(`${root}/applications/${id(clientId)}/sharing`, { method: 'PUT', body });

export const scopesQuery = queryOptions({
  queryKey: ['application-scopes'],
  queryFn: () => ask(`${root}/application-scopes`, applicationScopes),
});

export const consentsQuery = queryOptions({
  queryKey: ['application-consents'],
  queryFn: () => ask(`${root}/application-consents`, applicationConsents),
});

export const revokeConsent = (applicationId: string) =>
  askRaw(`${root}/application-consents/${id(applicationId)}`, { method: 'DELETE' });
const forgotten = `${root}/password-reset`;
export const forgetPassword = (body: ForgottenPassword) =>
  ask(forgotten, forgottenPasswordTaken, { method: 'POST', body });

/** Whose password the link of a mail sets. */
export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: ['password-reset', token],
    queryFn: () => ask(`${forgotten}/read`, readPasswordReset, { method: 'POST', body: { token } }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const confirmPasswordReset = (body: ConfirmPasswordReset) =>
  ask(`${forgotten}/confirm`, confirmedPasswordReset, { method: 'POST', body });
