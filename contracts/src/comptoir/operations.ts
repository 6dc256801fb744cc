/** Operator's desk: jobs waiting and failed, business time and mode. `GET /healthz` and `GET /comptoir/v1/jobs`. */
import { z } from 'zod';

export const health = z.object({ status: z.literal('ok'), mode: z.enum(['sandbox', 'production']), now: z.string() });

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
