/** An application that proves itself by a certificate: its assertion checked before the provider sees the request. */
import type { FastifyRequest } from 'fastify';
import { systemActor } from '../../kernel/index.ts';
import { proveClient, type Proof } from '../../modules/identity/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Authority } from './authority.ts';
import { refusalOf, type Refusal } from './refusal.ts';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The application, and the certificate that its assertion named. */
export type Proven = Extract<Proof, { proven: true }>;

/** Undefined when the form has no assertion. */
export async function provenClient(
  context: Context,
  request: FastifyRequest,
  authority: Authority,
  form: URLSearchParams,
): Promise<Proven | { readonly refusal: Refusal } | undefined> {
  const assertion = form.get('client_assertion');
  if (!assertion && !form.has('client_assertion_type')) return undefined;
  const wrong = wrongForm(form);
  if (wrong) return { refusal: wrong };
  const facts = {
    clientId: form.get('client_id') ?? undefined,
    audiences: audiencesOf(request, authority),
    // Wall clock: clients live in real time.
    now: Math.floor(Date.now() / 1000),
    request: restOf(form),
    tenantId: authority.tenantId,
  };
  const proof = await context.runner.run({ actor: systemActor, system: true }, (work) =>
    proveClient(work, assertion!, facts),
  );
  if (proof.proven) return proof;
  if (proof.problem === 'unknownClient') {
    const where = { clientId: proof.clientId, directory: authority.path };
    return { refusal: refusalOf({ error: 'invalid_client', error_detail: 'client not found' }, where) };
  }
  return { refusal: refusalOfProof(proof) };
}

function wrongForm(form: URLSearchParams): Refusal | undefined {
  const refusal = (message: string): Refusal => ({ status: 400, error: 'invalid_request', code: 900144, message });
  if (form.get('client_assertion_type') !== assertionType) {
    return refusal(`The parameter 'client_assertion_type' must be '${assertionType}'.`);
  }
  if (!form.get('client_assertion')) return refusal("The request body must contain the parameter 'client_assertion'.");
  if (form.has('client_secret')) return refusal("Send 'client_assertion' or 'client_secret', not both.");
  return undefined;
}

/** The token endpoint in each of its addresses, and the issuer; lower case. */
function audiencesOf(request: FastifyRequest, { origin, path }: Authority): string[] {
  const { tenant } = request.params as { tenant: string };
  return [path, tenant].flatMap((name) =>
    ['/oauth2/v2.0/token', '/oauth2/token', '/v2.0', ''].map((rest) => `${origin}/${name}${rest}`.toLowerCase()),
  );
}

/** What is asked with the assertion, in one order. */
function restOf(form: URLSearchParams): string {
  const rest = [...form].filter(([name]) => !name.startsWith('client_assertion')).map((pair) => pair.join('='));
  return rest.toSorted().join('&');
}

type Unproven = Exclude<Extract<Proof, { proven: false }>, { problem: 'unknownClient' }>;

const said = {
  malformed: [
    50027,
    'The client assertion is not a JWT that names its certificate: sign with iss and sub the client id, and the thumbprint as x5t#S256 or x5t in the header.',
  ],
  otherAlgorithm: [5002738, 'The client assertion must be signed with RS256 or PS256.'],
  otherClient: [700021, "The sub of the client assertion is not the parameter 'client_id'."],
  otherAudience: [700023, 'The aud of the client assertion is not the token endpoint it was sent to.'],
  outOfTime: [700024, 'The client assertion is not within its valid time range. Check the clock, and sign a new one.'],
  tooLong: [700024, 'The client assertion is valid for more than an hour. Sign one for ten minutes.'],
  unknownCertificate: [
    700027,
    'The certificate of the client assertion is not registered on the application, or has expired.',
  ],
  wrongSignature: [700027, 'The client assertion is not signed by the key of the certificate that it names.'],
  replayed: [700027, 'This client assertion was used for this request before. Sign a new one for each request.'],
} as const satisfies Record<Unproven['problem'], readonly [number, string]>;

function refusalOfProof({ problem, thumbprint }: Unproven): Refusal {
  const [code, message] = said[problem];
  const named = thumbprint ? ` Its thumbprint is ${thumbprint}.` : '';
  return { status: 401, error: 'invalid_client', code, message: `${message}${named}` };
}
