/** What accounts have to do from a moment on, and what fails of it. `GET /comptoir/v1/due-work`, `POST …/{account}/{kind}/retry`. */
import { z } from 'zod';

export const dueStates = ['failing', 'blocked', 'due', 'ahead'] as const;

export const dueWorkQuery = z.object({
  /** Part of the account's name. */
  search: z.string().trim().min(1).max(100).optional(),
  kind: z.string().max(40).optional(),
  state: z.enum(dueStates).optional(),
  size: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(300).optional(),
});

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

export const dueWork = z.object({
  items: z.array(dueWorkItem),
  /** Of the whole list, as it is filtered. */
  total: z.number().int(),
  next: z.string().nullable(),
  /** Kinds there are. */
  kinds: z.array(z.string()),
});
export type DueWork = z.infer<typeof dueWork>;
