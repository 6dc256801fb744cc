/** The sandbox's own routes: no token, sandbox mode only (design page, section 6). */
import { z } from 'zod';

export const clock = z.object({ now: z.string() });
/** Where a move led, and the accounts that could not be looked after on the way. */
export const clockMoved = clock.extend({
  failed: z.array(z.object({ account: z.string(), kind: z.string(), problem: z.string() })),
});

export const clockMove = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true, error: 'now must be a moment such as 2026-12-31T00:00:00Z' }) }),
  z.strictObject({
    advance: z
      .string()
      .regex(
        /^P(?=[\dT])(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
        'advance must be a duration such as P40D or PT6H',
      ),
  }),
]);

export const mailboxItem = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  links: z.array(z.string()),
});
export const mailbox = z.object({ items: z.array(mailboxItem) });

export const world = z.object({
  now: z.string(),
  tenants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      domain: z.string(),
      country: z.string(),
      parts: z.array(z.string()),
      mpnId: z.string().optional(),
      apps: z.array(z.object({ name: z.string(), clientId: z.string(), clientSecret: z.string() })),
      users: z.array(z.object({ userPrincipalName: z.string(), password: z.string(), roles: z.array(z.string()) })),
    }),
  ),
  offers: z.array(
    z.object({
      productId: z.string(),
      name: z.string(),
      publisherTenantId: z.string(),
      kind: z.string(),
      state: z.string(),
      audience: z.string(),
      plans: z.array(
        z.object({
          planId: z.string(),
          skuId: z.string(),
          pricing: z.enum(['perSeat', 'flat', 'metered']),
          terms: z.array(z.string()),
        }),
      ),
    }),
  ),
});
export type World = z.infer<typeof world>;

export const tokenRequest = z.strictObject({
  userPrincipalName: z.string().min(3).max(320),
  resource: z.string().min(3).max(500),
});
