/** Certificates of clients for tests, with their keys. */
import { X509Certificate } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { generate } from 'selfsigned';

export interface ClientCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 in PEM. */
  readonly privateKey: string;
  /** Hex in capitals. */
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
}

const dayMs = 86_400_000;

/** Valid for ten days around now, by the wall clock as all certificates; or until `days` from now. */
export async function clientCertificate(
  options: { days?: number; bits?: 1024 | 2048 } = {},
): Promise<ClientCertificate> {
  const { days = 5, bits = 2048 } = options;
  const made = await generate([{ name: 'commonName', value: 'sync.example' }], {
    keySize: bits,
    algorithm: 'sha256',
    // Wall clock: certificates live in real time.
    notBeforeDate: new Date(Date.now() - 10 * dayMs),
    notAfterDate: new Date(Date.now() + days * dayMs),
  });
  const { fingerprint, fingerprint256 } = new X509Certificate(made.cert);
  return {
    certificate: made.cert,
    privateKey: made.private,
    thumbprint: fingerprint.replaceAll(':', ''),
    thumbprintSha256: fingerprint256.replaceAll(':', ''),
  };
}

export interface AssertionWishes {
  readonly clientId: string;
  readonly audience: string;
  readonly algorithm?: string;
  /** Which thumbprint names the certificate. */
  readonly named?: 'x5t' | 'x5t#S256' | 'none';
  /** Over the usual claims; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** What a client signs with the key of its certificate. */
export async function clientAssertion(held: ClientCertificate, wishes: AssertionWishes): Promise<string> {
  const { clientId, audience, algorithm = 'PS256', named = 'x5t#S256', claims = {} } = wishes;
  const thumbprint = Buffer.from(named === 'x5t' ? held.thumbprint : held.thumbprintSha256, 'hex').toString(
    'base64url',
  );
  // Wall clock: assertions are valid for minutes of it.
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: clientId, sub: clientId, aud: audience, nbf: now, exp: now + 600, jti: crypto.randomUUID() };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: algorithm, ...(named === 'none' ? {} : { [named]: thumbprint }) })
    .sign(await importPKCS8(held.privateKey, algorithm));
}
