/** Two tenants with people and applications, for tests of tokens and sign-in. */
import { systemActor } from '../src/kernel/index.ts';
import { createApplication, createTenant, createUser, hashPassword } from '../src/modules/identity/index.ts';
import type { Context } from '../src/platform/context.ts';

export const password = 'correct horse battery';
export const callback = 'http://localhost:4999/callback';

export interface IdentityWorld {
  readonly tenantId: string;
  readonly domain: string;
  readonly ada: string;
  /** With a secret and `callback` as redirect address. */
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without secret, same tenant. */
  readonly publicClientId: string;
  readonly otherTenantId: string;
  readonly otherUser: string;
  readonly otherClientId: string;
  readonly otherClientSecret: string;
}

export async function identityWorld(context: Context): Promise<IdentityWorld> {
  const passwordHash = await hashPassword(password);
  return context.runner.run<IdentityWorld, unknown>({ actor: systemActor, system: true }, async (work) => {
    const mine = await createTenant(work, {
      name: 'Northwind & "Söhne" <b>',
      domain: 'northwind.test',
      country: 'FR',
      parts: ['direct'],
    });
    const other = await createTenant(work, {
      name: 'Fabrikam',
      domain: 'fabrikam.test',
      country: 'DE',
      parts: ['publisher'],
    });
    const person = (tenantId: string, name: string) =>
      createUser(work, {
        tenantId,
        userPrincipalName: name,
        displayName: 'Ada Lovelace',
        email: name,
        passwordHash,
        roles: ['global_admin', 'sales_agent'],
      });
    const ada = await person(mine.id, 'ada@northwind.test');
    const otherUser = await person(other.id, 'otto@fabrikam.test');
    const app = await createApplication(work, { tenantId: mine.id, name: 'Sync job', redirectUris: [callback] });
    const open = await createApplication(work, {
      tenantId: mine.id,
      name: 'Command line',
      public: true,
      redirectUris: [callback],
    });
    const otherApp = await createApplication(work, { tenantId: other.id, name: 'Landing page' });
    return {
      tenantId: mine.id,
      domain: mine.domain,
      ada: ada.userPrincipalName,
      clientId: app.clientId,
      clientSecret: app.clientSecret!,
      publicClientId: open.clientId,
      otherTenantId: other.id,
      otherUser: otherUser.userPrincipalName,
      otherClientId: otherApp.clientId,
      otherClientSecret: otherApp.clientSecret!,
    };
  });
}
