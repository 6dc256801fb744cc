/** Tells partners what happened in their accounts: behind the seal, each event once, in their order. */
import { sealedUpTo } from '../../../platform/events.ts';
import type { Sweep } from '../../../platform/sweeps.ts';
import type { Work } from '../../../platform/work.ts';
import { recordIdOfEvent } from '../../audit/index.ts';
import { deliverAll } from '../../webhooks/index.ts';
import { noticeBody, noticesOf, toldEvents } from '../domain/notices.ts';
import * as store from '../store/registrations.ts';
import { partnerKind } from './kind.ts';
import { headerOf } from './registration.ts';

const batchSize = 500;

export function tellPartnersSweep(origin: () => string): Sweep {
  return { name: 'tell-partners', run: (work) => tell(work, origin()) };
}

/** The position moves in the transaction that leaves the notices behind. */
async function tell(work: Work, origin: string): Promise<number> {
  const until = await sealedUpTo(work);
  const events = await store.eventsToTell(work, { names: toldEvents, until, limit: batchSize });
  const notices = events.flatMap((event) =>
    noticesOf(event, event.events).map((notice) => ({
      kind: partnerKind,
      account: event.account_tenant_id,
      event: notice.event,
      subjectId: event.aggregateId,
      sourceId: event.id,
      recipient: { header: headerOf(event) },
      sequence: event.aggregateId,
      url: event.url,
      body: noticeBody(origin, notice, { auditId: auditIdOf(event), at: event.at }),
    })),
  );
  deliverAll(work, notices);
  await store.savePosition(work, events.length < batchSize ? until : events.at(-1)!.seq);
  return events.length < batchSize ? 0 : events.length;
}

const auditIdOf = ({ id, name, account_tenant_id: partnerTenantId, customerTenantId }: store.EventToTell) =>
  recordIdOfEvent({ id, name, partnerTenantId, customerTenantId });
