/** How many mails to others an account causes in a minute: nobody's mailbox is filled by a script. */
import type { Actor } from '../kernel/index.ts';
import { tooManyRequests } from './busy.ts';
import type { Context } from './context.ts';

export const mailsAMinute = 20;

/**
 * Before a route mails somebody who did not ask for it: counts it for who acts, over all surfaces. `to`: only what goes to
 * this address counts, where many are written to in good order. Faults: TooManyRequests.
 */
export function requireFewMails({ mails }: Pick<Context, 'mails'>, actor: Actor, to = ''): void {
  const account = actor.homeTenantId ?? actor.tenantId;
  const seconds = mails.take(`${account} ${to.toLowerCase()}`);
  if (seconds !== undefined) throw tooManyRequests('Too many mails to others at once.', seconds);
}
