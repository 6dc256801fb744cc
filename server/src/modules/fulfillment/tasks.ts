/** The kind of webhook by which publishers are told. */
import type { Context } from '../../platform/context.ts';
import { marketplaceToken } from '../identity/index.ts';
import { saasWebhook, settleByWebhook } from '../subscriptions/index.ts';
import type { WebhookKind } from '../webhooks/index.ts';
import { judgeAnswer, saasLadder } from './domain/webhooks.ts';

/** Signed by our keys, made out to the application of the offer's technical configuration. */
export function saasWebhooks(context: Pick<Context, 'pools' | 'runner' | 'origin'>): WebhookKind {
  return {
    name: saasWebhook,
    ladder: saasLadder,
    async headers({ recipient }) {
      const { tenantId = '', applicationId = '' } = recipient;
      return { authorization: `Bearer ${await marketplaceToken(context, { tenantId, applicationId })}` };
    },
    judge: ({ event }, status) => judgeAnswer(event, status),
    settled: settleByWebhook,
  };
}
