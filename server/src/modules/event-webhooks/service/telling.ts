/** Tells owners of webhooks what happened: behind the seal, each event once for each address. */
import { sealedUpTo } from '../../../platform/events.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { deliverAll } from '../../webhooks/index.ts';
import { messageOf, toldEvents } from '../domain/told.ts';
import * as store from '../store/endpoints.ts';
import { eventWebhookKind } from './endpoints.ts';

const batchSize = 500;

export const tellOwnersSweep: Sweep = { name: 'tell-owners', run: tell };

/** The position moves in the transaction that leaves the messages behind. */
async function tell(work: Work): Promise<number> {
  const until = await sealedUpTo(work);
  const rows = await store.eventsToTell(work, { names: toldEvents, until, limit: batchSize });
  const messages = rows.flatMap((row) => {
    const message = messageOf(row, row.as, row.events);
    if (!message) return [];
    return [
      {
        kind: eventWebhookKind,
        account: row.account,
        event: message.type,
        subjectId: row.aggregateId,
        sourceId: row.id,
        recipient: { endpoint: row.endpointId },
        url: row.url,
        body: message.body,
      },
    ];
  });
  deliverAll(work, messages);
  const events = new Set(rows.map(({ seq }) => seq)).size;
  await store.savePosition(work, events < batchSize ? until : rows.at(-1)!.seq);
  return events < batchSize ? 0 : events;
}
