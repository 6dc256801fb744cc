/** Webhooks for partners: registration and test events (wire contract, section 9.4). Answers are PascalCase, as the samples. */
import { z } from 'zod';

export const registrationRequest = z.object({
  webhookUrl: z.string().max(2000),
  webhookEvents: z.array(z.string().max(200)).min(1).max(50),
  signatureTokenToMsSignatureHeader: z.boolean().optional(),
});

export const registrationAnswer = z.object({
  SubscriberId: z.string().optional(),
  WebhookUrl: z.string(),
  WebhookEvents: z.array(z.string()),
  SignatureTokenToMsSignatureHeader: z.boolean(),
});
export type RegistrationAnswer = z.infer<typeof registrationAnswer>;

export const registrationEvents = z.array(z.string());
export const validationEvent = z.object({ correlationId: z.string() });

export const validationResult = z.object({
  correlationId: z.string(),
  partnerId: z.string(),
  status: z.enum(['completed', 'in_progress']),
  callbackUrl: z.string(),
  results: z.array(
    z.object({
      /** The name of the HTTP status, e.g. `OK`; empty when nothing came. */
      responseCode: z.string(),
      responseMessage: z.string(),
      systemError: z.boolean(),
      dateTimeUtc: z.string(),
    }),
  ),
});
export type ValidationResult = z.infer<typeof validationResult>;
