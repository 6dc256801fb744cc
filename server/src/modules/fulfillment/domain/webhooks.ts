/** How publishers are told: how often a webhook is tried, and what an answer means (SaaS fulfillment contract, sections 4 and 5). Pure. */
import type { Ladder, Verdict } from '../../webhooks/index.ts';

const hourMs = 3_600_000;
const mostAttempts = 500;
const withinMs = 8 * hourMs;

/** 500 attempts over eight hours, evenly: the spacing is not published. */
export const saasLadder: Ladder = { gapsMs: [Math.ceil(withinMs / (mostAttempts - 1))], mostAttempts, withinMs };

/** Not a no: the receiver had no time, or too many requests. */
const passing = new Set([408, 425, 429]);

/** Events that a publisher may refuse by the answer itself. */
const refusable = new Set(['ChangePlan', 'ChangeQuantity', 'Reinstate']);

/** Any 2xx is taken; a 4xx refuses what can be refused; everything else is tried again. */
export function judgeAnswer(event: string, status: number | undefined): Verdict {
  if (status === undefined) return 'again';
  if (status >= 200 && status < 300) return 'delivered';
  return refusable.has(event) && status >= 400 && status < 500 && !passing.has(status) ? 'refused' : 'again';
}
