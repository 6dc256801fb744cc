/** A real OpenID Connect provider of its own, as an organisation runs one: who signs in there is said by the test. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from '../src/surfaces/token/oidc.ts';

export type Claims = Readonly<Record<string, unknown>>;

export interface OrganisationProvider {
  readonly issuer: string;
  /** Whoever comes next is this subject; undefined: it declines. */
  next: string | undefined;
  /** Claims by subject. */
  readonly people: Map<string, Claims>;
  /** Answers nothing but 503 from now on. */
  down: boolean;
  stop(): Promise<void>;
}

export const providerSecret = 'a secret between the two';

export async function openidProvider(client: {
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
}): Promise<OrganisationProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const made: OrganisationProvider = {
    issuer,
    next: undefined,
    people: new Map(),
    down: false,
    stop: () => closed(server),
  };
  const provider = quietly(() => providerOf(issuer, client, made.people));
  const handle = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (made.down) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/')) void interact(provider, made.next, request, response);
    else void handle(request, response);
  });
  return made;
}

/** The library warns of what a provider with real people must not leave as it is. */
function quietly<Made>(make: () => Made): Made {
  const { warn, info } = globalThis.console;
  Object.assign(globalThis.console, { warn: () => undefined, info: () => undefined });
  try {
    return make();
  } finally {
    Object.assign(globalThis.console, { warn, info });
  }
}

function providerOf(
  issuer: string,
  client: { readonly redirectUri: string; readonly postLogoutRedirectUri: string },
  people: ReadonlyMap<string, Claims>,
) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'comptoir',
        client_secret: providerSecret,
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.postLogoutRedirectUri],
      },
    ],
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { openid: ['sub', 'amr'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { logoutSource: async (ctx, form) => void (ctx.body = form) },
    },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['for this test'] },
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.account!.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
}

async function interact(
  provider: ReturnType<typeof providerOf>,
  subject: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const result = subject
    ? { login: { accountId: subject } }
    : { error: 'access_denied', error_description: 'the person said no' };
  await provider.interactionFinished(request, response, result);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
