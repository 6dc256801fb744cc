/** The organisation's own identity provider. */
import {
  identityProvider,
  identityProviderTrial,
  type IdentityProviderRequest,
} from '@comptoir/contracts/comptoir/identity-provider';
import { queryOptions } from '@tanstack/react-query';
import { ask, askRaw } from '../../api/client.ts';

const path = '/comptoir/v1/identity-provider';

export const identityProviderQuery = queryOptions({
  queryKey: ['identity-provider'],
  queryFn: () => ask(path, identityProvider),
});

export const saveIdentityProvider = (body: IdentityProviderRequest) =>
  ask(path, identityProvider, { method: 'PUT', body });

export const removeIdentityProvider = () => askRaw(path, { method: 'DELETE' });

export const tryIdentityProvider = () => ask(`${path}/trial`, identityProviderTrial, { method: 'POST' });
