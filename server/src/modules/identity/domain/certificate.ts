/** A client's certificate as its application registers it. Pure. */
import { X509Certificate } from 'node:crypto';

export interface CertificateFacts {
  /** SHA-1 of the certificate, hex in capitals, as consoles show it. */
  readonly thumbprint: string;
  readonly thumbprintSha256: string;
  readonly subject: string;
  /** SPKI in PEM. */
  readonly publicKey: string;
  readonly notBefore: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export type CertificateReading =
  | { readonly valid: true; readonly certificate: CertificateFacts }
  | { readonly valid: false; readonly reason: string };

/** Smaller keys are no longer safe (NIST SP 800-131A). */
const fewestBits = 2048;

const refusedFor = (reason: string): CertificateReading => ({ valid: false, reason });

/** Reads PEM, or base64 of DER. `now`: wall clock. */
export function readCertificate(text: string, now: Temporal.Instant): CertificateReading {
  if (/PRIVATE KEY/.test(text)) {
    return refusedFor(
      'This has a private key, which nobody but the client may know. Make a new one, and send the certificate only.',
    );
  }
  const parsed = parse(text);
  if (!parsed) return refusedFor('This is not an X.509 certificate. Send it as PEM, or as base64 of DER.');
  const { asymmetricKeyType, asymmetricKeyDetails } = parsed.publicKey;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < fewestBits) {
    return refusedFor(`The key must be RSA with at least ${fewestBits} bits.`);
  }
  const expiresAt = instantOf(parsed.validToDate);
  if (Temporal.Instant.compare(expiresAt, now) <= 0) {
    return refusedFor(`The certificate expired on ${expiresAt.toString().slice(0, 10)}. Send one that is valid.`);
  }
  const certificate = {
    thumbprint: parsed.fingerprint.replaceAll(':', ''),
    thumbprintSha256: parsed.fingerprint256.replaceAll(':', ''),
    subject: parsed.subject?.replaceAll('\n', ', ') ?? '',
    publicKey: parsed.publicKey.export({ type: 'spki', format: 'pem' }),
    notBefore: instantOf(parsed.validFromDate),
    expiresAt,
  };
  return { valid: true, certificate };
}

function parse(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

const instantOf = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
