/**
 * The house's key for what partners are sent, with a certificate that receivers fetch: made when first needed, its private
 * part sealed. Receivers must be told to trust its issuer (decision 0099).
 */
import { sign, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';
import { systemActor } from '../../../kernel/index.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import { insertSigner, selectSigner, type SignerRow } from '../store/signer.ts';
import type { PartnerWebhookTables } from '../tables.ts';

export interface Signer {
  /** RSA PKCS#1 v1.5 with SHA-256 over the exact bytes, base64. */
  sign(body: string): string;
  /** DER, as Windows and .NET read it. */
  readonly certificate: Buffer;
}

const about = 'partner-webhook-signer';
const lifeYears = 10;

/** The one signer of this process; asked for the first time it is read, or made. */
export function signerOf(runner: WorkRunner, secrets: SealedSecrets): () => Promise<Signer> {
  let known: Promise<Signer> | undefined;
  const load = async () => {
    const made = await asSystem(runner, (work) => selectSigner(work));
    return toSigner(made ?? (await make(runner, secrets)), secrets);
  };
  return () => {
    known ??= load().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

const asSystem = <Result>(runner: WorkRunner, body: (work: Work<PartnerWebhookTables>) => Promise<Result>) =>
  runner.run<Result, PartnerWebhookTables>({ actor: systemActor, system: true }, body);

async function make(runner: WorkRunner, secrets: SealedSecrets): Promise<SignerRow> {
  // Wall clock: certificates are checked by the receiver's.
  const now = new Date();
  const pair = await generate(
    [
      { name: 'commonName', value: 'Comptoir webhooks' },
      { name: 'organizationName', value: 'Comptoir' },
    ],
    {
      keyType: 'rsa',
      keySize: 2048,
      algorithm: 'sha256',
      notBeforeDate: new Date(now.getTime() - 86_400_000),
      notAfterDate: new Date(new Date(now).setFullYear(now.getFullYear() + lifeYears)),
      extensions: [{ name: 'keyUsage', digitalSignature: true, critical: true }],
    },
  );
  return asSystem(runner, async (work) => {
    await insertSigner(work, { private_key: secrets.seal(pair.private, about), certificate: pair.cert });
    return (await selectSigner(work))!;
  });
}

function toSigner({ private_key, certificate }: SignerRow, secrets: SealedSecrets): Signer {
  const key = secrets.open(private_key, about).toString();
  return {
    sign: (body) => sign('sha256', Buffer.from(body, 'utf8'), key).toString('base64'),
    certificate: new X509Certificate(certificate).raw,
  };
}
