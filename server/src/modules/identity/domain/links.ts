/** Whether the link of a mail opens something. Pure. */
import { fitsSecret, type readLinkToken } from '../../../kernel/index.ts';

export type LinkRefusal = 'LinkExpired' | 'LinkUnknown' | 'LinkUsed' | 'LinkWithdrawn';

export interface LinkedRow {
  readonly secretHash: Buffer;
  /** `outdated`: what it belongs to is another by now. */
  readonly state: 'open' | 'used' | 'withdrawn' | 'outdated';
  readonly expiresAt: Temporal.Instant;
}

/** Why a link opens nothing at this time, or undefined when it does. Whoever lacks the secret learns nothing of its state. */
export function whyNotOpen(
  row: LinkedRow | undefined,
  token: ReturnType<typeof readLinkToken>,
  now: Temporal.Instant,
): LinkRefusal | undefined {
  if (!row || !token || !fitsSecret(token.secret, row.secretHash)) return 'LinkUnknown';
  if (row.state === 'used') return 'LinkUsed';
  if (row.state === 'withdrawn') return 'LinkWithdrawn';
  const tooOld = row.state === 'outdated' || Temporal.Instant.compare(row.expiresAt, now) <= 0;
  return tooOld ? 'LinkExpired' : undefined;
}
