/** The person's own second factors, and what the organisation asks for, over our own API. */
import {
  begunApp,
  begunPasskey,
  confirmedSecondFactor,
  madeRecoveryCodes,
  secondFactorDemand,
  secondFactors,
  signInPolicy,
  type AskedOf,
  type ConfirmSecondFactor,
  type NewSecondFactor,
} from '@comptoir/contracts/comptoir/second-factors';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const root = '/comptoir/v1/me/second-factors';
const id = encodeURIComponent;

export const secondFactorsQuery = queryOptions({
  queryKey: ['second-factors'],
  queryFn: () => ask(root, secondFactors),
});

export const beginApp = (body: NewSecondFactor) => ask(`${root}/totp`, begunApp, { method: 'POST', body });

export const beginPasskey = (body: NewSecondFactor) => ask(`${root}/passkey`, begunPasskey, { method: 'POST', body });

export const confirmSecondFactor = (factorId: string, body: ConfirmSecondFactor) =>
  ask(`${root}/${id(factorId)}/confirm`, confirmedSecondFactor, { method: 'POST', body });

export const removeSecondFactor = (factorId: string) => askRaw(`${root}/${id(factorId)}`, { method: 'DELETE' });

export const renewRecoveryCodes = () => ask(`${root}/recovery-codes`, madeRecoveryCodes, { method: 'POST' });

const policyPath = '/comptoir/v1/sign-in-policy';

export const signInPolicyQuery = queryOptions({
  queryKey: ['sign-in-policy'],
  queryFn: () => ask(policyPath, signInPolicy),
});

export const changeSignInPolicy = (secondFactorRequired: boolean) =>
  ask(policyPath, signInPolicy, { method: 'PUT', body: { secondFactorRequired } });

const demandPath = '/comptoir/v1/second-factor-demand';

export const secondFactorDemandQuery = queryOptions({
  queryKey: ['second-factor-demand'],
  queryFn: () => ask(demandPath, secondFactorDemand),
});

export const demandOf = (askedOf: AskedOf) => ask(demandPath, secondFactorDemand, { method: 'PUT', body: { askedOf } });
