/** How partners are told: signed, ten attempts, then kept for replay (wire contract, section 9.4). */
import type { WebhookKind } from '../../webhooks/index.ts';
import type { Signer } from './signer.ts';

export const partnerKind = 'partner-center';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface KindOptions {
  readonly signer: () => Promise<Signer>;
  /** Scheme, host and port that receivers fetch the certificate from. */
  readonly origin: () => string;
}

export function partnerWebhookKind({ signer, origin }: KindOptions): WebhookKind {
  return {
    name: partnerKind,
    ladder: {
      gapsMs: [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 8 * hourMs],
      mostAttempts: 10,
      withinMs: 48 * hourMs,
    },
    async headers({ body, recipient }) {
      const signature = `Signature ${(await signer()).sign(body)}`;
      return {
        [recipient['header'] ?? 'authorization']: signature,
        'x-ms-certificate-url': `${origin()}/webhooks/v1/certificate`,
        'x-ms-signature-algorithm': 'rsa-sha256',
      };
    },
  };
}
