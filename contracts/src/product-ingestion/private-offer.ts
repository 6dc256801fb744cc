/** The `private-offer` resource of the Product Ingestion API: a margin for partners (rule F26). */
import { z } from 'zod';
import { dayText, guid, lineText, plainText } from '../comptoir/words.ts';
import { base, reference } from './resources.ts';

/** A margin for partners. Days are written `YYYY-MM-DD`; the percentage is a number. */
export const privateOffer = z.object({
  ...base,
  privateOfferType: z.string().max(50).optional(),
  name: lineText(100).refine((text) => text !== '', 'must not be empty'),
  state: z.string().max(50),
  start: dayText.optional(),
  end: dayText.optional(),
  variableStartDate: z.boolean().optional(),
  preparedBy: lineText(255).optional(),
  notificationContacts: z.array(lineText(255)).max(20).optional(),
  beneficiaries: z
    .array(
      z.object({
        id: guid,
        description: plainText(255).optional(),
        beneficiaryRecipients: z
          .array(z.object({ id: guid, recipientType: z.string().max(50) }))
          .max(100)
          .optional(),
      }),
    )
    .max(1000)
    .optional(),
  pricing: z
    .array(
      z.object({
        product: reference,
        plan: reference.optional(),
        discountType: z.string().max(50),
        discountPercentage: z
          .string()
          .regex(/^\d{1,4}(\.\d{1,6})?$/, 'must be a percentage such as 12.5')
          .optional(),
      }),
    )
    .max(50)
    .optional(),
});
