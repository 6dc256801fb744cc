/** Shapes every Partner Center v1 answer shares (wire contract, section 1.6). */
import { z } from 'zod';

export const link = z.object({
  uri: z.string(),
  method: z.string(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
});
export type Link = z.infer<typeof link>;

export const attributes = z.object({ etag: z.string().optional(), objectType: z.string() });

/** `{totalCount, items, links?, attributes}`; `links.next` is absent on the last page. */
export const collectionOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    totalCount: z.number().int(),
    items: z.array(item),
    continuationToken: z.string().optional(),
    links: z.object({ self: link.optional(), next: link.optional(), previous: link.optional() }).optional(),
    attributes,
  });

/** The error body: a number of the documented catalogue and an English sentence, as older and newer services say it. */
export const wireError = z.object({
  code: z.number(),
  message: z.string(),
  description: z.string(),
  /** What is wrong, each at its member: `billingProfile.email: must …`; and the rule that decided. */
  data: z.array(z.string()),
  source: z.string(),
  /** The stable name of the refusal. */
  errorName: z.string(),
  isRetryable: z.boolean(),
  /** What the sentence is made of, for other languages. */
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  errorMessageExtended: z.string(),
});
/** Too many requests: the gateway's own shape (section 1.12). */
export const throttled = z.object({ statusCode: z.literal(429), message: z.string() });
export const partnerCenterFault = z.union([wireError, throttled]);

export const customerPath = z.object({ customerId: z.string() });
export const cartPath = customerPath.extend({ cartId: z.string() });
export const orderPath = customerPath.extend({ orderId: z.string() });
export const orderLinePath = orderPath.extend({ lineNumber: z.coerce.number().int().min(0) });
export const subscriptionPath = customerPath.extend({ subscriptionId: z.string() });
export const invoicePath = z.object({ invoiceId: z.string() });
export const templatePath = z.object({ templateId: z.string() });
