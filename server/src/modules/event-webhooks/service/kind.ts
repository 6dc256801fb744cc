/** How registered addresses are told: signed as Standard Webhooks, tried for three days (standardwebhooks.com, “Retries”). */
import { systemActor } from '../../../kernel/index.ts';
import type { SealedSecrets } from '../../../platform/sealed-secrets.ts';
import type { Work, WorkRunner } from '../../../platform/work.ts';
import type { Ladder, Verdict, WebhookKind } from '../../webhooks/index.ts';
import { signatureHeaders } from '../domain/signature.ts';
import * as store from '../store/endpoints.ts';
import type { EventWebhookTables } from '../tables.ts';
import { aboutOf, eventWebhookKind, say } from './endpoints.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The specification's own example: at once, then behind 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours. */
const ladder: Ladder = {
  gapsMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  mostAttempts: 10,
  withinMs: 96 * hourMs,
};

/** 410 says that there is nobody any more, and nobody will be. */
const gone = 410;

function judge(_delivery: unknown, status: number | undefined): Verdict {
  if (status === gone) return 'refused';
  return status !== undefined && status >= 200 && status < 300 ? 'delivered' : 'again';
}

export function eventWebhooks(runner: WorkRunner, secrets: SealedSecrets): WebhookKind {
  return {
    name: eventWebhookKind,
    ladder,
    judge,
    async headers({ id, account, recipient, body }) {
      const row = await runner.run<store.EndpointRow | undefined, unknown>(
        { actor: systemActor, system: true },
        (work) => store.selectEndpoint(work as Work, account, recipient['endpoint'] ?? ''),
      );
      if (!row) throw new Error('its webhook was removed');
      // Wall clock: receivers refuse what is minutes old.
      const now = Temporal.Now.instant();
      const both = row.previous_until && Temporal.Instant.compare(row.previous_until, now) > 0;
      const sealed = both ? [row.secret, row.previous_secret!] : [row.secret];
      const keys = sealed.map((one) => secrets.open(one, aboutOf(row.id)));
      return signatureHeaders({ id, timestamp: Math.floor(now.epochMilliseconds / 1000), body }, keys);
    },
    /** Whoever is gone is not told any more, until its owner enables it again. */
    async settled(work, { delivery: { account, recipient }, outcome, status }) {
      const id = recipient['endpoint'];
      if (outcome !== 'refused' || status !== gone || !id) return;
      const own = work as unknown as Work<EventWebhookTables>;
      const row = await store.selectEndpoint(own, account, id);
      if (!row || row.disabled_at) return;
      await store.updateEndpoint(own, [account, id], { disabled_at: work.now, disabled_by: 'receiver' });
      say(own, id, 'EventWebhookGone', { url: row.url });
    },
  };
}
