/** Signatures of Standard Webhooks (standardwebhooks.com, specification 1.0: symmetric signatures). Pure. */
import { createHmac } from 'node:crypto';

/** Before the base64 of the bytes that sign. */
const secretPrefix = 'whsec_';

export const secretText = (bytes: Buffer) => secretPrefix + bytes.toString('base64');

export interface SignedMessage {
  /** The same at every attempt. */
  readonly id: string;
  /** Seconds since 1970, of the attempt. */
  readonly timestamp: number;
  readonly body: string;
}

/** Headers of an attempt; with two secrets in force, both sign, and a receiver takes either. */
export function signatureHeaders(
  { id, timestamp, body }: SignedMessage,
  secrets: readonly Buffer[],
): Readonly<Record<string, string>> {
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(signed, 'utf8').digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
