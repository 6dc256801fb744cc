/** Operator's desk: jobs waiting and failed, what became of mail, business time and mode. `GET /healthz`, `GET /comptoir/v1/jobs`, `GET /comptoir/v1/mails`. */
import { z } from 'zod';
import { listOf } from './lists.ts';

/** Due work of a kind, over all accounts. */
const dueState = z.object({
  kind: z.string(),
  /** Accounts due now, those that fail among them. */
  due: z.number().int(),
  failing: z.number().int(),
  /** Accounts a part of whose work waits for something to be entered, such as an exchange rate. */
  blocked: z.number().int(),
  /** Since when the oldest is due. */
  oldest: z.string().optional(),
});
export const health = z.object({
  status: z.literal('ok'),
  mode: z.enum(['sandbox', 'production']),
  now: z.string(),
  due: z.array(dueState),
  /** Sweeps whose last run failed in the process that answers. */
  failingSweeps: z.array(z.string()),
});
export type Health = z.infer<typeof health>;

export const job = z.object({
  id: z.string(),
  task: z.string(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  runAt: z.string(),
  createdAt: z.string(),
  lastError: z.string().optional(),
  state: z.enum(['waiting', 'running', 'failed']),
});
export const sweepState = z.object({ name: z.string(), nextDue: z.string().optional() });
export const jobs = z.object({ items: z.array(job), sweeps: z.array(sweepState) });
export type Jobs = z.infer<typeof jobs>;

export const mailDelivery = z.object({
  id: z.string(),
  /** Written at. */
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(['queued', 'sent', 'refused']),
  /** Attempts that the mail server answered. */
  tries: z.number().int(),
  /** Sent or refused at. */
  endedAt: z.string().optional(),
  /** Queued, and not to be tried before. */
  nextTryAt: z.string().optional(),
  /** What was said when it last failed. */
  problem: z.string().optional(),
});
export const mailStates = ['queued', 'sent', 'refused'] as const;
/** `GET /mails`, `…/export`: the newest first; words are parts of subject, addressee and problem. */
export const mailList = listOf({
  item: mailDelivery,
  sorts: ['at', 'subject', 'to', 'state'],
  usual: '-at',
  filters: { state: z.enum(mailStates).optional() },
  /** `off`: no mail server is configured, so that all waits. `sandbox`: nothing is ever sent. */
  beside: { delivery: z.enum(['on', 'off', 'sandbox']) },
});
export type MailDelivery = z.infer<typeof mailDelivery>;
