/** The stand-in ISV's webhook: checks who calls, as publishers do, and answers a change as it was told to. */
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { setTimeout as pause } from 'node:timers/promises';
import type { Behaviour } from '@comptoir/contracts/sandbox';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { isvClient } from './isv-client.ts';

/** What it reads of a call; publishers do not read strictly. */
const call = z.object({ id: z.string(), subscriptionId: z.string(), action: z.string() });

const marketplaceApplication = '20e940b3-4c77-4b0b-9a53-9e16a1b010a7';

/** Whether a token is the marketplace's, made out to this application: signature, audience and caller. */
export async function isFromMarketplace(
  context: Context,
  applicationId: string,
  authorization: string | undefined,
): Promise<boolean> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return false;
  try {
    const keys = createRemoteJWKSet(new URL(`${context.origin()}/common/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(token, keys, { audience: applicationId });
    return (payload['azp'] ?? payload['appid']) === marketplaceApplication;
  } catch {
    return false;
  }
}

export interface WebhookReply {
  readonly status: number;
  readonly body?: { readonly message: string };
}

/** Answers a call that was verified. Notices are taken; changes as `does` says. */
export async function replyToWebhook(
  context: Context,
  applicationId: string,
  body: unknown,
  does: Behaviour,
): Promise<WebhookReply> {
  if (does.webhook === 'fail') return { status: 503, body: { message: 'The stand-in ISV was told to be down.' } };
  const told = call.safeParse(body);
  if (!told.success || !['ChangePlan', 'ChangeQuantity', 'Reinstate'].includes(told.data.action))
    return { status: 200 };
  const { id, subscriptionId } = told.data;
  if (does.webhook === 'reject')
    return { status: 400, body: { message: 'The stand-in ISV does not take this change.' } };
  if (does.webhook === 'ask') return { status: 202, body: { message: 'The stand-in ISV needs information first.' } };
  if (does.webhook === 'silent') return { status: 200 };
  if (does.webhook === 'delay') await pause(does.delayMs);
  const client = isvClient(context, applicationId);
  // A publisher asks whether there is such an operation, before it does anything.
  if (!(await client.inProgress(subscriptionId, id))) return { status: 200 };
  const says = does.webhook === 'refuse' ? 'Failure' : 'Success';
  for (let count = does.webhook === 'twice' ? 2 : 1; count > 0; count -= 1)
    await client.answer(subscriptionId, id, says);
  return { status: 200 };
}
