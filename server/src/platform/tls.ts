/**
 * A certificate for this machine's own names, made at need and kept. It is its own authority: clients trust it through
 * NODE_EXTRA_CA_CERTS or by adding the file to their trust store.
 */
import { randomUUID, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

export interface LocalCertificate {
  readonly key: string;
  readonly cert: string;
  /** PEM file for NODE_EXTRA_CA_CERTS. */
  readonly certPath: string;
}

const dayMs = 86_400_000;
const lifeDays = 365;
/** Made anew at the first start within this many days of its end. */
const renewalDays = 30;

/** The certificate kept in `folder` (made when absent), valid for localhost, 127.0.0.1 and ::1. */
export async function localCertificate(folder: string, now = new Date()): Promise<LocalCertificate> {
  const certPath = join(folder, 'localhost.crt');
  const keyPath = join(folder, 'localhost.key');
  const kept = await read(certPath, keyPath);
  if (kept && endsAfter(kept.cert, now.getTime() + renewalDays * dayMs)) return { ...kept, certPath };
  const made = await make(now);
  await mkdir(folder, { recursive: true });
  await replace(keyPath, made.key, 0o600);
  await replace(certPath, made.cert, 0o644);
  return { ...made, certPath };
}

/** Lets this process trust its own certificate: the sandbox's stand-in ISV calls the server it lives in. */
export function trustOwn(certificate: LocalCertificate): LocalCertificate {
  setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
  return certificate;
}

async function read(certPath: string, keyPath: string): Promise<{ key: string; cert: string } | undefined> {
  try {
    const [cert, key] = await Promise.all([readFile(certPath, 'utf8'), readFile(keyPath, 'utf8')]);
    return { key, cert };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function endsAfter(cert: string, moment: number): boolean {
  try {
    return new X509Certificate(cert).validToDate.getTime() > moment;
  } catch {
    return false; // Not a certificate any more: make a new one.
  }
}

async function make(now: Date): Promise<{ key: string; cert: string }> {
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    // A little in the past, for clients whose clock is behind.
    notBeforeDate: new Date(now.getTime() - dayMs),
    notAfterDate: new Date(now.getTime() + lifeDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: pair.private, cert: pair.cert };
}

/** Whole or not at all, so that a start that is interrupted leaves no half file. */
async function replace(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, text, { mode });
  await rename(draft, path);
}
