/** Where the provider keeps its records, and where it finds its clients: our applications. */
import { randomUUID } from 'node:crypto';
import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { isGuid, systemActor } from '../../kernel/index.ts';
import { findApplication, portalClientId, tokenRecords, type Application } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Authority } from './authority.ts';
import { errors, Provider } from './oidc.ts';

export function recordAdapter(context: Context, kind: string): Adapter {
  const records = tokenRecords(context, kind, () => Provider.ctx?.get('user-agent'));
  return {
    ...records,
    find: (id) => records.find(id) as Promise<AdapterPayload | undefined>,
    findByUid: (uid) => records.findByUid(uid) as Promise<AdapterPayload | undefined>,
    findByUserCode: (userCode) => records.findByUserCode(userCode) as Promise<AdapterPayload | undefined>,
    upsert: (id, payload, expiresIn) => records.upsert(id, { ...payload }, expiresIn),
    async consume(id) {
      if (!(await records.consume(id))) throw new errors.InvalidGrant('code already consumed');
    },
  };
}

/** Clients of one authority: applications of its tenant, those that others share, and the house's own; at `common`, of every tenant. */
export function clientAdapter(context: Context, authority: Authority): Adapter {
  const readOnly = () => Promise.reject(new Error('applications are not changed through the token service'));
  return {
    async find(id) {
      if (!isGuid(id)) return undefined;
      const application = await context.runner.run({ actor: systemActor, system: true }, (work) =>
        findApplication(work, id.toLowerCase()),
      );
      if (!application?.active || !belongs(application, authority)) return undefined;
      return clientMetadata(application, authority, id);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

function belongs(application: Application, authority: Authority): boolean {
  const { tenantId, multiTenant } = application;
  return !tenantId || !authority.tenantId || tenantId === authority.tenantId || multiTenant;
}

/** Where `/adminconsent` ends for a shared application that has no address of its own: a page that says what became of it. */
export const consentedPath = '/adminconsent/done';
export const consentedAddress = (origin: string) => `${origin}/common${consentedPath}`;

/** Never compared: `compareClientSecret` asks the database. The provider only wants to see one. */
const placeholderSecret = randomUUID();

function clientMetadata(application: Application, authority: Authority, id: string): ClientMetadata {
  const portal = application.clientId === portalClientId;
  // The portal lives where this request came to, and nowhere else.
  const own = [...application.redirectUris];
  const shown = application.multiTenant && own.length === 0 ? [consentedAddress(authority.origin)] : own;
  const redirectUris = portal ? [`${authority.origin}/signed-in`] : shown;
  const browser = redirectUris.length > 0;
  return {
    client_id: id,
    client_name: application.name,
    tenant_id: application.tenantId ?? '',
    multi_tenant: application.multiTenant,
    redirect_uris: redirectUris,
    post_logout_redirect_uris: portal ? [`${authority.origin}/sign-in`] : [],
    response_types: browser ? ['code'] : [],
    grant_types: [
      ...(browser ? ['authorization_code'] : []),
      ...(application.public ? [] : ['client_credentials']),
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    ...(application.public
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_post', client_secret: placeholderSecret }),
  };
}
