/** What accounts have to do from a moment on, and what fails of it. `GET /comptoir/v1/due-work`, `…/export`, `POST …/{account}/{kind}/retry`. */
import { z } from 'zod';
import { listOf } from './lists.ts';

export const dueStates = ['failing', 'blocked', 'due', 'ahead'] as const;

export const dueWorkItem = z.object({
  account: z.object({ id: z.string(), name: z.string() }),
  kind: z.string(),
  /** Business time, as all times here. */
  dueAt: z.string(),
  /** `failing`: its last try failed. `blocked`: a part of it waits for what `waitsFor` says, the rest went on. `due`: it is about to be done, or waits for a kind that goes first. */
  state: z.enum(dueStates),
  /** Failed ones in a row. */
  tries: z.number().int(),
  failingSince: z.string().optional(),
  nextTryAt: z.string().optional(),
  problem: z.string().optional(),
  /** What a part of it waits for, since `failingSince`: `exchangeRate` with the missing `rates` and the `count` of terms. */
  waitsFor: z.object({ code: z.string(), values: z.record(z.string(), z.string()) }).optional(),
});
export type DueWorkItem = z.infer<typeof dueWorkItem>;

/** Charges of `month` are converted at the rate of `rateMonth`, because none was recorded for it in time (rule E27). */
export const earlierRate = z.object({ month: z.string(), from: z.string(), to: z.string(), rateMonth: z.string() });
export type EarlierRate = z.infer<typeof earlierRate>;

/** Words are a part of the account's name. The earliest comes first. */
export const dueWorkList = listOf({
  item: dueWorkItem,
  sorts: ['since', 'kind', 'state', 'tries'],
  filters: { kind: z.string().max(40).optional(), state: z.enum(dueStates).optional() },
  /** Kinds there are, and the rates of earlier months that this month and the last are charged at. */
  beside: { kinds: z.array(z.string()), earlierRates: z.array(earlierRate) },
});
