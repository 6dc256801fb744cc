/** How the story talks to a running Comptoir: public APIs only, with real tokens. */
import type { World } from '@comptoir/contracts/sandbox';

export const resources = {
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  marketplace: '20e940b3-4c77-4b0b-9a53-9e16a1b010a7',
} as const;

export class CallError extends Error {}

export interface Client {
  get<Answer>(path: string): Promise<Answer>;
  send<Answer>(
    method: 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  bytes(path: string): Promise<{ type: string; name: string; bytes: Buffer }>;
}

/** A client with a token, or without one for the sandbox's routes. */
export function client(origin: string, token?: string): Client {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> => {
    const response = await fetch(path.startsWith('http') ? path : `${origin}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new CallError(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const json = async <Answer>(response: Response): Promise<Answer> => {
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as Answer;
  };
  return {
    get: async (path) => json(await call('GET', path)),
    send: async (method, path, body, headers) => json(await call(method, path, body, headers)),
    async bytes(path) {
      const response = await call('GET', path);
      return {
        type: response.headers.get('content-type') ?? '',
        name: response.headers.get('content-disposition') ?? '',
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    },
  };
}

type Tenant = World['tenants'][number];

/** The application's own token, by client credentials. */
export async function applicationToken(origin: string, tenant: Tenant, resource: string): Promise<string> {
  const app = tenant.apps[0];
  if (!app) throw new CallError(`${tenant.name} has no application`);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    scope: `${resource}/.default`,
  });
  const response = await fetch(`${origin}/${tenant.id}/oauth2/v2.0/token`, { method: 'POST', body: form });
  if (!response.ok) throw new CallError(`the token service answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The token of a person with a role, as if signed in with MFA. */
export async function userToken(origin: string, tenant: Tenant, role: string): Promise<string> {
  const user = tenant.users.find((one) => one.roles.includes(role));
  if (!user) throw new CallError(`${tenant.name} has no user with the role ${role}`);
  return tokenOf(origin, user.userPrincipalName);
}

async function tokenOf(origin: string, userPrincipalName: string): Promise<string> {
  const wish = { userPrincipalName, resource: resources.partnerCenter };
  return (await client(origin).send<{ access_token: string }>('POST', '/sandbox/v1/tokens', wish)).access_token;
}

/** A client of a person of whom only the name is known, as if signed in with MFA. */
export async function signedIn(origin: string, userPrincipalName: string): Promise<Client> {
  return client(origin, await tokenOf(origin, userPrincipalName));
}

/** The tenant of the demo world that plays a part, in a country when given. */
export function tenantOf(world: World, part: string, country?: string): Tenant {
  const found = world.tenants.find((one) => one.parts.includes(part) && (!country || one.country === country));
  if (!found) throw new CallError(`the demo world has no ${part}${country ? ` in ${country}` : ''}`);
  return found;
}
